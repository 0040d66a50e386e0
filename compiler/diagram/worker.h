#pragma once

#include <chrono>
#include <string>

#include "compiler/base/child_process.h"
#include "compiler/diagram/engine.h"

namespace aixc::diagram {

// The argument with which the program starts itself as a layout worker.
inline constexpr const char* LayoutWorkerArgument = "--layout-worker";

// The layout worker: reads requests from standard input, writes a reply to each to standard output,
// and ends the process at the end of its input, without freeing anything. `main` calls it for
// `LayoutWorkerArgument`, before anything else. Limits its own memory, and the processor time of
// each request, so that what comes out does not depend on what else the machine does.
[[noreturn]] void run_layout_worker();

// Graphviz in a process of its own, started when it is first needed: its crashes, hangs and leaks
// stay there. Safe to use from several threads, with one object each.
class WorkerLayoutEngine final : public LayoutEngine {
 public:
  // `program` is started with `LayoutWorkerArgument`; it is this program unless said otherwise.
  // `limit` is that of a request in time on the clock: for a worker that waits for something, which
  // its processor time does not count.
  explicit WorkerLayoutEngine(std::string program = "/proc/self/exe",
                              std::chrono::milliseconds limit = std::chrono::minutes(2));

  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override;

 private:
  Correspondent worker_;
  std::chrono::milliseconds limit_;
  std::size_t graphs_ = 0;  // that this worker was given
};

}  // namespace aixc::diagram
