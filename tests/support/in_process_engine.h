// Graphviz without a process of its own, for tests that lay out hundreds of graphs: to start an
// instrumented program takes longer than its layout. What Graphviz leaks is not held against us.
#pragma once

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/lsan_interface.h>
#endif

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagram/graphviz_layout.h"

namespace aixc::test {

class InProcessEngine final : public diagram::LayoutEngine {
 public:
  std::vector<std::optional<diagram::EngineLayout>> run(
      const std::vector<diagram::EngineGraph>& graphs, std::string& error) override {
#ifdef __SANITIZE_ADDRESS__
    const __lsan::ScopedDisabler leaks_allowed;
#endif
    return graphviz_.run(graphs, error);
  }

 private:
  diagram::GraphvizEngine graphviz_;
};

}  // namespace aixc::test
