#include "compiler/diagram/memo_engine.h"

#include "compiler/diagram/protocol.h"

namespace aixc::diagram {

std::vector<std::optional<EngineLayout>> MemoEngine::run(const std::vector<EngineGraph>& graphs,
                                                         std::string& error) {
  std::vector<std::string> keys;
  std::vector<EngineGraph> unknown;
  std::vector<std::string> unknown_keys;
  for (const EngineGraph& graph : graphs) {
    keys.push_back(write_request({graph}));
    if (known_.try_emplace(keys.back()).second) {
      unknown.push_back(graph);
      unknown_keys.push_back(keys.back());
    }
  }
  if (!unknown.empty()) {
    auto found = engine_.run(unknown, error);
    for (std::size_t i = 0; i < found.size(); ++i) {
      known_[unknown_keys[i]] = std::move(found[i]);
    }
  }
  std::vector<std::optional<EngineLayout>> layouts;
  for (const std::string& key : keys) {
    layouts.push_back(known_[key]);
  }
  return layouts;
}

}  // namespace aixc::diagram
