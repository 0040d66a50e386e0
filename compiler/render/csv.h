// The risk register as comma-separated values (RFC 4180), for people who keep it in a sheet.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_csv(const RenderInput& input);

// One field: on one line, in quotes where it needs them, and never taken for a formula. A text that
// begins with `=`, `+`, `-`, `@` or one of their wide forms, at its start or behind a character
// that some program takes for a separator, gets a `'` before it, which sheets show as text.
std::string csv_field(std::string_view text);

}  // namespace aixc::render
