#include "compiler/source/process.h"

#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

extern char** environ;

namespace aixc::source {
namespace {

// A pipe whose ends close themselves.
class Pipe {
 public:
  Pipe() { open_ = ::pipe2(ends_.data(), O_CLOEXEC) == 0; }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    close_writer();
    close_reader();
  }

  bool is_open() const { return open_; }
  int reader() const { return ends_[0]; }
  int writer() const { return ends_[1]; }
  void close_reader() { close(ends_[0]); }
  void close_writer() { close(ends_[1]); }

 private:
  static void close(int& end) {
    if (end >= 0) {
      ::close(end);
      end = -1;
    }
  }

  std::array<int, 2> ends_ = {-1, -1};
  bool open_ = false;
};

// Appends what is there; false at the end.
bool drain(int descriptor, std::string& into) {
  std::array<char, 16384> chunk{};
  const ssize_t got = ::read(descriptor, chunk.data(), chunk.size());
  if (got > 0) {
    into.append(chunk.data(), static_cast<size_t>(got));
  }
  return got > 0 || (got < 0 && errno == EINTR);
}

// Both at once: a program that fills one pipe while we wait for the other would never end.
void drain_both(Pipe& out, Pipe& err, ProcessResult& result) {
  while (out.reader() >= 0 || err.reader() >= 0) {
    std::array<pollfd, 2> waiting = {
        {{out.reader(), POLLIN, 0}, {err.reader(), POLLIN, 0}}};  // -1 is passed over
    if (::poll(waiting.data(), waiting.size(), -1) < 0 && errno != EINTR) {
      return;
    }
    if (waiting[0].revents != 0 && !drain(out.reader(), result.out)) {
      out.close_reader();
    }
    if (waiting[1].revents != 0 && !drain(err.reader(), result.err)) {
      err.close_reader();
    }
  }
}

}  // namespace

std::optional<ProcessResult> run_process(const std::vector<std::string>& command) {
  Pipe out;
  Pipe err;
  if (command.empty() || !out.is_open() || !err.is_open()) {
    return std::nullopt;
  }
  std::vector<char*> arguments;
  std::vector<std::string> copies = command;
  for (std::string& copy : copies) {
    arguments.push_back(copy.data());
  }
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, out.writer(), STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, err.writer(), STDERR_FILENO);
  pid_t child = 0;
  const int error =
      ::posix_spawnp(&child, arguments[0], &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) {
    return std::nullopt;
  }
  out.close_writer();
  err.close_writer();
  ProcessResult result;
  drain_both(out, err, result);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  result.code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return result;
}

}  // namespace aixc::source
