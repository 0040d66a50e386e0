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

using Clock = std::chrono::steady_clock;

constexpr std::size_t OutputLimit = std::size_t{256} << 20;

// As the system wants lists of texts: pointers, and a null behind the last.
std::vector<char*> pointers_to(std::vector<std::string>& texts) {
  std::vector<char*> pointers;
  for (std::string& text : texts) {
    pointers.push_back(text.data());
  }
  pointers.push_back(nullptr);
  return pointers;
}

// A started program; killed and waited for at the end, whatever happens.
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

// Sends the input and collects the output until the program closes its end or time is up.
bool exchange(int socket, std::string_view input, Clock::time_point deadline, std::string& output) {
  char buffer[65536];
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0 || output.size() > OutputLimit) {
      return false;
    }
    const auto events = static_cast<short>(input.empty() ? POLLIN : POLLIN | POLLOUT);
    pollfd poll_fd{socket, events, 0};
    const int ready = poll(&poll_fd, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) {
      return false;
    }
    if (ready <= 0) {
      continue;
    }
    if ((poll_fd.revents & POLLOUT) != 0 && !input.empty()) {
      const ssize_t sent = send(socket, input.data(), input.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent < 0 && errno != EAGAIN && errno != EINTR) {
        return false;
      }
      input.remove_prefix(static_cast<std::size_t>(std::max<ssize_t>(sent, 0)));
      if (input.empty()) {
        shutdown(socket, SHUT_WR);
      }
    }
    if ((poll_fd.revents & (POLLIN | POLLHUP | POLLERR)) == 0) {
      continue;
    }
    const ssize_t got = recv(socket, buffer, sizeof buffer, MSG_DONTWAIT);
    if (got == 0) {
      return input.empty();
    }
    if (got < 0 && errno != EAGAIN && errno != EINTR) {
      return false;
    }
    if (got > 0) {
      output.append(buffer, static_cast<std::size_t>(got));
    }
  }
}

}  // namespace

ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments,
                      std::string_view input, std::chrono::milliseconds limit,
                      const std::vector<std::string>& settings) {
  ChildResult result;
  int sockets[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0) {
    return result;
  }
  Descriptor ours(sockets[0]);
  Descriptor theirs(sockets[1]);
  Child child;
  if (!child.start(program, arguments, settings, theirs.get())) {
    return result;
  }
  theirs.close();
  if (!exchange(ours.get(), input, Clock::now() + limit, result.output)) {
    result.end = ChildResult::End::TimedOut;
  } else {
    result.end = child.wait() ? ChildResult::End::Done : ChildResult::End::Failed;
  }
  return result;
}

}  // namespace aixc
