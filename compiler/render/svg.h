// The report as one SVG: threat map, panels, register, legend.
#pragma once

#include "compiler/diagram/map_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_svg(const RenderInput& input);

// The map arranged as the options say, by the layout engine if there is one.
diagram::PositionedMap arranged_map(const RenderInput& input, const diagram::MapView& view);

}  // namespace aixc::render
