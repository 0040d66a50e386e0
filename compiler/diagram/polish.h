#pragma once

#include <vector>

#include "compiler/diagram/layout.h"
#include "compiler/diagram/prepare.h"

namespace aixc::diagram {

// The engine's line for an edge, downwards from centre to centre: the whole, or, with a label, the
// part before the label and the part behind it.
struct EngineLine {
  Curve first;
  Curve second;
};

// How much work lines are worth.
enum class Care {
  Draft,  // enough to compare pictures
  Final,  // what is shown: lines find their way around everything
};

// Makes a true layout a good-looking one. Boxes stay where they are; lines and labels move:
// - a line whose ends overlap in its direction becomes straight, its label moves onto it,
// - lines leave and reach boxes at right angles, spread over the side, and pass their labels
// through
//   the centre,
// - where something is in the way, the line goes around it: in the final picture along a way that
// is
//   searched for, in a draft along the engine's course,
// - self edges become loops at the right.
// The result must be checked again.
Layout polish(const Graph& graph, const std::vector<EdgePlan>& plans,
              const std::vector<EngineLine>& engine_lines, Care care, Layout layout);

// Puts labels that have no place yet onto their lines, where they cover neither boxes nor other
// labels. Returns the edges whose label found no place.
std::vector<int> place_labels(const Graph& graph, Layout& layout);

}  // namespace aixc::diagram
