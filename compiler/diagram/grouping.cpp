#include "compiler/diagram/grouping.h"

namespace aixc::diagram {
namespace {

constexpr std::size_t MostSingle = 12;  // elements directly in a boundary, told one by one

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

class Grouper {
 public:
  Grouper(const MapView& map, std::size_t most) : map_(map), most_(most) {}

  Grouping run() {
    collapse_boundaries();
    for (const Card& card : map_.cards) {
      if (bundle_of(card.boundary) < 0) {
        ++direct_[card.boundary];
      }
    }
    for (int c = 0; c < static_cast<int>(map_.cards.size()); ++c) {
      const int unit = unit_for(map_.cards[at(c)].boundary);
      result_.units[at(unit)].cards.push_back(c);
      result_.of_card.push_back(unit);
    }
    for (int b = 0; b < static_cast<int>(map_.boundaries.size()); ++b) {
      if (result_.bundles[at(b)] == b) {
        unit_of_boundary(b);  // those without elements, too
      }
    }
    return std::move(result_);
  }

 private:
  void collapse_boundaries() {
    std::vector<std::size_t> inside(map_.boundaries.size(), 0);
    for (const Card& card : map_.cards) {
      if (card.boundary >= 0) {
        ++inside[at(card.boundary)];
      }
    }
    for (std::size_t b = map_.boundaries.size(); b-- > 0;) {
      if (map_.boundaries[b].parent >= 0) {
        inside[at(map_.boundaries[b].parent)] += inside[b];
      }
    }
    for (std::size_t b = 0; b < map_.boundaries.size(); ++b) {
      const int above = bundle_of(map_.boundaries[b].parent);
      result_.bundles.push_back(above >= 0 ? above : inside[b] <= most_ ? static_cast<int>(b) : -1);
    }
  }

  int bundle_of(int boundary) const { return boundary < 0 ? -1 : result_.bundles[at(boundary)]; }

  // The unit that takes the next element of a boundary.
  int unit_for(int boundary) {
    if (const int bundle = bundle_of(boundary); bundle >= 0) {
      return unit_of_boundary(bundle);
    }
    if (direct_[boundary] <= MostSingle) {
      return add_unit(boundary, -1);
    }
    const auto [place, added] = filling_.try_emplace(boundary, -1);
    if (added || result_.units[at(place->second)].cards.size() >= most_) {
      place->second = add_unit(boundary, -1);
    }
    return place->second;
  }

  int unit_of_boundary(int boundary) {
    const auto [place, added] = result_.of_boundary.try_emplace(boundary, -1);
    if (added) {
      place->second = add_unit(map_.boundaries[at(boundary)].parent, boundary);
    }
    return place->second;
  }

  int add_unit(int parent, int boundary) {
    result_.units.push_back({parent, boundary, {}, -1});
    return static_cast<int>(result_.units.size()) - 1;
  }

  const MapView& map_;
  std::size_t most_;
  std::map<int, std::size_t> direct_;  // by boundary that is drawn: elements directly in it
  std::map<int, int> filling_;         // by such a boundary: the group that is filled
  Grouping result_;
};

}  // namespace

Grouping group_cards(const MapView& map, std::size_t most) {
  return Grouper(map, most).run();
}

}  // namespace aixc::diagram
