#pragma once

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/layout.h"

namespace aixc::diagram {

// One of the settings among which `arrange` chooses.
struct Setting {
  ArrangeOptions options;
  CardWidth width = CardWidth::Usual;
};

PositionedMap arrange_once(const MapView& map, LayoutEngine& engine, const Setting& setting,
                           Tries tries);

}  // namespace aixc::diagram
