// The report as one SVG: threat map, panels, register, legend.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_svg(const RenderInput& input);

}  // namespace aixc::render
