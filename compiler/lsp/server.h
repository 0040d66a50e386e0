// The language server: messages in, messages out. It knows neither streams nor time.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "compiler/lsp/board.h"
#include "compiler/lsp/session.h"

namespace aixc::lsp {

class Server {
 public:
  explicit Server(Outside& outside);

  // Takes one message in; it waits for its turn. What is no JSON is answered at once, and a request
  // that is taken back before its turn is never begun.
  void receive(const std::string& content);
  // Handles the next message, if any, or does a part of what there is to do without being asked:
  // publishes what is wrong with the texts, then what their assessment says. False if there was
  // nothing to do.
  bool step();
  // Called now and then within long work: takes in what has come meanwhile.
  void set_pump(std::function<void()> pump) { pump_ = std::move(pump); }

  // Set by `exit`: the exit code of the process (LSP 3.17: 0 after `shutdown`, else 1).
  std::optional<int> exit_code() const { return exit_code_; }
  // The process that started the server, if it said so.
  std::optional<int64_t> parent() const { return parent_; }

 private:
  enum class Life : uint8_t { New, Running, ShutDown };

  void handle(const Json& message);
  Reply call(const std::string& method, const Json& params);
  void notified(const std::string& method, const Json& params);
  void document_changed(const std::string& method, const Json& params);
  void folders_changed(const Json& event);
  void answer(const Json& id, const Reply& reply);
  void notify(std::string_view method, Json params);
  void request(std::string_view method, Json params);
  Reply initialize(const Json& params);
  void watch_files();
  void assess_next();
  void refresh();

  Session session_;
  Board board_;
  Life life_ = Life::New;
  std::optional<int> exit_code_;
  std::optional<int64_t> parent_;
  std::vector<std::string> folders_;
  std::function<void()> pump_;

  std::deque<Json> waiting_;
  size_t waiting_changes_ = 0;        // those of them that change texts
  std::set<std::string> cancelled_;   // ids, as JSON
  std::string current_;               // the id of the request that is being answered
  bool gave_up_ = false;              // the present work was found to be of no use any more
  bool untold_ = false;               // a text changed since diagnostics were told
  std::set<std::string> unassessed_;  // documents whose systems are still to be assessed
  int64_t requests_ = 0;
};

}  // namespace aixc::lsp
