#include "compiler/diagram/ties.h"

#include <algorithm>
#include <numeric>

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class Tying {
 public:
  Tying(EngineGraph& graph, const std::vector<int>& rows)
      : graph_(graph),
        rows_(rows),
        parents_(graph.nodes.size()),
        sizes_(graph.nodes.size(), 0),
        by_row_(graph.nodes.size()) {
    std::iota(parents_.begin(), parents_.end(), 0);
    for (const EngineEdge& edge : graph.edges) {
      parents_[at(root(edge.from))] = root(edge.to);
    }
    std::iota(by_row_.begin(), by_row_.end(), 0);
    std::stable_sort(by_row_.begin(), by_row_.end(),
                     [&](int a, int b) { return rows_[at(a)] < rows_[at(b)]; });
  }

  void run() {
    std::vector<int> first(graph_.nodes.size(), -1);  // by root: the node in the first row
    for (int n = 0; n < static_cast<int>(graph_.nodes.size()); ++n) {
      int& best = first[at(root(n))];
      ++sizes_[at(root(n))];
      if (best < 0 || rows_[at(n)] < rows_[at(best)]) {
        best = n;
      }
    }
    for (const int target : first) {
      if (target < 0) {
        continue;
      }
      if (rows_[at(target)] == 0) {
        hold_in_first_row(target);
      } else {
        hang_below(target);
      }
    }
  }

 private:
  int root(int node) {
    while (parents_[at(node)] != node) {
      node = parents_[at(node)] = parents_[at(parents_[at(node)])];
    }
    return node;
  }

  void connect(int from, int to) {
    graph_.edges.push_back({from, to, std::max(1, rows_[at(to)] - rows_[at(from)]), 1});
  }

  // What is connected to nothing would be moved by the engine to where there is most room.
  void hold_in_first_row(int node) {
    const auto below = std::find_if(by_row_.begin(), by_row_.end(),
                                    [&](int other) { return rows_[at(other)] > 0; });
    if (below != by_row_.end() && sizes_[at(root(node))] == 1) {
      connect(node, *below);
    }
  }

  // To the nearest row above that has a node of the same cluster, or else to any node.
  void hang_below(int node) {
    const auto above = std::lower_bound(by_row_.begin(), by_row_.end(), rows_[at(node)],
                                        [&](int other, int row) { return rows_[at(other)] < row; });
    const int cluster = graph_.nodes[at(node)].cluster;
    const auto same =
        std::find_if(std::make_reverse_iterator(above), by_row_.rend(),
                     [&](int other) { return graph_.nodes[at(other)].cluster == cluster; });
    connect(same != by_row_.rend() ? *same : *(above - 1), node);
  }

  EngineGraph& graph_;
  const std::vector<int>& rows_;
  std::vector<int> parents_;
  std::vector<int> sizes_;   // by root
  std::vector<int> by_row_;  // nodes, first rows first
};

}  // namespace

void tie_components(EngineGraph& graph, const std::vector<int>& rows) {
  Tying(graph, rows).run();
}

}  // namespace aixc::diagram
