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
    measure_rows();
  }

  bool run(std::vector<RowBounds>& bounds) {
    bool changed = false;
    for (std::size_t row = 0; row < members_.size(); ++row) {
      std::sort(members_[row].begin(), members_[row].end(),
                [&](int a, int b) { return is_needed_more(a, b); });
      while (members_[row].size() > 1 && widths_[row] > limit_) {
        const int node = members_[row].back();
        members_[row].pop_back();
        widths_[row] -= width(node);
        move(node, row, bounds);
        changed = true;
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

  // Large graphs get wider pictures: a little higher than wide, as pages are, if everything were
  // packed.
  void set_limit() {
    constexpr double RowHeight = 90;  // beside the box: its flows' labels and gaps
    constexpr double Shape = 0.8;
    double area = 0;
    for (const GraphNode& node : graph_.nodes) {
      area += (node.size.width + graph_.node_gap) * (node.size.height + RowHeight);
    }
    // Every box counts with a gap, of which a row has one less.
    limit_ = std::max(graph_.preferred_width, std::sqrt(area * Shape)) + graph_.node_gap;
  }

  double width(int node) const { return graph_.nodes[at(node)].size.width + graph_.node_gap; }

  // The boxes and the padding of the clusters that reach into the row.
  void measure_rows() {
    widths_.assign(members_.size(), 0);
    for (std::size_t row = 0; row < members_.size(); ++row) {
      std::set<int> clusters;
      for (const int n : members_[row]) {
        widths_[row] += width(n);
        for (int c = graph_.nodes[at(n)].cluster; c >= 0; c = graph_.clusters[at(c)].parent) {
          clusters.insert(c);
        }
      }
      widths_[row] += 2 * graph_.cluster_padding * static_cast<double>(clusters.size());
    }
  }

  // Beginnings go one row up if there is room, everything else goes one row down.
  void move(int node, std::size_t row, std::vector<RowBounds>& bounds) {
    const bool up = row > 0 && begins_[at(node)] && rows_[at(node)] == static_cast<int>(row) &&
                    widths_[row - 1] + width(node) <= limit_;
    if (up) {
      bounds[at(node)].last = static_cast<int>(row) - 1;
    } else {
      bounds[at(node)] = {static_cast<int>(row) + 1, RowBounds{}.last};
    }
    const std::size_t to = up ? row - 1 : row + 1;
    if (to == members_.size()) {
      members_.emplace_back();
      widths_.push_back(0);
    }
    members_[to].push_back(node);
    widths_[to] += width(node);
  }

  // The one from which more follows; in doubt the one declared first.
  bool is_needed_more(int a, int b) const {
    return follow_[at(a)] != follow_[at(b)] ? follow_[at(a)] > follow_[at(b)] : a < b;
  }

  const Graph& graph_;
  const std::vector<int>& rows_;
  std::vector<std::vector<int>> members_;  // by row
  std::vector<double> widths_;             // by row
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
