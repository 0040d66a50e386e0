#include "compiler/render/svg/map.h"

#include <algorithm>

#include <fmt/format.h>

namespace aixc::render {
namespace {

using diagram::MapView;
using diagram::PositionedMap;
using diagram::Scenario;

// What stands out when a scenario is shown; everything does when none is.
struct Focus {
  std::vector<bool> cards;
  std::vector<bool> flows;
};

Focus focus_of(const MapView& view, const Scenario* scenario) {
  Focus focus{std::vector<bool>(view.cards.size(), scenario == nullptr),
              std::vector<bool>(view.flows.size(), scenario == nullptr)};
  if (scenario == nullptr) {
    return focus;
  }
  const auto mark = [&](const diagram::End& end) {
    if (end.what == diagram::End::What::Card) {
      focus.cards[static_cast<std::size_t>(end.index)] = true;
    }
  };
  for (const diagram::ScenarioStep& step : scenario->steps) {
    if (step.card >= 0) {
      focus.cards[static_cast<std::size_t>(step.card)] = true;
    }
    if (step.flow < 0) {
      continue;
    }
    const auto flow = static_cast<std::size_t>(step.flow);
    focus.flows[flow] = true;
    mark(view.flows[flow].from);
    mark(view.flows[flow].to);
  }
  return focus;
}

void begin_dim(SvgWriter& svg, bool dim) {
  if (dim) {
    svg.open("dim");
  }
}

void end_dim(SvgWriter& svg, bool dim) {
  if (dim) {
    svg.close();
  }
}

}  // namespace

void draw_map(SvgWriter& svg, const MapView& view, const PositionedMap& map,
              const std::string& id_prefix, const Scenario* scenario) {
  const Focus focus = focus_of(view, scenario);
  // Parents come before their children, so this order is from the outside in.
  for (std::size_t b = 0; b < map.boundaries.size(); ++b) {
    draw_boundary(svg, view.boundaries[b], map.boundaries[b],
                  id_of(id_prefix, view.boundaries[b].id));
  }
  for (const diagram::Dot& dot : map.dots) {
    const bool ours = view.boundaries[static_cast<std::size_t>(dot.boundary)].ours;
    svg.open(ours ? "" : "ext").circle(dot.at, 5, "dot").close();
  }
  svg.newline();
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    begin_dim(svg, !focus.flows[f]);
    draw_flow(svg, view.flows[f], map.flows[f], id_of(id_prefix, view.flows[f].id));
    end_dim(svg, !focus.flows[f]);
  }
  if (scenario != nullptr) {
    draw_scenario_lines(svg, map, *scenario);
  }
  svg.newline();
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    begin_dim(svg, !focus.flows[f]);
    draw_crossings(svg, view, map.flows[f]);
    end_dim(svg, !focus.flows[f]);
  }
  svg.newline();
  for (std::size_t b = 0; b < map.boundaries.size(); ++b) {
    draw_boundary_title(svg, view.boundaries[b], map.boundaries[b]);
  }
  svg.newline();
  for (std::size_t c = 0; c < map.cards.size(); ++c) {
    if (!focus.cards[c]) {
      svg.rect(map.cards[c].rect, 6, "bg");
    } else if (scenario != nullptr) {
      svg.rect(map.cards[c].rect.grown(3), 8, "po");
    }
    begin_dim(svg, !focus.cards[c]);
    draw_card(svg, view.cards[c], map.cards[c], id_of(id_prefix, view.cards[c].id));
    end_dim(svg, !focus.cards[c]);
    svg.newline();
  }
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    if (!focus.flows[f] && map.flows[f].label_rect.width > 0) {
      svg.rect(map.flows[f].label_rect, 4, "bg");
    }
    begin_dim(svg, !focus.flows[f]);
    draw_label(svg, view.flows[f], map.flows[f], label_id(id_of(id_prefix, view.flows[f].id)));
    end_dim(svg, !focus.flows[f]);
  }
  if (scenario != nullptr) {
    draw_scenario_marks(svg, map, *scenario);
  }
}

void draw_map_at(SvgWriter& svg, const MapView& view, const PositionedMap& map,
                 diagram::Point corner, const std::string& id_prefix, const Scenario* scenario,
                 double scale) {
  svg.open_with("role=\"group\" aria-label=\"Threat map\"");
  const std::string scaling = scale == 1 ? "" : fmt::format(" scale({:.4f})", scale);
  svg.open_with(
      fmt::format("transform=\"translate({} {}){}\"", number(corner.x), number(corner.y), scaling));
  draw_map(svg, view, map, id_prefix, scenario);
  svg.close().close().newline();
}

}  // namespace aixc::render
