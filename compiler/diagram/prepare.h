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
  int first = -1;       // the engine's edge, or the one before the label
  int second = -1;      // the one behind the label
};

struct Prepared {
  EngineGraph graph;            // its first nodes are the graph's, in order
  std::vector<EdgePlan> edges;  // by edge of the graph
  std::vector<int> rows;        // by node of the engine's graph: the row in which it must come out;
                                // all 0 where the engine decides
};

// Turns a graph into the form of the engine's contract: cycles are cut by turning edges, labels
// become nodes in the innermost cluster that holds both ends, every row is decided here and forced
// by the edges' lengths, empty clusters get a placeholder. With an effort below `Full`, the engine
// decides about rows, and labels are not handed over (the caller places them on the curves).
// `apart`: see `rank_nodes`.
Prepared prepare(const Graph& graph, Effort effort, bool apart = true);

}  // namespace aixc::diagram
