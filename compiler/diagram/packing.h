#pragma once

#include "compiler/diagram/layout.h"

namespace aixc::diagram {

// The last resort: boxes packed in rows inside their boundaries, straight lines between them,
// labels where they find room. Never fails, and takes time in proportion to the graph. True, not
// pretty.
Layout pack(const Graph& graph);

}  // namespace aixc::diagram
