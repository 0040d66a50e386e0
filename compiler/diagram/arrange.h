#pragma once

#include "compiler/diagram/engine.h"
#include "compiler/diagram/map_view.h"
#include "compiler/diagram/scene.h"

namespace aixc::diagram {

struct ArrangeOptions {
  Detail detail = Detail::Threats;
  Direction direction = Direction::Down;
  double preferred_width = 960;  // of the map; wider only where it must be
};

// Measures the cards, lays them out and finds where flows cross trust boundaries. Never fails: see
// `lay_out` for what happens when the engine does; `warning` then says so.
PositionedMap arrange(const MapView& map, LayoutEngine& engine, const ArrangeOptions& options);

}  // namespace aixc::diagram
