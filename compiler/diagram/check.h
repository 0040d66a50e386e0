#pragma once

#include <string>

#include "compiler/diagram/layout.h"

namespace aixc::diagram {

// What is wrong with a layout, empty if nothing is. A picture that passes shows the truth about
// boundaries and flows: every box has its size and stands inside its cluster, no cluster holds a
// box or cluster that is not its own, boxes and labels do not overlap, every edge has a line that
// starts at its source and ends at its target, and everything lies within the picture.
std::string find_fault(const Graph& graph, const Layout& layout);

}  // namespace aixc::diagram
