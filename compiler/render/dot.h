// The graph of a system as plain DOT: boundaries as clusters, elements as boxes, flows as edges.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_dot(const RenderInput& input);

}  // namespace aixc::render
