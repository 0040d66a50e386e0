#pragma once

#include <vector>

#include "compiler/diagram/graph.h"

namespace aixc::diagram {

// An edge of the graph in the direction in which it is laid out.
struct Arc {
  int from = 0;
  int to = 0;
};

// The direction in which each edge is laid out: true where it runs against the arrow. No cycle is
// left, and flows back to where they came from are the ones that are turned:
// - a node that `starts` marks, and whose first edge goes out of it, stands before all that it
//   exchanges anything with: edges back to it are turned;
// - among the others a depth-first search in declaration order decides, from those nodes first.
// Edges that go both ways run as the search finds them. Self edges are not turned.
std::vector<bool> turned_edges(const Graph& graph);

// The same, decided at each level of nesting for whole clusters: all that runs between two
// clusters, or between one and what stands beside it, runs in one direction. They can then stand
// one below the other.
std::vector<bool> turned_by_cluster(const Graph& graph);

// The row of each node, from 0. Every arc runs downwards by at least one row; arcs must have no
// cycle (self arcs are ignored). Within these bounds
// - with `apart`, what talks to a cluster from outside stands wholly before or behind it, not
// beside,
// - what is early stands before what is late,
// - nodes stand close to what they feed,
// - rows wider than `preferred_width` are broken, where no arc is in the way.
// The first two are given up where they contradict each other. Linear in nodes, clusters and arcs.
std::vector<int> rank_nodes(const Graph& graph, const std::vector<Arc>& arcs, bool apart);

}  // namespace aixc::diagram
