#pragma once

#include <limits>
#include <vector>

#include "compiler/diagram/ranking.h"

namespace aixc::diagram {

// The rows in which a node may stand.
struct RowBounds {
  int first = 0;
  int last = std::numeric_limits<int>::max() / 2;
};

// Narrows the bounds of nodes that stand in rows wider than they should be, so that the next
// ranking puts them into other rows: beginnings one row up where there is room, and else those
// from which the least follows one row down. False if there was nothing to do.
bool break_rows(const Graph& graph, const std::vector<Arc>& arcs, const std::vector<int>& rows,
                std::vector<RowBounds>& bounds);

}  // namespace aixc::diagram
