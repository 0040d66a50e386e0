#include "compiler/diagram/graph.h"

namespace aixc::diagram {

bool lies_in(const Graph& graph, int inner, int outer) {
  // A parent's index is smaller, so the walk can stop early.
  while (inner > outer) {
    inner = graph.clusters[static_cast<std::size_t>(inner)].parent;
  }
  return inner == outer;
}

int common_cluster(const Graph& graph, int a, int b) {
  while (a != b) {
    int& deeper = a > b ? a : b;
    deeper = graph.clusters[static_cast<std::size_t>(deeper)].parent;
  }
  return a;
}

}  // namespace aixc::diagram
