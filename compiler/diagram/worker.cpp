#include "compiler/diagram/worker.h"

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler/diagram/graphviz_layout.h"
#include "compiler/diagram/protocol.h"

extern char** environ;

namespace aixc::diagram {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t ReplyLimit = std::size_t{256} << 20;

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() { close(); }

  int get() const { return fd_; }
  void close() {
    if (fd_ >= 0) {
      ::close(fd_);
    }
    fd_ = -1;
  }

 private:
  int fd_;
};

// A started worker; killed and waited for at the end, whatever happens.
class Child {
 public:
  Child() = default;
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      wait();
    }
  }

  // One socket serves as the worker's standard input and output; its messages go nowhere.
  bool start(const std::string& program, int socket) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::string name = "aixc";
    std::string argument = LayoutWorkerArgument;
    char* arguments[] = {name.data(), argument.data(), nullptr};
    const bool started =
        posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments, environ) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!started) {
      pid_ = -1;
    }
    return started;
  }

  // Waits for the end; true if the worker ended as it should.
  bool wait() {
    int status = 0;
    while (waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = -1;
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }

 private:
  pid_t pid_ = -1;
};

// Sends the request and collects the reply until the worker closes its end or time is up.
bool exchange(int socket, std::string_view request, Clock::time_point deadline,
              std::string& reply) {
  char buffer[65536];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 || reply.size() > ReplyLimit) {
      return false;
    }
    const auto events = static_cast<short>(request.empty() ? POLLIN : POLLIN | POLLOUT);
    pollfd poll_fd{socket, events, 0};
    const int ready = poll(&poll_fd, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) {
      return false;
    }
    if (ready <= 0) {
      continue;
    }
    if ((poll_fd.revents & POLLOUT) != 0 && !request.empty()) {
      const ssize_t sent =
          send(socket, request.data(), request.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        return false;
      }
      request.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
      if (request.empty()) {
        shutdown(socket, SHUT_WR);
      }
    }
    if ((poll_fd.revents & (POLLIN | POLLHUP | POLLERR)) == 0) {
      continue;
    }
    const ssize_t got = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got == 0) {
      return request.empty();
    }
    if (got < 0 && errno != EAGAIN && errno != EINTR) {
      return false;
    }
    if (got > 0) {
      reply.append(buffer, static_cast<std::size_t>(got));
    }
  }
}

void limit(int resource, rlim_t value) {
  rlimit now{};
  if (getrlimit(static_cast<__rlimit_resource_t>(resource), &now) != 0) {
    return;
  }
  now.rlim_cur = std::min(value, now.rlim_max);
  setrlimit(static_cast<__rlimit_resource_t>(resource), &now);
}

void limit_resources() {
  constexpr rlim_t Seconds = 20;
  limit(RLIMIT_CPU, Seconds);
  limit(RLIMIT_CORE, 0);
#ifndef __SANITIZE_ADDRESS__  // which reserves far more address space than it uses
  constexpr rlim_t Memory = rlim_t{2} << 30;
  limit(RLIMIT_AS, Memory);
#endif
}

std::string read_all(int fd) {
  std::string text;
  char buffer[65536];
  while (true) {
    const ssize_t got = read(fd, buffer, sizeof buffer);
    if (got > 0) {
      text.append(buffer, static_cast<std::size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      return text;
    }
  }
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = write(fd, text.data(), text.size());
    if (sent < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
  }
  return true;
}

}  // namespace

void run_layout_worker() {
  limit_resources();
  const auto graphs = read_request(read_all(STDIN_FILENO));
  if (!graphs) {
    _exit(2);
  }
  std::string error;
  bool written = true;
  for (const EngineGraph& graph : *graphs) {
    const auto layouts = GraphvizEngine().run({graph}, error);
    written = written && write_all(STDOUT_FILENO, write_layout(layouts.front()));
  }
  written = written && write_all(STDOUT_FILENO, write_end(error));
  _exit(written ? 0 : 1);  // without freeing: that is what Graphviz cannot do
}

WorkerLayoutEngine::WorkerLayoutEngine(std::string program, std::chrono::milliseconds time_limit)
    : program_(std::move(program)), limit_(time_limit) {}

std::vector<std::optional<EngineLayout>> WorkerLayoutEngine::run(
    const std::vector<EngineGraph>& graphs, std::string& error) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    error = "no socket for the layout worker";
    return {};
  }
  Descriptor ours(sockets[0]);
  Descriptor theirs(sockets[1]);
  Child child;
  if (!child.start(program_, theirs.get())) {
    error = "the layout worker could not be started";
    return {};
  }
  theirs.close();
  std::string reply;
  const bool complete = exchange(ours.get(), write_request(graphs), Clock::now() + limit_, reply);
  const bool ended = complete && child.wait();
  // What came in one piece before the worker died is as good as any.
  auto layouts = read_reply(reply, graphs, error);
  if (!complete) {
    error = "the layout engine took too long or stopped";
  } else if (!ended) {
    error = "the layout engine crashed";
  }
  return layouts;
}

}  // namespace aixc::diagram
