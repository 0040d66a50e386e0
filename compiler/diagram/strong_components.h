#pragma once

#include <vector>

#include "compiler/diagram/ranking.h"

namespace aixc::diagram {

// By node of a directed graph: the number of its strongly connected component. Two nodes have the
// same where each can be reached from the other.
std::vector<int> strong_components(int nodes, const std::vector<Arc>& arcs);

}  // namespace aixc::diagram
