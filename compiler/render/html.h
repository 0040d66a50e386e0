// The report as one HTML page that needs nothing else: no request, no file beside it.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_html(const RenderInput& input);

}  // namespace aixc::render
