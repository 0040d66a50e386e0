#pragma once

#include <vector>

#include "compiler/diagram/engine.h"

namespace aixc::diagram {

// Lengths of edges fix the rows of a graph only within what is connected. Adds edges that are not
// drawn, so that every part comes out in the rows that were decided for it.
void tie_components(EngineGraph& graph, const std::vector<int>& rows);

}  // namespace aixc::diagram
