#include "compiler/diagram/side_clearing.h"

#include <algorithm>

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// The rows that a cluster takes up.
struct Span {
  int first = RowBounds{}.last;
  int last = -1;
};

std::vector<Span> spans_of(const Graph& graph, const std::vector<int>& rows) {
  std::vector<Span> spans(graph.clusters.size());
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    for (int c = graph.nodes[n].cluster; c >= 0; c = graph.clusters[at(c)].parent) {
      spans[at(c)].first = std::min(spans[at(c)].first, rows[n]);
      spans[at(c)].last = std::max(spans[at(c)].last, rows[n]);
    }
  }
  return spans;
}

}  // namespace

bool clear_sides(const Graph& graph, const std::vector<Arc>& arcs, const std::vector<int>& rows,
                 std::vector<RowBounds>& bounds) {
  std::vector<bool> begins(graph.nodes.size(), true);
  std::vector<bool> ends(graph.nodes.size(), true);
  for (const Arc& arc : arcs) {
    if (arc.from != arc.to) {
      begins[at(arc.to)] = false;
      ends[at(arc.from)] = false;
    }
  }
  const std::vector<Span> spans = spans_of(graph, rows);
  bool changed = false;
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    if (begins[n] == ends[n]) {
      continue;  // in the middle of things, or alone
    }
    for (std::size_t c = 0; c < graph.clusters.size(); ++c) {
      const Span& span = spans[c];
      if (graph.clusters[c].parent != graph.nodes[n].cluster || rows[n] < span.first ||
          rows[n] > span.last) {
        continue;
      }
      if (begins[n] && span.first > 0 && bounds[n].last >= span.first) {
        bounds[n].last = span.first - 1;
        changed = true;
      } else if (ends[n] && bounds[n].first <= span.last) {
        bounds[n].first = span.last + 1;
        changed = true;
      }
    }
  }
  return changed;
}

}  // namespace aixc::diagram
