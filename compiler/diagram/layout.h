#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/engine.h"
#include "compiler/diagram/geometry.h"
#include "compiler/diagram/graph.h"

namespace aixc::diagram {

// Where everything is. All vectors are parallel to those of the graph; the picture starts at 0, 0.
struct Layout {
  Size size;
  std::vector<Rect> nodes;
  std::vector<Rect> clusters;
  std::vector<Curve> edges;  // along the arrow, from the source's edge to the target's
  std::vector<Rect> labels;  // by edge; of width 0: none
};

struct LayoutResult {
  Layout layout;
  std::string warning;  // why the picture is plainer than usual; empty when all went well
};

// How many ways of laying out a graph are tried.
enum class Tries {
  Sketch,   // most, with lines as good as they come: to compare settings by their size
  One,      // one, as it is shown
  Several,  // as long as there is something to make better
};

// Lays out a graph. Never fails and never returns a false picture: every layout is checked
// (`check.h`); when the engine fails, or its picture does, simpler settings are tried, and at last
// a packing of our own, with a warning.
LayoutResult lay_out(const Graph& graph, LayoutEngine& engine, Tries tries);

}  // namespace aixc::diagram
