// The report as Markdown: GitHub's flavour, and safe to be read as MDX.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_markdown(const RenderInput& input);

}  // namespace aixc::render
