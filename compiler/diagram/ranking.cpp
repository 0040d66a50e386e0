#include "compiler/diagram/ranking.h"

#include <algorithm>
#include <limits>

#include "compiler/diagram/row_breaking.h"
#include "compiler/diagram/side_clearing.h"
#include "compiler/diagram/strong_components.h"

namespace aixc::diagram {
namespace {

// A demand of the ranking: `to` at least `length` rows below `from`.
struct Demand {
  int from;
  int to;
  int length;
  int weight;     // how much it pulls its ends together
  bool optional;  // dropped where it contradicts others
};

// The nodes of the ranking: first the graph's nodes, then for each cluster a top and a bottom,
// which bound the rows of everything inside, then dividers between lanes.
class Ranking {
 public:
  Ranking(const Graph& graph, const std::vector<Arc>& arcs, bool apart,
          const std::vector<RowBounds>& bounds)
      : graph_(graph), bounds_(bounds) {
    count_ = static_cast<int>(graph.nodes.size() + 2 * graph.clusters.size());
    for (const Arc& arc : arcs) {
      if (arc.from != arc.to) {
        demands_.push_back({arc.from, arc.to, 1, 4, false});
      }
    }
    bound_clusters();
    if (apart) {
      for (const Arc& arc : arcs) {
        keep_apart(arc);
      }
    }
    divide_stages();
    drop_contradictions();
  }

  std::vector<int> run() {
    index_demands();
    sort();
    place_early();
    pull_together();
    std::vector<int> result(rows_.begin(), rows_.begin() + static_cast<long>(graph_.nodes.size()));
    const int first = result.empty() ? 0 : *std::min_element(result.begin(), result.end());
    for (int& row : result) {
      row -= first;
    }
    return result;
  }

 private:
  static std::size_t at(int i) { return static_cast<std::size_t>(i); }
  int top(int cluster) const { return static_cast<int>(graph_.nodes.size()) + 2 * cluster; }
  int bottom(int cluster) const { return top(cluster) + 1; }

  void bound_clusters() {
    for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
      bound(graph_.nodes[n].cluster, static_cast<int>(n), static_cast<int>(n));
    }
    for (std::size_t c = 0; c < graph_.clusters.size(); ++c) {
      bound(graph_.clusters[c].parent, top(static_cast<int>(c)), bottom(static_cast<int>(c)));
    }
  }

  void bound(int cluster, int first, int last) {
    if (cluster < 0) {
      return;
    }
    demands_.push_back({top(cluster), first, 0, 1, false});
    demands_.push_back({last, bottom(cluster), 0, 1, false});
  }

  // The child of `cluster` that holds the node: a cluster, or -1 for the node itself.
  int child_holding(int node, int cluster) const {
    int c = graph_.nodes[at(node)].cluster;
    int child = -1;
    for (; c != cluster; c = graph_.clusters[at(c)].parent) {
      child = c;
    }
    return child;
  }

  // What talks to a cluster from outside stands before or behind the whole of it.
  void keep_apart(const Arc& arc) {
    const int common = common_cluster(graph_, graph_.nodes[at(arc.from)].cluster,
                                      graph_.nodes[at(arc.to)].cluster);
    const int from = child_holding(arc.from, common);
    const int to = child_holding(arc.to, common);
    if (from >= 0 || to >= 0) {
      demands_.push_back(
          {from < 0 ? arc.from : bottom(from), to < 0 ? arc.to : top(to), 1, 0, true});
    }
  }

  // At each level of nesting, what is wholly early stands above what is wholly late.
  void divide_stages() {
    constexpr unsigned Early = 1;
    constexpr unsigned Late = 2;
    const auto bit = [](Stage stage) {
      return stage == Stage::Early ? Early : stage == Stage::Late ? Late : 0U;
    };
    std::vector<unsigned> inside(graph_.clusters.size(), 0);
    unsigned all = 0;
    for (const GraphNode& node : graph_.nodes) {
      all |= bit(node.stage);
      for (int c = node.cluster; c >= 0; c = graph_.clusters[at(c)].parent) {
        inside[at(c)] |= bit(node.stage);
      }
    }
    if (all != (Early | Late)) {
      return;
    }
    std::vector<int> dividers(graph_.clusters.size() + 1, -1);  // by cluster + 1
    const auto divide = [&](int parent, unsigned stages, int first, int last) {
      int& divider = dividers[at(parent + 1)];
      if (divider < 0) {
        divider = count_++;
      }
      if (stages == Early) {
        demands_.push_back({last, divider, 1, 0, true});
      } else if (stages == Late) {
        demands_.push_back({divider, first, 0, 0, true});
      }
    };
    for (int n = 0; n < static_cast<int>(graph_.nodes.size()); ++n) {
      divide(graph_.nodes[at(n)].cluster, bit(graph_.nodes[at(n)].stage), n, n);
    }
    for (int c = 0; c < static_cast<int>(graph_.clusters.size()); ++c) {
      divide(graph_.clusters[at(c)].parent, inside[at(c)], top(c), bottom(c));
    }
  }

  void index_demands() {
    outgoing_.assign(at(count_), {});
    incoming_.assign(at(count_), {});
    for (std::size_t d = 0; d < demands_.size(); ++d) {
      outgoing_[at(demands_[d].from)].push_back(d);
      incoming_[at(demands_[d].to)].push_back(d);
    }
  }

  // Removes the optional demands that lie on a cycle: those within a strongly connected component.
  // What is left has no cycle, because the other demands have none.
  void drop_contradictions() {
    std::vector<Arc> arcs;
    for (const Demand& demand : demands_) {
      arcs.push_back({demand.from, demand.to});
    }
    const std::vector<int> component = strong_components(count_, arcs);
    std::erase_if(demands_, [&](const Demand& d) {
      return d.optional && component[at(d.from)] == component[at(d.to)];
    });
  }

  void sort() {
    std::vector<int> waiting(at(count_), 0);
    for (const Demand& d : demands_) {
      ++waiting[at(d.to)];
    }
    order_.clear();
    for (int n = 0; n < count_; ++n) {
      if (waiting[at(n)] == 0) {
        order_.push_back(n);
      }
    }
    for (std::size_t i = 0; i < order_.size(); ++i) {
      for (const std::size_t d : outgoing_[at(order_[i])]) {
        if (--waiting[at(demands_[d].to)] == 0) {
          order_.push_back(demands_[d].to);
        }
      }
    }
  }

  void place_early() {
    rows_.assign(at(count_), 0);
    for (std::size_t n = 0; n < bounds_.size(); ++n) {
      rows_[n] = bounds_[n].first;
    }
    for (const int node : order_) {
      for (const std::size_t d : outgoing_[at(node)]) {
        const Demand& demand = demands_[d];
        rows_[at(demand.to)] = std::max(rows_[at(demand.to)], rows_[at(node)] + demand.length);
      }
    }
  }

  // Moves each node, within what its neighbours allow, to where it is pulled harder; in doubt
  // towards what it feeds.
  void pull_together() {
    constexpr int Rounds = 4;
    for (int round = 0; round < Rounds; ++round) {
      for (auto node = order_.rbegin(); node != order_.rend(); ++node) {
        pull(*node);
      }
      for (const int node : order_) {
        pull(node);
      }
    }
  }

  void pull(int node) {
    constexpr int Far = std::numeric_limits<int>::max() / 2;
    int lowest = -Far;
    int highest = Far;
    int up = 0;
    int down = 0;
    for (const std::size_t d : incoming_[at(node)]) {
      lowest = std::max(lowest, rows_[at(demands_[d].from)] + demands_[d].length);
      up += demands_[d].weight;
    }
    for (const std::size_t d : outgoing_[at(node)]) {
      highest = std::min(highest, rows_[at(demands_[d].to)] - demands_[d].length);
      down += demands_[d].weight;
    }
    if (at(node) < bounds_.size()) {
      lowest = std::max(lowest, bounds_[at(node)].first);
      highest = std::max(lowest, std::min(highest, bounds_[at(node)].last));
    }
    if (down > 0 && down >= up && highest < Far) {
      rows_[at(node)] = highest;
    } else if (up > down && lowest > -Far) {
      rows_[at(node)] = lowest;
    }
  }

  const Graph& graph_;
  const std::vector<RowBounds>& bounds_;
  int count_ = 0;
  std::vector<Demand> demands_;
  std::vector<std::vector<std::size_t>> outgoing_;
  std::vector<std::vector<std::size_t>> incoming_;
  std::vector<int> order_;
  std::vector<int> rows_;
};

}  // namespace

std::vector<int> rank_nodes(const Graph& graph, const std::vector<Arc>& arcs, bool apart) {
  constexpr int Passes = 6;
  std::vector<RowBounds> bounds(graph.nodes.size());
  std::vector<int> rows = Ranking(graph, arcs, apart, bounds).run();
  for (int pass = 0; pass < Passes; ++pass) {
    const bool cleared = apart && clear_sides(graph, arcs, rows, bounds);
    const bool broken = break_rows(graph, arcs, rows, bounds);
    if (!cleared && !broken) {
      break;
    }
    rows = Ranking(graph, arcs, apart, bounds).run();
  }
  return rows;
}

}  // namespace aixc::diagram
