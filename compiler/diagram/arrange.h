#pragma once

#include <optional>

#include "compiler/diagram/engine.h"
#include "compiler/diagram/map_view.h"
#include "compiler/diagram/scene.h"

namespace aixc::diagram {

struct ArrangeOptions {
  Detail detail = Detail::Threats;
  std::optional<Direction> direction;  // none: down, unless that makes a far wider picture
  double preferred_width = 960;        // of the map; wider only where it must be
  bool has_page = false;  // nothing stands beside the map, and it is one of several: it may be as
                          // wide as the page, and few ways of drawing it are compared
};

// Measures the cards (narrower ones where the picture would be too wide), lays them out and finds
// where flows cross trust boundaries. Never fails: see `lay_out` for what happens when the engine
// does; `warning` then says so.
PositionedMap arrange(const MapView& map, LayoutEngine& engine, const ArrangeOptions& options);

}  // namespace aixc::diagram
