// A web server on the loopback address, as an interface: what is shown there runs without a socket
// under test.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>

namespace aixc::serve {

struct Request {
  std::string method;                          // `GET`
  std::string path;                            // decoded, without the query
  std::map<std::string, std::string> headers;  // names in lower case
};

struct Response {
  int status = 200;
  std::string type = "text/plain; charset=utf-8";
  std::string body;
  std::string file_name = {};  // not empty: to be saved under that name
  bool is_stream = false;      // server-sent events: stays open after `body`
};

class Server {
 public:
  using Answer = std::function<Response(const Request& request)>;

  Server() = default;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  virtual ~Server() = default;

  // Takes a port of 127.0.0.1; 0 is any that is free. Returns "" or the reason why not.
  virtual std::string listen(uint16_t port) = 0;
  // The one that was taken.
  virtual uint16_t port() const = 0;
  // Serves until the person ends it (Ctrl-C, SIGTERM). Whenever `descriptor` can be read, `ready`
  // is called; nothing is answered meanwhile.
  virtual void run(const Answer& answer, int descriptor, const std::function<void()>& ready) = 0;
  // Sends an event to all streams that are open.
  virtual void announce(std::string_view data) = 0;
};

}  // namespace aixc::serve
