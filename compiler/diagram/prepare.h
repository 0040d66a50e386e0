#pragma once

#include <vector>

#include "compiler/diagram/engine.h"
#include "compiler/diagram/graph.h"

namespace aixc::diagram {

// How an edge of the graph was handed to the engine.
struct EdgePlan {
  bool turned = false;  // laid out against the arrow
  bool self = false;    // not handed over: from a node to itself
  bool main = false;    // on the main path: should come out straight
  int label = -1;       // the engine's node that keeps room for the label
  std::vector<int>
      first;  // the engine's edges, one behind the other: all, or those before the label
  std::vector<int> second;  // those behind the label
};

// How clusters and what they talk to share the rows.
enum class Stacking {
  Apart,     // one behind the other, where flows between them run in one direction
  Beside,    // as flows have it
  Clusters,  // one behind the other, whatever way flows between them run
};

struct Prepared {
  EngineGraph graph;            // its first nodes are the graph's, in order
  std::vector<EdgePlan> edges;  // by edge of the graph
  std::vector<int> rows;        // by node of the engine's graph: the row in which it must come out;
                                // all 0 where the engine decides
};

// Turns a graph into the form of the engine's contract: cycles are cut by turning edges, labels
// become nodes in the innermost cluster that holds both ends, every row is decided here and forced
// by the edges' lengths, edges go through gates (points in the first or last row of a cluster) so
// that the engine leads them through its top and bottom, empty clusters get a placeholder. With an
// effort below `Full`, the engine decides about rows, and labels are not handed over (the caller
// places them on the curves).
Prepared prepare(const Graph& graph, Effort effort, Stacking stacking = Stacking::Apart);

}  // namespace aixc::diagram
