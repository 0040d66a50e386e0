// Questions about curves and lines of curves; answers by sampling are exact to less than a pixel.
#pragma once

#include <optional>

#include "compiler/diagram/geometry.h"

namespace aixc::diagram {

// A box around a curve: that of its control points.
Rect bounds(const Bezier& piece);

// From one point down to another, leaving and arriving vertically.
Bezier swing(Point from, Point to);

// Lets a curve go on into the next one without a kink; both keep their ends.
void smooth(Bezier& before, Bezier& behind);

// Whether a curve passes a box.
bool passes(const Bezier& piece, const Rect& box);

// The part of a line that starts in a box behind the point where it first leaves it; the whole line
// if it does not leave the box.
Curve behind_exit(const Curve& line, const Rect& box);

// A line from the edge of the box in which it starts to the edge of the box in which it ends.
Curve between(const Curve& line, const Rect& from, const Rect& to);

// Where a line passes a height, as its x; of several places the first.
double x_at(const Curve& line, double y);

}  // namespace aixc::diagram
