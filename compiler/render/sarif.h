// SARIF 2.1.0 (OASIS): findings on their lines, for code scanning.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

// One model, without diagnostics; `aixc check --format sarif` gives those too, and several models.
RenderResult render_sarif(const RenderInput& input);

}  // namespace aixc::render
