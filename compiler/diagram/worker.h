#pragma once

#include <chrono>
#include <string>

#include "compiler/diagram/engine.h"

namespace aixc::diagram {

// The argument with which the program starts itself as a layout worker.
inline constexpr const char* LayoutWorkerArgument = "--layout-worker";

// The layout worker: reads one request from standard input, writes the reply to standard output
// and ends the process without freeing anything. `main` calls it for `LayoutWorkerArgument`,
// before anything else. Limits its own processor time and memory.
[[noreturn]] void run_layout_worker();

// Graphviz in a process of its own: its crashes, hangs and leaks stay there. Safe to use from
// several threads, with one object each.
class WorkerLayoutEngine final : public LayoutEngine {
 public:
  // `program` is started with `LayoutWorkerArgument`; it is this program unless said otherwise.
  explicit WorkerLayoutEngine(std::string program = "/proc/self/exe",
                              std::chrono::milliseconds limit = std::chrono::seconds(5));

  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override;

 private:
  std::string program_;
  std::chrono::milliseconds limit_;
};

}  // namespace aixc::diagram
