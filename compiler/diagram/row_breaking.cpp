#include "compiler/diagram/row_breaking.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class RowBreaker {
 public:
  RowBreaker(const Graph& graph, const std::vector<Arc>& arcs, const std::vector<int>& rows)
      : graph_(graph), rows_(rows), begins_(graph.nodes.size(), true), follow_(graph.nodes.size()) {
    const int last = rows.empty() ? -1 : *std::max_element(rows.begin(), rows.end());
    members_.resize(at(last + 2));
    for (std::size_t n = 0; n < rows.size(); ++n) {
      members_[at(rows[n])].push_back(static_cast<int>(n));
    }
    count_followers(arcs);
    set_limit();
  }

  bool run(std::vector<RowBounds>& bounds) {
    bool changed = false;
    for (std::size_t row = 0; row < members_.size(); ++row) {
      while (members_[row].size() > 1 && width(row) > limit_) {
        const int node = least_needed(members_[row]);
        std::erase(members_[row], node);
        changed = true;
        if (row > 0 && begins_[at(node)] && rows_[at(node)] == static_cast<int>(row) &&
            fits_above(row, node)) {
          bounds[at(node)].last = static_cast<int>(row) - 1;
          members_[row - 1].push_back(node);
          continue;
        }
        bounds[at(node)] = {static_cast<int>(row) + 1, RowBounds{}.last};
        if (row + 1 == members_.size()) {
          members_.emplace_back();
        }
        members_[row + 1].push_back(node);
      }
    }
    return changed;
  }

 private:
  // How many rows follow from each node, along the longest way.
  void count_followers(const std::vector<Arc>& arcs) {
    std::vector<Arc> upwards(arcs);
    std::sort(upwards.begin(), upwards.end(),
              [&](const Arc& a, const Arc& b) { return rows_[at(a.from)] > rows_[at(b.from)]; });
    for (const Arc& arc : upwards) {
      if (arc.from == arc.to) {
        continue;
      }
      begins_[at(arc.to)] = false;
      follow_[at(arc.from)] = std::max(follow_[at(arc.from)], follow_[at(arc.to)] + 1);
    }
  }

  // Large graphs get wider pictures: a little wider than high, if everything were packed.
  void set_limit() {
    constexpr double RowHeight = 90;  // beside the box: its flows' labels and gaps
    constexpr double Shape = 1.3;
    double area = 0;
    for (const GraphNode& node : graph_.nodes) {
      area += (node.size.width + graph_.node_gap) * (node.size.height + RowHeight);
    }
    limit_ = std::max(graph_.preferred_width, std::sqrt(area * Shape));
  }

  double width(std::size_t row) const {
    double sum = -graph_.node_gap;
    std::set<int> clusters;
    for (const int n : members_[row]) {
      sum += graph_.nodes[at(n)].size.width + graph_.node_gap;
      for (int c = graph_.nodes[at(n)].cluster; c >= 0; c = graph_.clusters[at(c)].parent) {
        clusters.insert(c);
      }
    }
    return sum + 2 * graph_.cluster_padding * static_cast<double>(clusters.size());
  }

  bool fits_above(std::size_t row, int node) const {
    return width(row - 1) + graph_.nodes[at(node)].size.width + graph_.node_gap <= limit_;
  }

  // The one from which the least follows; in doubt the one declared last.
  int least_needed(const std::vector<int>& members) const {
    int least = members.front();
    for (const int n : members) {
      if (follow_[at(n)] < follow_[at(least)] ||
          (follow_[at(n)] == follow_[at(least)] && n > least)) {
        least = n;
      }
    }
    return least;
  }

  const Graph& graph_;
  const std::vector<int>& rows_;
  std::vector<std::vector<int>> members_;  // by row
  std::vector<bool> begins_;
  std::vector<int> follow_;
  double limit_ = 0;
};

}  // namespace

bool break_rows(const Graph& graph, const std::vector<Arc>& arcs, const std::vector<int>& rows,
                std::vector<RowBounds>& bounds) {
  return RowBreaker(graph, arcs, rows).run(bounds);
}

}  // namespace aixc::diagram
