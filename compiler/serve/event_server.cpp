#include "compiler/serve/event_server.h"

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <map>
#include <system_error>
#include <vector>

#include <arpa/inet.h>
#include <event2/buffer.h>
#include <event2/bufferevent.h>
#include <event2/event.h>
#include <event2/http.h>
#include <event2/keyvalq_struct.h>
#include <fmt/core.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "compiler/serve/guard.h"

namespace aixc::serve {
namespace {

constexpr int Ok = 200;
constexpr int BadRequest = 400;
constexpr int Unavailable = 503;
constexpr ev_ssize_t MostHeadBytes = 16 * 1024;
constexpr int PatienceSeconds = 30;             // with somebody who asks or reads slowly
constexpr timeval HeartbeatInterval = {15, 0};  // so that nobody between closes a stream
constexpr size_t MostStreams = 64;
constexpr auto Methods = EVHTTP_REQ_GET | EVHTTP_REQ_HEAD | EVHTTP_REQ_POST | EVHTTP_REQ_PUT |
                         EVHTTP_REQ_DELETE | EVHTTP_REQ_OPTIONS | EVHTTP_REQ_TRACE |
                         EVHTTP_REQ_CONNECT | EVHTTP_REQ_PATCH;

template <typename T, void (*Free)(T*)>
struct Freer {
  void operator()(T* it) const { Free(it); }
};
using Base = std::unique_ptr<event_base, Freer<event_base, event_base_free>>;
using Event = std::unique_ptr<event, Freer<event, event_free>>;
using Http = std::unique_ptr<evhttp, Freer<evhttp, evhttp_free>>;
using Buffer = std::unique_ptr<evbuffer, Freer<evbuffer, evbuffer_free>>;

std::string lower(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) {
    return static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  });
  return result;
}

std::string_view method_of(evhttp_request* request) {
  const auto command = evhttp_request_get_command(request);
  return command == EVHTTP_REQ_GET ? "GET" : command == EVHTTP_REQ_HEAD ? "HEAD" : "OTHER";
}

// False for what nobody asks who means well: another server's address, a field twice.
bool read_request(evhttp_request* from, Request& into) {
  const evhttp_uri* uri = evhttp_request_get_evhttp_uri(from);
  if (uri == nullptr || evhttp_uri_get_host(uri) != nullptr ||
      evhttp_uri_get_path(uri) == nullptr) {
    return false;
  }
  into.method = method_of(from);
  size_t size = 0;
  const std::unique_ptr<char, decltype(&std::free)> path(
      evhttp_uridecode(evhttp_uri_get_path(uri), 0, &size), &std::free);
  if (!path) {
    return false;
  }
  into.path.assign(path.get(), size);
  const evkeyvalq* headers = evhttp_request_get_input_headers(from);
  for (const evkeyval* one = headers->tqh_first; one != nullptr; one = one->next.tqe_next) {
    if (!into.headers.emplace(lower(one->key), one->value).second) {
      return false;
    }
  }
  return true;
}

Buffer buffer_of(std::string_view bytes) {
  Buffer buffer(evbuffer_new());
  evbuffer_add(buffer.get(), bytes.data(), bytes.size());
  return buffer;
}

}  // namespace

struct EventServer::State {
  uint16_t port = 0;
  const Answer* answer = nullptr;
  const std::function<void()>* ready = nullptr;
  std::map<evhttp_connection*, evhttp_request*> streams;
  // What stands below goes first: events before their loop, connections before what they tell of
  // their end.
  Base base;
  Http http;
  std::vector<Event> events;

  void add(Event event, const timeval* interval = nullptr) {
    event_add(event.get(), interval);
    events.push_back(std::move(event));
  }

  void handle(evhttp_request* from) {
    Request request;
    if (!read_request(from, request)) {
      reply(from, {.status = BadRequest, .body = ""});
      return;
    }
    if (const int refusal = refusal_of(request, port); refusal != 0) {
      reply(from, {.status = refusal, .body = ""});
      return;
    }
    reply(from, (*answer)(request));
  }

  void reply(evhttp_request* to, Response response) {
    if (response.is_stream && streams.size() >= MostStreams) {
      response = {.status = Unavailable, .body = "too many pages are open\n"};
    }
    if (response.status != Ok && response.body.empty()) {
      response.body = fmt::format("{}\n", response.status);
    }
    evkeyvalq* headers = evhttp_request_get_output_headers(to);
    evhttp_add_header(headers, "Content-Type", response.type.c_str());
    for (const auto& [name, value] : security_headers()) {
      evhttp_add_header(headers, std::string(name).c_str(), std::string(value).c_str());
    }
    if (response.status == MethodNotAllowed) {
      evhttp_add_header(headers, "Allow", "GET, HEAD");
    }
    if (!response.file_name.empty()) {
      evhttp_add_header(headers, "Content-Disposition",
                        fmt::format("attachment; filename=\"{}\"", response.file_name).c_str());
    }
    const Buffer body = buffer_of(response.body);
    if (!response.is_stream || evhttp_request_get_command(to) == EVHTTP_REQ_HEAD) {
      evhttp_send_reply(to, response.status, nullptr, body.get());
      return;
    }
    evhttp_connection* connection = evhttp_request_get_connection(to);
    streams[connection] = to;
    evhttp_connection_set_closecb(
        connection,
        [](evhttp_connection* closed, void* self) {
          static_cast<State*>(self)->streams.erase(closed);
        },
        this);
    // Nothing is heard from whoever listens.
    bufferevent_set_timeouts(evhttp_connection_get_bufferevent(connection), nullptr, nullptr);
    evhttp_send_reply_start(to, Ok, nullptr);
    evhttp_send_reply_chunk(to, body.get());
  }

  void send_all(std::string_view text) {
    for (const auto& [connection, request] : std::map(streams)) {
      evhttp_send_reply_chunk(request, buffer_of(text).get());
    }
  }
};

EventServer::EventServer() : state_(std::make_unique<State>()) {}
EventServer::~EventServer() = default;

std::string EventServer::listen(uint16_t port) {
  State& state = *state_;
  event_set_log_callback([](int, const char*) {});
  state.base.reset(event_base_new());
  state.http.reset(state.base ? evhttp_new(state.base.get()) : nullptr);
  if (!state.http) {
    return "there is no memory";
  }
  evhttp_set_allowed_methods(state.http.get(), Methods);
  evhttp_set_max_headers_size(state.http.get(), MostHeadBytes);
  evhttp_set_max_body_size(state.http.get(), 0);
  evhttp_set_timeout(state.http.get(), PatienceSeconds);
  evhttp_bound_socket* socket = evhttp_bind_socket_with_handle(state.http.get(), "127.0.0.1", port);
  if (socket == nullptr) {
    return std::generic_category().message(errno);
  }
  sockaddr_in address{};
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);  // NOLINT: the interface of sockets
  if (getsockname(evhttp_bound_socket_get_fd(socket), generic, &size) != 0) {
    return std::generic_category().message(errno);
  }
  state.port = ntohs(address.sin_port);
  return {};
}

uint16_t EventServer::port() const {
  return state_->port;
}

void EventServer::run(const Answer& answer, int descriptor, const std::function<void()>& ready) {
  State& state = *state_;
  event_base* base = state.base.get();
  state.answer = &answer;
  state.ready = &ready;
  evhttp_set_gencb(
      state.http.get(),
      [](evhttp_request* request, void* self) { static_cast<State*>(self)->handle(request); },
      &state);
  state.add(Event(event_new(
      base, descriptor, EV_READ | EV_PERSIST,
      [](evutil_socket_t, short, void* self) { (*static_cast<State*>(self)->ready)(); }, &state)));
  state.add(Event(event_new(
                base, -1, EV_PERSIST,
                [](evutil_socket_t, short, void* self) {
                  static_cast<State*>(self)->send_all(": here\n\n");
                },
                &state)),
            &HeartbeatInterval);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP}) {
    state.add(Event(evsignal_new(
        base, signal,
        [](evutil_socket_t, short, void* loop) {
          event_base_loopbreak(static_cast<event_base*>(loop));
        },
        base)));
  }
  // Who goes away while something is sent would end the program.
  auto* const before = std::signal(SIGPIPE, SIG_IGN);
  event_base_dispatch(base);
  std::signal(SIGPIPE, before);
  state.events.clear();
}

void EventServer::announce(std::string_view data) {
  state_->send_all(fmt::format("data: {}\n\n", data));
}

}  // namespace aixc::serve
