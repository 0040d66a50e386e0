// The report as Markdown: GitHub's flavour, and safe to be read as MDX.
#pragma once

#include <string>
#include <string_view>

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_markdown(const RenderInput& input);

// A text on one line in which nothing is markup, to GFM and to MDX. It mentions nobody and refers
// to no issue where GitHub shows it.
std::string markdown_text(std::string_view text);

}  // namespace aixc::render
