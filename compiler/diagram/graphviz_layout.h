#pragma once

#include "compiler/diagram/engine.h"

namespace aixc::diagram {

// Graphviz' `dot`, in this process. It leaks by design (freeing is what crashes), is not safe in
// threads, and may abort or hang on large graphs: only the layout worker and tests use it.
class GraphvizEngine final : public LayoutEngine {
 public:
  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override;
};

}  // namespace aixc::diagram
