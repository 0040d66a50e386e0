#pragma once

#include <map>
#include <string>

#include "compiler/diagram/engine.h"

namespace aixc::diagram {

// Asks another engine about each graph once: several settings of a picture often come to the same
// graph.
class MemoEngine final : public LayoutEngine {
 public:
  explicit MemoEngine(LayoutEngine& engine) : engine_(engine) {}

  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override;

 private:
  LayoutEngine& engine_;
  std::map<std::string, std::optional<EngineLayout>> known_;  // by the graph as it is sent
};

}  // namespace aixc::diagram
