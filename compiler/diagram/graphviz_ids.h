#pragma once

#include <graphviz/cgraph.h>

namespace aixc::diagram {

// How Graphviz numbers the parts of a graph: in the order in which they are made. Left to itself,
// it takes the addresses of their names for numbers and goes through clusters in that order, so
// that the picture depends on where memory happens to lie.
Agiddisc_t* ids_in_order();

}  // namespace aixc::diagram
