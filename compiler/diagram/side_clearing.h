#pragma once

#include <vector>

#include "compiler/diagram/ranking.h"
#include "compiler/diagram/row_breaking.h"

namespace aixc::diagram {

// Narrows the bounds of nodes that stand beside a boundary to which they do not belong, so that the
// picture stays narrow: what begins goes above the boundary, what ends below it. False if there was
// nothing to do.
bool clear_sides(const Graph& graph, const std::vector<Arc>& arcs, const std::vector<int>& rows,
                 std::vector<RowBounds>& bounds);

}  // namespace aixc::diagram
