#include "compiler/diagram/prepare.h"

#include <algorithm>

#include "compiler/diagram/ranking.h"
#include "compiler/diagram/self_edges.h"
#include "compiler/diagram/ties.h"

namespace aixc::diagram {
namespace {

constexpr double ClusterAir = 9;  // around clusters: room for the signs where flows cross

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class Preparation {
 public:
  Preparation(const Graph& graph, Effort effort, Stacking stacking)
      : graph_(graph), effort_(effort), stacking_(stacking) {}

  Prepared run() {
    EngineGraph& out = result_.graph;
    out.clusters = graph_.clusters;
    out.direction = graph_.direction;
    out.node_gap = graph_.node_gap;
    out.rank_gap = graph_.rank_gap;
    out.cluster_padding = graph_.cluster_padding + ClusterAir;
    out.effort = effort_;
    add_nodes();
    turn_edges();
    rank();
    weigh();
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      add_edge(e);
    }
    fill_empty_clusters();
    if (effort_ == Effort::Full) {
      tie_components(result_.graph, result_.rows);
    }
    return std::move(result_);
  }

 private:
  void add_nodes() {
    const std::vector<Size> sizes = sizes_with_self_edges(graph_);
    for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
      result_.graph.nodes.push_back({sizes[n], graph_.nodes[n].cluster});
    }
  }

  void turn_edges() {
    const std::vector<bool> turned =
        stacking_ == Stacking::Clusters ? turned_by_cluster(graph_) : turned_edges(graph_);
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      const GraphEdge& edge = graph_.edges[e];
      EdgePlan plan;
      plan.turned = turned[e];
      plan.self = edge.from == edge.to;
      result_.edges.push_back(plan);
      arcs_.push_back(plan.turned ? Arc{edge.to, edge.from} : Arc{edge.from, edge.to});
    }
  }

  // With labels, nodes stand in even rows and labels in odd ones.
  void rank() {
    // In large graphs long edges cost the engine too much; it ranks those itself.
    std::vector<int> rows(graph_.nodes.size(), 0);
    if (effort_ == Effort::Full) {
      rows = rank_nodes(graph_, arcs_, stacking_ != Stacking::Beside);
    }
    step_ = 1;
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      if (labelled(e)) {
        step_ = 2;
      }
    }
    for (int& row : rows) {
      row *= step_;
    }
    result_.rows = std::move(rows);
    for (std::size_t c = 0; c < graph_.clusters.size(); ++c) {
      spans_.push_back({1 << 30, -1});
    }
    for (std::size_t n = 0; n < graph_.nodes.size(); ++n) {
      for (int c = graph_.nodes[n].cluster; c >= 0; c = graph_.clusters[at(c)].parent) {
        spans_[at(c)] = {std::min(spans_[at(c)].first, result_.rows[n]),
                         std::max(spans_[at(c)].second, result_.rows[n])};
      }
    }
  }

  bool labelled(std::size_t e) const {
    return effort_ == Effort::Full && graph_.edges[e].label.width > 0 && !result_.edges[e].self;
  }

  // An edge that is the first out of its source and the first into its target is part of the main
  // path: it weighs more, and so comes out straight.
  void weigh() {
    std::vector<int> first_out(graph_.nodes.size(), -1);
    std::vector<int> first_in(graph_.nodes.size(), -1);
    if (effort_ != Effort::Full) {
      weights_.assign(arcs_.size(), 1);
      return;
    }
    constexpr int Straight = 1000;  // more than the 128 with which dot keeps clusters narrow
    weights_.assign(arcs_.size(), 2);
    for (std::size_t e = 0; e < arcs_.size(); ++e) {
      if (result_.edges[e].self || result_.edges[e].turned) {
        continue;
      }
      int& out = first_out[at(arcs_[e].from)];
      int& in = first_in[at(arcs_[e].to)];
      if (out < 0 && in < 0) {
        weights_[e] = Straight;
        result_.edges[e].main = true;
      }
      out = in = 1;
    }
  }

  void add_edge(std::size_t e) {
    EdgePlan& plan = result_.edges[e];
    if (plan.self) {
      return;
    }
    const Arc arc = arcs_[e];
    const int common = common_cluster(graph_, graph_.nodes[at(arc.from)].cluster,
                                      graph_.nodes[at(arc.to)].cluster);
    if (!labelled(e)) {
      plan.first = lead(arc.from, arc.to, common, weights_[e]);
      return;
    }
    plan.label = static_cast<int>(result_.graph.nodes.size());
    result_.graph.nodes.push_back({graph_.edges[e].label, common});
    result_.rows.push_back(label_row(arc));
    plan.first = lead(arc.from, plan.label, common, weights_[e]);
    plan.second = lead(plan.label, arc.to, common, weights_[e]);
  }

  struct Gate {
    int cluster;
    int row;
  };

  // Where a line from a row to a node further down comes into the clusters around the node. Left to
  // itself, the engine would lead it along their sides. Of several gates in one row the innermost
  // is enough.
  std::vector<Gate> gates(int node, int common, int row, bool entering) const {
    std::vector<Gate> found;  // from the inside out
    for (int c = result_.graph.nodes[at(node)].cluster; c != common && c >= 0;
         c = graph_.clusters[at(c)].parent) {
      const int edge = entering ? spans_[at(c)].first : spans_[at(c)].second;
      const int last = found.empty() ? result_.rows[at(node)] : found.back().row;
      if (entering ? edge > row && edge < last : edge < row && edge > last) {
        found.push_back({c, edge});
      }
    }
    return found;
  }

  // Edges from one node to another further down, through the gates between them.
  std::vector<int> lead(int from, int to, int common, int weight) {
    std::vector<Gate> way;
    if (effort_ == Effort::Full) {
      way = gates(from, common, result_.rows[at(to)], false);
      std::vector<Gate> in =
          gates(to, common, way.empty() ? result_.rows[at(from)] : way.back().row, true);
      way.insert(way.end(), in.rbegin(), in.rend());
    }
    std::vector<int> edges;
    int last = from;
    for (const Gate& gate : way) {
      constexpr Size Point{2, 2};
      const int node = static_cast<int>(result_.graph.nodes.size());
      result_.graph.nodes.push_back({Point, gate.cluster});
      result_.rows.push_back(gate.row);
      edges.push_back(connect(last, node, weight));
      last = node;
    }
    edges.push_back(connect(last, to, weight));
    return edges;
  }

  int connect(int from, int to, int weight) {
    const int length = std::max(1, result_.rows[at(to)] - result_.rows[at(from)]);
    result_.graph.edges.push_back({from, to, length, weight});
    return static_cast<int>(result_.graph.edges.size()) - 1;
  }

  // A label stands next to the end that lies less deep, outside the clusters that hold only one of
  // the ends, so that it can be seen where the flow crosses a boundary.
  int label_row(const Arc& arc) const {
    const int first = result_.rows[at(arc.from)] + 1;
    const int last = result_.rows[at(arc.to)] - 1;
    const int common = common_cluster(graph_, graph_.nodes[at(arc.from)].cluster,
                                      graph_.nodes[at(arc.to)].cluster);
    const int behind = end_of_child(arc.from, common);
    const int before = start_of_child(arc.to, common);
    const bool from_is_outside = graph_.nodes[at(arc.from)].cluster == common;
    const int row = from_is_outside ? std::min(first, before - 1) : std::max(last, behind + 1);
    return std::clamp(behind + 1 <= before - 1 ? std::clamp(row, behind + 1, before - 1) : row,
                      first, last);
  }

  int child_holding(int node, int cluster) const {
    int child = -1;
    for (int c = graph_.nodes[at(node)].cluster; c != cluster; c = graph_.clusters[at(c)].parent) {
      child = c;
    }
    return child;
  }
  int end_of_child(int node, int cluster) const {
    const int child = child_holding(node, cluster);
    return child < 0 ? result_.rows[at(node)] : spans_[at(child)].second;
  }
  int start_of_child(int node, int cluster) const {
    const int child = child_holding(node, cluster);
    return child < 0 ? result_.rows[at(node)] : spans_[at(child)].first;
  }

  // A cluster without nodes would not come out at all.
  void fill_empty_clusters() {
    for (std::size_t c = 0; c < graph_.clusters.size(); ++c) {
      if (spans_[c].second < 0) {
        const bool has_child = std::any_of(
            graph_.clusters.begin() + static_cast<long>(c), graph_.clusters.end(),
            [&](const GraphCluster& child) { return child.parent == static_cast<int>(c); });
        if (has_child) {
          continue;
        }
        const Size room{std::max(graph_.clusters[c].title.width, 60.0), 12};
        result_.graph.nodes.push_back({room, static_cast<int>(c)});
        result_.rows.push_back(0);
      }
    }
  }

  const Graph& graph_;
  Effort effort_;
  Stacking stacking_;
  Prepared result_;
  std::vector<Arc> arcs_;
  std::vector<int> weights_;
  std::vector<std::pair<int, int>> spans_;  // by cluster: its first and last row
  int step_ = 1;
};

}  // namespace

Prepared prepare(const Graph& graph, Effort effort, Stacking stacking) {
  return Preparation(graph, effort, stacking).run();
}

}  // namespace aixc::diagram
