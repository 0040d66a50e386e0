#include "compiler/diagram/worker.h"

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <string_view>

#include <sys/resource.h>
#include <sys/time.h>
#include <unistd.h>

#include "compiler/diagram/graphviz_layout.h"
#include "compiler/diagram/protocol.h"

namespace aixc::diagram {
namespace {

void limit(int resource, rlim_t value) {
  rlimit now{};
  if (getrlimit(static_cast<__rlimit_resource_t>(resource), &now) != 0) {
    return;
  }
  now.rlim_cur = std::min(value, now.rlim_max);
  setrlimit(static_cast<__rlimit_resource_t>(resource), &now);
}

// The bytes of address space that this process has taken.
rlim_t address_space() {
  std::ifstream statistics("/proc/self/statm");
  rlim_t pages = 0;
  statistics >> pages;
  return pages * static_cast<rlim_t>(sysconf(_SC_PAGESIZE));
}

void limit_resources() {
  limit(RLIMIT_CORE, 0);
  // Sanitizers reserve far more address space than they use.
  constexpr rlim_t Memory = rlim_t{2} << 30;
  if (address_space() < Memory) {
    limit(RLIMIT_AS, Memory);
  }
}

// Ends this process when it has worked for so long, whatever time that takes; 0: no more limit.
void limit_processor_time(int seconds) {
  const itimerval limit{{0, 0}, {seconds, 0}};
  setitimer(ITIMER_PROF, &limit, nullptr);
}

// The next request; empty at the end of the input.
std::string read_request_text(int fd) {
  std::string text;
  char buffer[65536];
  while (true) {
    const ssize_t got = read(fd, buffer, sizeof buffer);
    if (got > 0) {
      text.append(buffer, static_cast<std::size_t>(got));
      if (is_complete(text)) {
        return text;
      }
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
  constexpr int Seconds = 5;  // for one request
  limit_resources();
  bool written = true;
  while (written) {
    const std::string text = read_request_text(STDIN_FILENO);
    if (text.empty()) {
      break;
    }
    limit_processor_time(Seconds);
    const auto graphs = read_request(text);
    if (!graphs) {
      _exit(2);
    }
    std::string error;
    for (const EngineGraph& graph : *graphs) {
      const auto layouts = GraphvizEngine().run({graph}, error);
      written = written && write_all(STDOUT_FILENO, write_layout(layouts.front()));
    }
    limit_processor_time(0);
    written = written && write_all(STDOUT_FILENO, write_end(error));
  }
  _exit(written ? 0 : 1);  // without freeing: that is what Graphviz cannot do
}

WorkerLayoutEngine::WorkerLayoutEngine(std::string program, std::chrono::milliseconds time_limit)
    : worker_(std::move(program), {LayoutWorkerArgument}), limit_(time_limit) {}

std::vector<std::optional<EngineLayout>> WorkerLayoutEngine::run(
    const std::vector<EngineGraph>& graphs, std::string& error) {
  // Graphviz frees little; in a server, what it keeps would grow.
  constexpr std::size_t MostGraphs = 500;
  graphs_ += graphs.size();
  if (graphs_ > MostGraphs) {
    worker_.end();
    graphs_ = graphs.size();
  }
  const ChildResult reply = worker_.ask(write_request(graphs), limit_, is_complete);
  if (reply.end == ChildResult::End::NotStarted) {
    error = "the layout worker could not be started";
    return {};
  }
  // What came in one piece before the worker died is as good as any.
  auto layouts = read_reply(reply.output, graphs, error);
  if (reply.end == ChildResult::End::TimedOut) {
    error = "the layout engine stopped";
  } else if (reply.end == ChildResult::End::Failed) {
    error = "the layout engine took too long or crashed";
  }
  return layouts;
}

}  // namespace aixc::diagram
