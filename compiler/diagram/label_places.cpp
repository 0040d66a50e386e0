// Labels that the engine did not place: along their lines, where there is room.

#include <array>

#include "compiler/diagram/boxes.h"
#include "compiler/diagram/polish.h"

namespace aixc::diagram {
namespace {

// A place along a line of several curves, 0 to 1.
Point point_at(const Curve& line, double t) {
  const double place = t * static_cast<double>(line.size());
  const auto piece = std::min(static_cast<std::size_t>(place), line.size() - 1);
  return at(line[piece], place - static_cast<double>(piece));
}

bool is_free(const BoxSet& placed, const BoxIndex& nodes, const Rect& label) {
  bool free = !placed.overlaps(label);
  nodes.near(label, [&](int) { return free = false; });
  return free;
}

}  // namespace

std::vector<int> place_labels(const Graph& graph, Layout& layout) {
  constexpr std::array Places{0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82};
  const BoxIndex nodes(layout.nodes);
  const Rect page{0, 0, layout.size.width, layout.size.height};
  BoxSet placed;
  for (const Rect& label : layout.labels) {
    if (label.width > 0) {
      placed.add(label);
    }
  }
  std::vector<int> homeless;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    if (graph.edges[e].label.width == 0 || layout.labels[e].width > 0 || layout.edges[e].empty()) {
      continue;
    }
    for (const double t : Places) {
      const Rect label = centred(point_at(layout.edges[e], t), graph.edges[e].label);
      if (!page.contains(label) || !is_free(placed, nodes, label.grown(2))) {
        continue;
      }
      layout.labels[e] = label;
      placed.add(label);
      break;
    }
    if (layout.labels[e].width == 0) {
      homeless.push_back(static_cast<int>(e));
    }
  }
  return homeless;
}

}  // namespace aixc::diagram
