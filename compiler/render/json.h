// The report as JSON, after docs/schema/aixc-report-1.json.
#pragma once

#include "compiler/render/format.h"

namespace aixc::render {

RenderResult render_json(const RenderInput& input);

}  // namespace aixc::render
