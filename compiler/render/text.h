// The findings as text for people: worst first, then what is open, broken or to be verified.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_text(const RenderInput& input);

// `6 threats apply (2 high, 3 medium, 1 low), 1 countered, 1 open`
std::string counts_line(const rules::Assessment& assessment);

}  // namespace aixc::render
