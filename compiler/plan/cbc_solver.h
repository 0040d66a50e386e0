#pragma once

#include <chrono>
#include <string>

#include "compiler/plan/solver.h"

namespace aixc::plan {

// CBC, the branch-and-cut solver of COIN-OR (EPL 2.0), as a program of its own: nothing of it is
// linked or loaded, its crashes and its output stay there, and whoever never plans need not install
// it. It is looked for on the PATH; Debian's package is `coinor-cbc`. Program and answer go through
// files in memory, so that nothing is left behind on a disk.
class CbcSolver final : public Solver {
 public:
  explicit CbcSolver(std::string program = "cbc",
                     std::chrono::milliseconds limit = std::chrono::seconds(120));

  Answer solve(const Program& program) override;

 private:
  std::string program_;
  std::chrono::milliseconds limit_;
};

}  // namespace aixc::plan
