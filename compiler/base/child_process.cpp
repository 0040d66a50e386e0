#include "compiler/base/child_process.h"

#include <algorithm>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler/base/descriptor.h"

extern char** environ;

namespace aixc {
namespace {

// As the system wants lists of texts: pointers, and a null behind the last.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

}  // namespace

// A started program; killed and waited for at the end, whatever happens.
class ChildProgram {
 public:
  ChildProgram() = default;
  ChildProgram(const ChildProgram&) = delete;
  ChildProgram& operator=(const ChildProgram&) = delete;
  ~ChildProgram() {
    if (pid_ > 0) {
      kill(pid_, SIGKILL);
      wait();
    }
  }

  // One socket serves as the program's standard input and output.
  bool start(const std::string& program, const std::vector<std::string>& arguments,
             const std::vector<std::string>& settings, int socket) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, socket, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    std::vector<std::string> words = arguments;
    words.insert(words.begin(), program);
    std::vector<char*> pointers = pointers_to(words);
    std::vector<std::string> variables = settings;
    for (char** variable = environ; *variable != nullptr; ++variable) {
      variables.emplace_back(*variable);
    }
    std::vector<char*> environment = pointers_to(variables);
    const bool started = posix_spawnp(&pid_, program.c_str(), &actions, nullptr, pointers.data(),
                                      environment.data()) == 0;
    posix_spawn_file_actions_destroy(&actions);
    if (!started) {
      pid_ = -1;
    }
    return started;
  }

  // Waits for the end; true if the program ended as it should.
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

namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t OutputLimit = std::size_t{256} << 20;

enum class Exchange { Complete, Closed, Broken };

// Sends the input and collects the output until `is_complete` says that it is, the program closes
// its end or time is up. Without `is_complete`, the input ends with `input`.
Exchange exchange(int socket, std::string_view input, Clock::time_point deadline,
                  bool (*is_complete)(std::string_view), std::string& output) {
  char buffer[65536];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 || output.size() > OutputLimit) {
      return Exchange::Broken;
    }
    const auto events = static_cast<short>(input.empty() ? POLLIN : POLLIN | POLLOUT);
    pollfd poll_fd{socket, events, 0};
    const int ready = poll(&poll_fd, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) {
      return Exchange::Broken;
    }
    if (ready <= 0) {
      continue;
    }
    if ((poll_fd.revents & POLLOUT) != 0 && !input.empty()) {
      const ssize_t sent = send(socket, input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        return Exchange::Broken;
      }
      input.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
      if (input.empty() && is_complete == nullptr) {
        shutdown(socket, SHUT_WR);
      }
    }
    if ((poll_fd.revents & (POLLIN | POLLHUP | POLLERR)) == 0) {
      continue;
    }
    const ssize_t got = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got == 0) {
      return input.empty() ? Exchange::Closed : Exchange::Broken;
    }
    if (got < 0 && errno != EAGAIN && errno != EINTR) {
      return Exchange::Broken;
    }
    if (got > 0) {
      output.append(buffer, static_cast<std::size_t>(got));
      if (is_complete != nullptr && input.empty() && is_complete(output)) {
        return Exchange::Complete;
      }
    }
  }
}

// Starts a program with one end of a new socket as its standard input and output. Returns the other
// end, or -1.
int start(ChildProgram& child, const std::string& program,
          const std::vector<std::string>& arguments, const std::vector<std::string>& settings) {
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return -1;
  }
  const Descriptor theirs(sockets[1]);
  if (!child.start(program, arguments, settings, theirs.get())) {
    close(sockets[0]);
    return -1;
  }
  return sockets[0];
}

}  // namespace

struct Correspondent::Running {
  Running(const std::string& program, const std::vector<std::string>& arguments)
      : socket(start(child, program, arguments, {})) {}

  ChildProgram child;
  Descriptor socket;
};

ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments,
                      std::string_view input, std::chrono::milliseconds limit,
                      const std::vector<std::string>& settings) {
  ChildResult result;
  ChildProgram child;
  const Descriptor ours(start(child, program, arguments, settings));
  if (!ours.is_open()) {
    return result;
  }
  if (exchange(ours.get(), input, Clock::now() + limit, nullptr, result.output) ==
      Exchange::Broken) {
    result.end = ChildResult::End::TimedOut;
  } else {
    result.end = child.wait() ? ChildResult::End::Done : ChildResult::End::Failed;
  }
  return result;
}

Correspondent::Correspondent(std::string program, std::vector<std::string> arguments)
    : program_(std::move(program)), arguments_(std::move(arguments)) {}

Correspondent::~Correspondent() = default;

void Correspondent::end() {
  running_.reset();
}

ChildResult Correspondent::ask(std::string_view question, std::chrono::milliseconds limit,
                               bool (*is_complete)(std::string_view)) {
  ChildResult result;
  if (!running_) {
    running_ = std::make_unique<Running>(program_, arguments_);
    if (!running_->socket.is_open()) {
      end();
      return result;
    }
  }
  switch (exchange(running_->socket.get(), question, Clock::now() + limit, is_complete,
                   result.output)) {
    case Exchange::Complete:
      result.end = ChildResult::End::Done;
      return result;
    case Exchange::Closed:
      result.end = ChildResult::End::Failed;
      break;
    case Exchange::Broken:
      result.end = ChildResult::End::TimedOut;
      break;
  }
  end();
  return result;
}

}  // namespace aixc
