#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagram/geometry.h"
#include "compiler/diagram/graph.h"

// What the layout engine is fed with and gives back. The contract holds what was found safe: plain
// boxes of fixed size, each in one cluster, edges without labels and without a cycle. Everything
// else (labels, cycles, direction of arrows) is turned into this form by `prepare.h`.
namespace aixc::diagram {

struct EngineNode {
  Size size;
  int cluster = -1;
};

struct EngineEdge {
  int from = 0;
  int to = 0;
  int length = 1;  // least number of ranks between the two
  int weight = 1;  // the heavier, the straighter
};

// The settings for graphs of growing size; each is cheaper and plainer than the one before it.
enum class Effort { Full, Reduced, Least };

// The order in which nodes are handed to the engine, which decides between pictures that are
// equally good to it. (That of the edges makes no difference.)
enum class Way { Declared, Backwards };

struct EngineGraph {
  std::vector<EngineNode> nodes;
  std::vector<GraphCluster> clusters;
  std::vector<EngineEdge> edges;
  Direction direction = Direction::Down;
  double node_gap = 0;
  double rank_gap = 0;
  double cluster_padding = 0;
  Effort effort = Effort::Full;
  Way way = Way::Declared;
};

struct EngineLayout {
  std::vector<Point> nodes;  // centres
  std::vector<Rect> clusters;
  std::vector<Curve> edges;  // from the source's centre to the target's; with full effort straight
};

// Computes positions, for several graphs at once because starting an engine has a cost. An engine
// may fail (nothing for that graph, `error` says why) but never crash or hang its caller, and
// gives the same result for the same graph.
class LayoutEngine {
 public:
  virtual ~LayoutEngine() = default;
  virtual std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                                       std::string& error) = 0;
};

}  // namespace aixc::diagram
