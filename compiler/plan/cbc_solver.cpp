#include "compiler/plan/cbc_solver.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>
#include <system_error>

#include <fcntl.h>
#include <fmt/core.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "compiler/base/descriptor.h"
#include "compiler/plan/mps.h"

extern char** environ;

namespace aixc::plan {
namespace {

using Clock = std::chrono::steady_clock;

// The descriptors under which the child finds its program and leaves its answer. A pipe would not
// do: CBC opens its input twice, first to see whether it is compressed.
constexpr int ProgramDescriptor = 3;
constexpr int AnswerDescriptor = 4;
// Where ours are, so that giving the child those two never overwrites one that is still to be
// given.
constexpr int FirstOwnDescriptor = 10;
// Of what the child says only the end is ever shown.
constexpr size_t MostKept = 4096;

// The same file behind a descriptor that the child's two do not overwrite.
int moved_up(int fd) {
  if (fd < 0 || fd >= FirstOwnDescriptor) {
    return fd;
  }
  const int moved = fcntl(fd, F_DUPFD_CLOEXEC, FirstOwnDescriptor);
  ::close(fd);
  return moved;
}

bool write_all(int fd, std::string_view text) {
  while (!text.empty()) {
    const ssize_t sent = write(fd, text.data(), text.size());
    if (sent < 0 && errno != EINTR) {
      return false;
    }
    text.remove_prefix(static_cast<size_t>(std::max<ssize_t>(sent, 0)));
  }
  return true;
}

std::string read_from_start(int fd) {
  std::string text;
  std::array<char, 65536> buffer;
  while (true) {
    const ssize_t got = pread(fd, buffer.data(), buffer.size(), static_cast<off_t>(text.size()));
    if (got > 0) {
      text.append(buffer.data(), static_cast<size_t>(got));
    } else if (got == 0 || errno != EINTR) {
      return text;
    }
  }
}

// Kills and waits, whatever happens.
class Child {
 public:
  explicit Child(pid_t pid) : pid_(pid) {}
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;
  ~Child() {
    kill(pid_, SIGKILL);
    while (waitpid(pid_, nullptr, 0) < 0 && errno == EINTR) {
    }
  }

 private:
  pid_t pid_;
};

// Collects what the child says until it closes its end; false if that takes too long.
bool listen_to(int fd, Clock::time_point deadline, std::string& said) {
  std::array<char, 4096> buffer;
  while (true) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      return false;
    }
    pollfd events{fd, POLLIN, 0};
    if (poll(&events, 1, static_cast<int>(left)) <= 0) {
      continue;
    }
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got > 0) {
      said.append(buffer.data(), static_cast<size_t>(got));
      said.erase(0, said.size() > MostKept ? said.size() - MostKept : 0);
    } else if (got == 0 || errno != EINTR) {
      return true;
    }
  }
}

Answer failed(std::string message) {
  return {Answer::End::Failed, {}, std::move(message)};
}

// The last line that says anything.
std::string_view last_line(std::string_view text) {
  const size_t end = text.find_last_not_of(" \n");
  text = text.substr(0, end == std::string_view::npos ? 0 : end + 1);
  const size_t start = text.rfind('\n');
  return start == std::string_view::npos ? text : text.substr(start + 1);
}

int spawn(const std::string& program, int problem, int answer, int output, pid_t& pid) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  posix_spawn_file_actions_adddup2(&actions, problem, ProgramDescriptor);
  posix_spawn_file_actions_adddup2(&actions, answer, AnswerDescriptor);
  // One thread, and no gap between the answer and the best: the same program gives the same answer.
  std::array<std::string, 12> words = {program,
                                       "-import",
                                       fmt::format("/dev/fd/{}", ProgramDescriptor),
                                       "-threads",
                                       "0",
                                       "-ratioGap",
                                       "0",
                                       "-allowableGap",
                                       "0",
                                       "-solve",
                                       "-solution",
                                       fmt::format("/dev/fd/{}", AnswerDescriptor)};
  std::array<char*, 13> arguments{};
  for (size_t i = 0; i < words.size(); ++i) {
    arguments[i] = words[i].data();
  }
  const int error =
      posix_spawnp(&pid, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  return error;
}

}  // namespace

CbcSolver::CbcSolver(std::string program, std::chrono::milliseconds time_limit)
    : program_(std::move(program)), limit_(time_limit) {}

Answer CbcSolver::solve(const Program& program) {
  const Descriptor problem(moved_up(memfd_create("plan", MFD_CLOEXEC)));
  const Descriptor solution(moved_up(memfd_create("solution", MFD_CLOEXEC)));
  std::array<int, 2> ends{-1, -1};
  if (pipe2(ends.data(), O_CLOEXEC) != 0 || !problem.is_open() || !solution.is_open()) {
    return failed("there is no room for the program of the solver");
  }
  const Descriptor ours(moved_up(ends[0]));
  Descriptor theirs(moved_up(ends[1]));
  if (!write_all(problem.get(), to_mps(program))) {
    return failed("the program of the solver cannot be written");
  }
  pid_t pid = -1;
  if (const int error = spawn(program_, problem.get(), solution.get(), theirs.get(), pid);
      error != 0) {
    if (error == ENOENT) {
      return {Answer::End::Missing, {}, {}};
    }
    return failed(fmt::format("`{}` cannot be started: {}", program_,
                              std::generic_category().message(error)));
  }
  const Child child(pid);
  theirs.close();
  std::string said;
  if (!listen_to(ours.get(), Clock::now() + limit_, said)) {
    return failed(fmt::format("`{}` took more than {} seconds", program_,
                              std::chrono::duration_cast<std::chrono::seconds>(limit_).count()));
  }
  if (auto answer = read_cbc_solution(read_from_start(solution.get()), program.variables.size())) {
    return *answer;
  }
  return failed(fmt::format("`{}` gave no solution: {}", program_, last_line(said)));
}

}  // namespace aixc::plan
