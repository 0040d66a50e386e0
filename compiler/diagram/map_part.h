#pragma once

#include <vector>

#include "compiler/diagram/map_view.h"

namespace aixc::diagram {

// Some cards and flows of a map, and where they have gone.
struct MapPart {
  MapView map;
  std::vector<int> cards;       // by card of the whole map; -1: left out
  std::vector<int> boundaries;  // by boundary of the whole map
};

// Leaves out what is not kept. A boundary stays where something in it does, or a flow ends at it;
// a flow may be kept only with the cards at its ends.
MapPart part_of(const MapView& map, const std::vector<bool>& cards, const std::vector<bool>& flows);

}  // namespace aixc::diagram
