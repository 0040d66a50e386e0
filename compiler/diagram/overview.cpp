#include "compiler/diagram/overview.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/diagram/flow_bundles.h"
#include "compiler/diagram/grouping.h"
#include "compiler/diagram/map_part.h"
#include "compiler/diagram/view_parts.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

constexpr std::size_t UnitSize = 25;      // as many as have their threats listed on their cards
constexpr std::size_t PartSize = 15;      // what several units together should not exceed
constexpr std::size_t MostOverview = 60;  // cards; beyond, the overview shows whole parts as cards

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class OverviewMaker {
 public:
  explicit OverviewMaker(const MapView& map)
      : map_(map), grouping_(group_cards(map, UnitSize)), units_(grouping_.units) {}

  Overview make() {
    pack_parts();
    if (units_.size() > MostOverview) {
      unite_parts();
    }
    draw_overview();
    for (std::size_t p = 0; p < result_.all.size(); ++p) {
      draw_part(static_cast<int>(p));
    }
    return std::move(result_);
  }

 private:
  // ---- parts ----
  // Units that stand beside each other share a part as long as it stays small.
  void pack_parts() {
    std::map<int, int> current;  // by parent
    std::vector<std::vector<std::string>> titles;
    std::vector<std::size_t> sizes;
    for (Unit& unit : units_) {
      const bool tells = unit.boundary >= 0 || unit.cards.size() > 1 ||
                         !map_.cards[at(unit.cards.front())].threats.empty();
      if (!tells || unit.cards.empty()) {
        continue;
      }
      const auto [place, added] = current.try_emplace(unit.parent, -1);
      if (added || sizes[at(place->second)] + unit.cards.size() > PartSize) {
        place->second = static_cast<int>(sizes.size());
        sizes.push_back(0);
        titles.emplace_back();
        result_.all.push_back({name_for(unit), {}, {}, {}, {}});
      }
      unit.part = place->second;
      sizes[at(unit.part)] += unit.cards.size();
      titles[at(unit.part)].push_back(title_of(unit));
    }
    for (std::size_t p = 0; p < titles.size(); ++p) {
      result_.all[p].title = listed(titles[p], 3);
    }
  }

  // A path that no other part has.
  std::string name_for(const Unit& unit) {
    const int boundary = unit.boundary >= 0 ? unit.boundary : unit.parent;
    const std::string path = boundary < 0 ? "outside" : map_.boundaries[at(boundary)].id;
    const int times = ++names_[path];
    return times == 1 ? path : fmt::format("{}-{}", path, times);
  }

  std::string title_of(const Unit& unit) const {
    if (unit.boundary >= 0) {
      return map_.boundaries[at(unit.boundary)].title;
    }
    if (unit.cards.size() == 1) {
      return map_.cards[at(unit.cards.front())].title;
    }
    return fmt::format("{} to {}", map_.cards[at(unit.cards.front())].title,
                       map_.cards[at(unit.cards.back())].title);
  }

  // Too many units: a part is one card. What is in no part stays as it is.
  void unite_parts() {
    std::vector<Unit> united;
    std::vector<int> place(units_.size(), -1);
    std::map<int, int> of_part;
    for (std::size_t u = 0; u < units_.size(); ++u) {
      Unit& unit = units_[u];
      if (unit.part < 0) {
        place[u] = static_cast<int>(united.size());
        united.push_back(std::move(unit));
        continue;
      }
      const auto [found, added] = of_part.try_emplace(unit.part, static_cast<int>(united.size()));
      place[u] = found->second;
      if (added) {
        united.push_back(std::move(unit));
      } else {
        Unit& target = united[at(found->second)];
        target.cards.insert(target.cards.end(), unit.cards.begin(), unit.cards.end());
      }
    }
    for (int& unit : grouping_.of_card) {
      unit = place[at(unit)];
    }
    for (auto& [boundary, unit] : grouping_.of_boundary) {
      ++boundaries_in_[place[at(unit)]];
      unit = place[at(unit)];
    }
    units_ = std::move(united);
  }

  // ---- the overview ----
  void draw_overview() {
    std::vector<int> frame(map_.boundaries.size(), -1);
    for (std::size_t b = 0; b < map_.boundaries.size(); ++b) {
      if (grouping_.bundles[b] < 0) {
        frame[b] = static_cast<int>(result_.map.boundaries.size());
        Boundary boundary = map_.boundaries[b];
        boundary.parent = boundary.parent < 0 ? -1 : frame[at(boundary.parent)];
        result_.map.boundaries.push_back(std::move(boundary));
      }
    }
    for (std::size_t u = 0; u < units_.size(); ++u) {
      Card card = card_of(static_cast<int>(u));
      card.boundary = units_[u].parent < 0 ? -1 : frame[at(units_[u].parent)];
      result_.map.cards.push_back(std::move(card));
      result_.parts.push_back(units_[u].part);
    }
    FlowBundles bundles;
    for (const MapFlow& flow : map_.flows) {
      const End from = end_in_overview(flow.from, frame);
      const End to = end_in_overview(flow.to, frame);
      if (from.what != to.what || from.index != to.index) {
        bundles.add(flow, from, to);
      }
    }
    result_.map.flows = bundles.take("o");
  }

  // The unit in which an end is; -1 for a boundary that is drawn as a frame.
  int unit_of(const End& end) const {
    if (end.what == End::What::Card) {
      return grouping_.of_card[at(end.index)];
    }
    const int bundle = grouping_.bundles[at(end.index)];
    return bundle < 0 ? -1 : grouping_.of_boundary.at(bundle);
  }

  End end_in_overview(const End& end, const std::vector<int>& frame) const {
    const int unit = unit_of(end);
    return unit < 0 ? End{End::What::Boundary, frame[at(end.index)]} : End{End::What::Card, unit};
  }

  Card card_of(int index) const {
    const Unit& unit = units_[at(index)];
    if (unit.boundary < 0 && unit.cards.size() == 1) {
      return map_.cards[at(unit.cards.front())];
    }
    Card card;
    card.id = fmt::format("unit-{}", index + 1);
    card.title = title_of(unit);
    card.icon = Icon::Boundary;
    card.kind = "elements";
    if (unit.boundary >= 0) {
      const Boundary& boundary = map_.boundaries[at(unit.boundary)];
      card.kind = boundary.note.empty() ? "boundary" : boundary.note;
      card.palette = boundary.ours ? Palette::Application : Palette::External;
    }
    if (const auto many = boundaries_in_.find(index);
        many != boundaries_in_.end() && many->second > 1) {
      card.title = result_.all[at(unit.part)].title;
      card.kind = rules::counted(static_cast<std::size_t>(many->second), "boundary", "boundaries");
    }
    card.tags.push_back(rules::counted(unit.cards.size(), "element"));
    for (const int c : unit.cards) {
      const Card& inside = map_.cards[at(c)];
      card.threats.insert(card.threats.end(), inside.threats.begin(), inside.threats.end());
      card.controls_in_place += inside.controls_in_place;
      card.open_questions += inside.open_questions;
    }
    return card;
  }

  // ---- the pictures of the parts ----
  bool is_in(const End& end, int part) const {
    const int unit = unit_of(end);
    return unit >= 0 && units_[at(unit)].part == part;
  }

  void draw_part(int p) {
    std::vector<bool> cards;
    for (const int unit : grouping_.of_card) {
      cards.push_back(units_[at(unit)].part == p);
    }
    std::vector<bool> flows;
    std::size_t inside = 0;
    for (const MapFlow& flow : map_.flows) {
      flows.push_back(is_in(flow.from, p) && is_in(flow.to, p));
      inside += !flows.back() ? 0 : flow.both_ways ? 2 : 1;
    }
    MapPart kept = part_of(map_, cards, flows);
    OverviewPart& part = result_.all[at(p)];
    part.note = dotted({rules::counted(kept.map.cards.size(), "element"),
                        rules::counted(inside, "flow") + " among them"});
    part.parts.assign(kept.map.cards.size(), -1);
    add_neighbours(p, kept, part);
    part.map = std::move(kept.map);
  }

  // What the part talks to: as in the overview, without its counts.
  void add_neighbours(int p, MapPart& kept, OverviewPart& part) const {
    std::map<int, int> neighbours;  // by unit: its card
    FlowBundles bundles;
    for (const MapFlow& flow : map_.flows) {
      const bool out = is_in(flow.from, p);
      if (out == is_in(flow.to, p)) {
        continue;
      }
      const End& inner = out ? flow.from : flow.to;
      const int unit = unit_of(out ? flow.to : flow.from);
      const int index =
          (inner.what == End::What::Card ? kept.cards : kept.boundaries)[at(inner.index)];
      if (unit < 0 || index < 0) {
        continue;  // it ends at a boundary that is no part of this picture
      }
      const auto [place, added] =
          neighbours.try_emplace(unit, static_cast<int>(kept.map.cards.size()));
      if (added) {
        Card card = card_of(unit);
        card.boundary = -1;
        card.threats.clear();
        card.controls_in_place = card.open_questions = 0;
        kept.map.cards.push_back(std::move(card));
        part.parts.push_back(units_[at(unit)].part);
      }
      const End here{inner.what, index};
      const End there{End::What::Card, place->second};
      bundles.add(flow, out ? here : there, out ? there : here);
    }
    for (MapFlow& flow : bundles.take("x")) {
      kept.map.flows.push_back(std::move(flow));
    }
  }

  const MapView& map_;
  Grouping grouping_;
  std::vector<Unit>& units_;
  std::map<int, int> boundaries_in_;  // by unit that stands for a whole part
  std::map<std::string, int> names_;
  Overview result_;
};

}  // namespace

Overview make_overview(const MapView& map) {
  return OverviewMaker(map).make();
}

}  // namespace aixc::diagram
