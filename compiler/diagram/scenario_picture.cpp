#include "compiler/diagram/scenario_picture.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/map_part.h"
#include "compiler/diagram/overview.h"

namespace aixc::diagram {
namespace {

constexpr std::size_t MostAround = 25;  // elements, those on the path included

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::vector<bool> cards_on_path(const MapView& map, const Scenario& scenario) {
  std::vector<bool> kept(map.cards.size(), false);
  for (const ScenarioStep& step : scenario.steps) {
    if (step.card >= 0) {
      kept[at(step.card)] = true;
    }
    if (step.flow < 0) {
      continue;
    }
    for (const End& end : {map.flows[at(step.flow)].from, map.flows[at(step.flow)].to}) {
      if (end.what == End::What::Card) {
        kept[at(end.index)] = true;
      }
    }
  }
  return kept;
}

bool is_kept(const std::vector<bool>& cards, const End& end) {
  return end.what == End::What::Card && cards[at(end.index)];
}

// The path with all that it talks to; the path alone where that is too much.
std::vector<bool> with_neighbours(const MapView& map, const std::vector<bool>& path) {
  std::vector<bool> kept = path;
  for (const MapFlow& flow : map.flows) {
    for (const auto& [end, other] : {std::pair{flow.from, flow.to}, {flow.to, flow.from}}) {
      if (is_kept(path, end) && other.what == End::What::Card) {
        kept[at(other.index)] = true;
      }
    }
  }
  return static_cast<std::size_t>(std::ranges::count(kept, true)) <= MostAround ? kept : path;
}

}  // namespace

ScenarioPicture make_scenario_picture(const MapView& map, const Scenario& scenario) {
  if (map.cards.size() <= MostInOnePicture) {
    return {map, scenario, ""};
  }
  const std::vector<bool> path = cards_on_path(map, scenario);
  const std::vector<bool> cards = with_neighbours(map, path);
  std::vector<bool> flows;
  std::vector<int> places;  // by flow of the whole map
  int next = 0;
  for (std::size_t f = 0; f < map.flows.size(); ++f) {
    const bool is_step = std::ranges::any_of(
        scenario.steps, [&](const ScenarioStep& step) { return step.flow == static_cast<int>(f); });
    flows.push_back(is_step ||
                    (is_kept(cards, map.flows[f].from) && is_kept(cards, map.flows[f].to)));
    places.push_back(flows.back() ? next++ : -1);
  }
  MapPart part = part_of(map, cards, flows);
  ScenarioPicture picture{std::move(part.map), scenario, ""};
  for (ScenarioStep& step : picture.scenario.steps) {
    step.flow = step.flow < 0 ? -1 : places[at(step.flow)];
    step.card = step.card < 0 ? -1 : part.cards[at(step.card)];
  }
  picture.note = fmt::format("{} of {} elements: those on the path{}", picture.map.cards.size(),
                             map.cards.size(), cards == path ? "" : " and what they talk to");
  return picture;
}

}  // namespace aixc::diagram
