// The program: gives the command line the real world.
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <unistd.h>

#include "compiler/cli/command.h"
#include "compiler/cli/run.h"
#include "compiler/diagram/worker.h"

namespace {

aixc::model::Date today() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  const auto days = std::chrono::duration_cast<std::chrono::days>(now).count();
  return {static_cast<int32_t>(days)};
}

std::string environment(const std::string& name) {
  const char* value = std::getenv(name.c_str());  // NOLINT(concurrency-mt-unsafe): one thread
  return value != nullptr ? value : "";
}

}  // namespace

int main(int argc, char** argv) {
  try {
    std::ios::sync_with_stdio(false);
    const std::vector<std::string> arguments(argv + (argc > 0 ? 1 : 0), argv + argc);
    if (arguments.size() == 1 && arguments.front() == aixc::diagram::LayoutWorkerArgument) {
      aixc::diagram::run_layout_worker();
    }
    aixc::source::DiskFileSystem disk;
    aixc::diagram::WorkerLayoutEngine layout;
    aixc::cli::World world{.in = std::cin,
                           .out = std::cout,
                           .err = std::cerr,
                           .files = disk,
                           .layout = &layout,
                           .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                           .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                           .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                           .environment = environment,
                           .run_process = aixc::source::run_process,
                           .today = today()};
    return aixc::cli::run(arguments, world);
  } catch (const std::exception& error) {
    std::cerr << "aixc: internal error: " << error.what() << "\n";
    return aixc::cli::Refused;
  }
}
