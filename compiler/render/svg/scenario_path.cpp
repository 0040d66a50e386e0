#include <cmath>

#include <fmt/format.h>

#include "compiler/render/svg/map.h"

namespace aixc::render {
namespace {

using diagram::Point;
using diagram::PositionedFlow;
using diagram::PositionedMap;
using diagram::Rect;
using diagram::Scenario;
using diagram::ScenarioStep;

// Where the number of a step stands: at the left of the label, else on the middle of the line, else
// at the corner of the card.
Point number_place(const PositionedMap& map, const ScenarioStep& step) {
  if (step.flow >= 0) {
    const PositionedFlow& flow = map.flows[static_cast<std::size_t>(step.flow)];
    if (flow.label_rect.width > 0) {
      return {flow.label_rect.x - 10, flow.label_rect.centre().y};
    }
    return at(flow.line[flow.line.size() / 2], 0.5);
  }
  const Rect& card = map.cards[static_cast<std::size_t>(step.card)].rect;
  return {card.x - 4, card.y + 18};
}

bool is_drawn(const ScenarioStep& step) {
  return step.flow >= 0 || step.card >= 0;
}

}  // namespace

void draw_scenario_lines(SvgWriter& svg, const PositionedMap& map, const Scenario& scenario) {
  for (const ScenarioStep& step : scenario.steps) {
    if (step.flow < 0) {
      continue;
    }
    const diagram::Curve& line = map.flows[static_cast<std::size_t>(step.flow)].line;
    svg.path("plh", path_data(line));
  }
  for (const ScenarioStep& step : scenario.steps) {
    if (step.flow < 0) {
      continue;
    }
    const diagram::Curve& line = map.flows[static_cast<std::size_t>(step.flow)].line;
    constexpr double ArrowNotch = 11;
    svg.open("pa").path("pl", path_data(shortened(line, ArrowNotch)));
    arrowhead(svg, line.back()[3], end_angle(line.back()), 2.1);
    svg.close();
  }
}

void draw_scenario_marks(SvgWriter& svg, const PositionedMap& map, const Scenario& scenario) {
  for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
    if (!is_drawn(scenario.steps[i])) {
      continue;
    }
    const Point place = number_place(map, scenario.steps[i]);
    svg.circle(place, 13, "pf halo");
    svg.text(place.x, place.y + 4.7, "pn", fmt::format("{}", i + 1));
  }
}

}  // namespace aixc::render
