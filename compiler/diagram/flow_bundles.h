#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "compiler/diagram/map_view.h"

namespace aixc::diagram {

// Flows between the same two ends as one, whatever their direction.
class FlowBundles {
 public:
  // `from` and `to`: the ends where it is drawn, which must differ.
  void add(const MapFlow& flow, End from, End to);

  // One flow for each pair of ends, in the order in which they were first added. A flow that is
  // alone stays as it is; of several their number is told, and how many are sensitive. Ids begin
  // with `prefix`.
  std::vector<MapFlow> take(const std::string& prefix);

 private:
  struct Bundle {
    MapFlow first;
    std::size_t drawn = 0;  // lines of the whole map
    std::size_t flows = 0;  // flows of the model: a line with two arrows is two
    std::size_t sensitive = 0;
    std::vector<std::string> descriptions;
  };
  using Key = std::pair<std::pair<int, int>, std::pair<int, int>>;

  std::map<Key, std::size_t> found_;  // by ends: index of the bundle
  std::vector<Bundle> bundles_;
};

}  // namespace aixc::diagram
