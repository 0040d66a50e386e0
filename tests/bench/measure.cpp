#include "tests/bench/measure.h"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include <fcntl.h>
#include <malloc.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/random_system.h"

extern char** environ;

namespace aixc::bench {
namespace {

constexpr uint64_t Seed = 42;

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

}  // namespace

const std::string& system_text(int elements) {
  static std::map<int, std::string> texts;
  std::string& text = texts[elements];
  if (text.empty()) {
    test::SystemShape shape;
    shape.elements = elements;
    shape.nesting = 3;
    text = test::random_system(Seed, shape);
  }
  return text;
}

size_t heap_bytes() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

void per_element(benchmark::State& state, int elements, size_t bytes) {
  using benchmark::Counter;
  state.counters["time/element"] =
      Counter(elements, Counter::kIsIterationInvariantRate | Counter::kInvert);
  state.counters["bytes/element"] = static_cast<double>(bytes) / elements;
}

Ran run_program(const std::vector<std::string>& arguments, int expected) {
  std::vector<char*> words;
  for (const std::string& argument : arguments) {
    words.push_back(const_cast<char*>(argument.c_str()));
  }
  words.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  const int failed = posix_spawnp(&child, words[0], &actions, nullptr, words.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  Ran result;
  int status = 0;
  rusage used{};
  if (failed != 0 || wait4(child, &status, 0, &used) != child) {
    return result;
  }
  result.seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
  result.megabytes = static_cast<double>(used.ru_maxrss) / 1024;
  result.succeeded = WIFEXITED(status) && WEXITSTATUS(status) == expected;
  return result;
}

std::string compiler() {
  const char* given = std::getenv("AIXC_BINARY");
  return given != nullptr ? given : "build/bench/aixc";
}

Folder::Folder() {
  std::string name = (std::filesystem::temp_directory_path() / "aixc_bench_XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    std::abort();
  }
  path_ = name;
}

Folder::~Folder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

std::string Folder::file(const std::string& name, const std::string& text) const {
  std::ofstream(path(name), std::ios::binary) << text;
  return path(name);
}

}  // namespace aixc::bench
