// The program: gives the command line the real world.
#include <cerrno>
#include <chrono>
#include <cstdlib>
#include <exception>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include <poll.h>
#include <signal.h>
#include <unistd.h>

#include "compiler/cli/command.h"
#include "compiler/cli/run.h"
#include "compiler/diagram/worker.h"
#include "compiler/plan/cbc_solver.h"
#include "compiler/render/raster.h"
#include "compiler/serve/event_server.h"

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

// Reads standard input by its descriptor, past the stream, which could not tell whether bytes wait.
std::optional<std::string> receive(int milliseconds) {
  constexpr size_t ChunkBytes = size_t{64} * 1024;
  pollfd input{STDIN_FILENO, POLLIN, 0};
  if (::poll(&input, 1, milliseconds) <= 0) {
    return std::string();  // nothing came, or a signal
  }
  std::string bytes(ChunkBytes, '\0');
  const ssize_t got = ::read(STDIN_FILENO, bytes.data(), bytes.size());
  if (got <= 0) {
    return got < 0 && errno == EINTR ? std::optional<std::string>("") : std::nullopt;
  }
  bytes.resize(static_cast<size_t>(got));
  return bytes;
}

bool is_running(int64_t process) {
  return ::kill(static_cast<pid_t>(process), 0) == 0 || errno != ESRCH;
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
    aixc::render::RsvgRasterizer rasterizer;
    aixc::plan::CbcSolver solver;
    aixc::source::DiskWatcher watcher;
    aixc::serve::EventServer server;
    aixc::cli::World world{{.in = std::cin,
                            .out = std::cout,
                            .layout = &layout,
                            .rasterizer = &rasterizer,
                            .solver = &solver,
                            .watcher = &watcher,
                            .server = &server,
                            .in_is_terminal = ::isatty(STDIN_FILENO) == 1,
                            .out_is_terminal = ::isatty(STDOUT_FILENO) == 1,
                            .err_is_terminal = ::isatty(STDERR_FILENO) == 1,
                            .environment = environment,
                            .run_process = aixc::source::run_process,
                            .today = today(),
                            .receive = receive,
                            .is_running = is_running},
                           std::cerr,
                           disk};
    return aixc::cli::run(arguments, world);
  } catch (const std::exception& error) {
    std::cerr << "aixc: internal error: " << error.what() << "\n";
    return aixc::cli::Refused;
  }
}
