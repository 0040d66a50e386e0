// One setting of a picture.
#include "compiler/diagram/arrangement.h"

#include <algorithm>
#include <utility>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/layout.h"
#include "compiler/diagram/title_places.h"

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

Stage stage_of(Lane lane) {
  switch (lane) {
    case Lane::Both:
      return Stage::Any;
    case Lane::Runtime:
      return Stage::Late;
    case Lane::Development:
      return Stage::Early;
  }
  return Stage::Any;
}

class Arrangement {
 public:
  Arrangement(const MapView& map, const ArrangeOptions& options, CardWidth width)
      : map_(map), options_(options), width_(width) {}

  PositionedMap run(LayoutEngine& engine, Tries tries) {
    scene_.detail = options_.detail;
    graph_.direction = options_.direction.value_or(Direction::Down);
    graph_.preferred_width = options_.preferred_width;
    add_cards();
    add_boundaries();
    settle_stages();
    add_flows();
    const LayoutResult result = lay_out(graph_, engine, tries);
    take(result.layout);
    scene_.warning = result.warning;
    return std::move(scene_);
  }

 private:
  void add_cards() {
    for (const Card& card : map_.cards) {
      PositionedCard placed;
      placed.box = measure_card(card, options_.detail, width_);
      GraphNode node{placed.box.size, card.boundary};
      node.starts = card.palette == Palette::Person || card.icon == Icon::Feed;
      if (!node.starts) {
        node.stage = stage_of(card.lane);
      }
      graph_.nodes.push_back(node);
      scene_.cards.push_back(std::move(placed));
    }
  }

  void add_boundaries() {
    for (const Boundary& boundary : map_.boundaries) {
      PositionedBoundary placed;
      placed.strip = measure_title(boundary);
      graph_.clusters.push_back({boundary.parent, placed.strip.size});
      scene_.boundaries.push_back(std::move(placed));
    }
    anchors_.assign(map_.boundaries.size(), -1);
  }

  // In a boundary where something is early and nothing late, everything is early; and the reverse.
  void settle_stages() {
    struct Inside {
      bool early = false;
      bool late = false;
    };
    std::vector<Inside> inside(map_.boundaries.size());
    for (const GraphNode& node : graph_.nodes) {
      for (int b = node.cluster; b >= 0; b = map_.boundaries[at(b)].parent) {
        inside[at(b)].early |= node.stage == Stage::Early;
        inside[at(b)].late |= node.stage == Stage::Late;
      }
    }
    for (GraphNode& node : graph_.nodes) {
      for (int b = node.cluster; b >= 0 && node.stage == Stage::Any && !node.starts;
           b = map_.boundaries[at(b)].parent) {
        if (inside[at(b)].early != inside[at(b)].late) {
          node.stage = inside[at(b)].early ? Stage::Early : Stage::Late;
        }
      }
    }
  }

  void add_flows() {
    for (const MapFlow& flow : map_.flows) {
      PositionedFlow placed;
      placed.label = measure_label(flow, width_);
      GraphEdge edge;
      edge.from = node_of(flow.from);
      edge.to = node_of(flow.to);
      edge.label = placed.label.size;
      edge.both_ways = flow.both_ways;
      graph_.edges.push_back(edge);
      scene_.flows.push_back(std::move(placed));
    }
  }

  // A boundary that is the end of a flow is represented by a small box inside it.
  int node_of(const End& end) {
    if (end.what == End::What::Card) {
      return end.index;
    }
    int& anchor = anchors_[at(end.index)];
    if (anchor < 0) {
      anchor = static_cast<int>(graph_.nodes.size());
      GraphNode node{{10, 10}, end.index};
      graph_.nodes.push_back(node);
    }
    return anchor;
  }

  void take(const Layout& layout) {
    scene_.size = layout.size;
    for (std::size_t c = 0; c < scene_.cards.size(); ++c) {
      scene_.cards[c].rect = layout.nodes[c];
    }
    for (std::size_t b = 0; b < scene_.boundaries.size(); ++b) {
      scene_.boundaries[b].rect = layout.clusters[b];
    }
    for (std::size_t f = 0; f < scene_.flows.size(); ++f) {
      PositionedFlow& flow = scene_.flows[f];
      flow.line = layout.edges[f];
      flow.label_rect = layout.labels[f];
      end_at_boundaries(map_.flows[f], flow);
      find_crossings(map_.flows[f], flow);
    }
    place_dots(layout);
    place_titles(scene_);
  }

  // The boundaries around an end; a boundary that is the end counts as around itself, from inside.
  bool is_inside(const End& end, int boundary) const {
    const int innermost =
        end.what == End::What::Card ? map_.cards[at(end.index)].boundary : end.index;
    return lies_in(graph_, innermost, boundary);
  }

  static bool ends_at(const End& end, int boundary) {
    return end.what == End::What::Boundary && end.index == boundary;
  }

  // A flow to a boundary from outside ends at its edge; one from inside at a dot in it.
  void end_at_boundaries(const MapFlow& flow, PositionedFlow& placed) const {
    if (flow.from.what == End::What::Boundary && !is_inside(flow.to, flow.from.index)) {
      placed.line = behind_exit(placed.line, scene_.boundaries[at(flow.from.index)].rect);
    }
    if (flow.to.what == End::What::Boundary && !is_inside(flow.from, flow.to.index)) {
      placed.line =
          reversed(behind_exit(reversed(placed.line), scene_.boundaries[at(flow.to.index)].rect));
    }
  }

  void place_dots(const Layout& layout) {
    std::vector<bool> dotted(anchors_.size(), false);
    for (const MapFlow& flow : map_.flows) {
      for (const auto& [end, other] : {std::pair{flow.from, flow.to}, {flow.to, flow.from}}) {
        if (end.what == End::What::Boundary && is_inside(other, end.index)) {
          dotted[at(end.index)] = true;
        }
      }
    }
    for (std::size_t b = 0; b < anchors_.size(); ++b) {
      if (dotted[b]) {
        scene_.dots.push_back({layout.nodes[at(anchors_[b])].centre(), static_cast<int>(b)});
      }
    }
  }

  void find_crossings(const MapFlow& flow, PositionedFlow& placed) const {
    for (std::size_t b = 0; b < map_.boundaries.size(); ++b) {
      const int boundary = static_cast<int>(b);
      const bool from = is_inside(flow.from, boundary);
      if (!map_.boundaries[b].trust || from == is_inside(flow.to, boundary) ||
          ends_at(flow.from, boundary) || ends_at(flow.to, boundary)) {
        continue;
      }
      const Rect& box = scene_.boundaries[b].rect;
      const Curve line = from ? placed.line : reversed(placed.line);
      placed.crossings.push_back({behind_exit(line, box).front()[0], boundary});
    }
  }

  const MapView& map_;
  const ArrangeOptions& options_;
  CardWidth width_;
  Graph graph_;
  std::vector<int> anchors_;  // by boundary: the node that stands for it, -1: none
  PositionedMap scene_;
};

}  // namespace

PositionedMap arrange_once(const MapView& map, LayoutEngine& engine, const Setting& setting,
                           Tries tries) {
  return Arrangement(map, setting.options, setting.width).run(engine, tries);
}

}  // namespace aixc::diagram
