// The server of libevent (`evhttp`): one thread, and no library that the program would have to
// load.
//
// Debian's cpp-httplib is a shared library that brings OpenSSL and brotli with it: every start of
// the program, `--version` too, took three times as long with it (3.5 → 10 ms of processor time),
// and it keeps a thread for each open stream.
#pragma once

#include <memory>

#include "compiler/serve/server.h"

namespace aixc::serve {

class EventServer final : public Server {
 public:
  EventServer();
  ~EventServer() override;

  std::string listen(uint16_t port) override;
  uint16_t port() const override;
  void run(const Answer& answer, int descriptor, const std::function<void()>& ready) override;
  void announce(std::string_view data) override;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aixc::serve
