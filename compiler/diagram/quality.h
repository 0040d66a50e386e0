#pragma once

#include "compiler/diagram/layout.h"

namespace aixc::diagram {

// What is counted against a picture.
struct Quality {
  double area = 0;     // of the picture, by the area of all boxes; width beyond the preferred one
                       // counts several times
  int crossings = 0;   // of lines
  int bent_lines = 0;  // lines that are not straight
  int covered = 0;     // lines that run behind a box or through a boundary that is not theirs
};

Quality measure(const Graph& graph, const Layout& layout);

// One number for comparing pictures of the same graph: the lower, the better.
double cost(const Graph& graph, const Layout& layout);

}  // namespace aixc::diagram
