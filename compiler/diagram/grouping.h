#pragma once

#include <map>
#include <vector>

#include "compiler/diagram/map_view.h"

namespace aixc::diagram {

// What is one card in the overview of a large map.
struct Unit {
  int parent = -1;         // the boundary around it that is drawn as such
  int boundary = -1;       // the boundary that it stands for; -1: elements directly in `parent`
  std::vector<int> cards;  // all in it, at any depth
  int part = -1;           // the part that shows it in full
};

// Which cards stand together.
struct Grouping {
  std::vector<Unit> units;         // in the order of their first cards
  std::vector<int> of_card;        // by card: its unit
  std::map<int, int> of_boundary;  // by boundary that is one card: its unit
  std::vector<int> bundles;        // by boundary: the one around it that is one card; -1: none
};

// A boundary of at most `most` elements becomes one card with all that is in it. A larger one is
// drawn, and what stands directly in it is told one by one, or, if it is much, in groups of `most`
// in the order of declaration.
Grouping group_cards(const MapView& map, std::size_t most);

}  // namespace aixc::diagram
