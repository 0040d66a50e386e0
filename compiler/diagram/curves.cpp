#include "compiler/diagram/curves.h"

#include <cmath>
#include <limits>

namespace aixc::diagram {
namespace {

constexpr int Samples = 24;

// Between a parameter inside the box and one outside: where the curve passes its edge.
double edge_of(const Bezier& piece, const Rect& box, double inside, double outside) {
  constexpr int Halvings = 24;
  for (int i = 0; i < Halvings; ++i) {
    const double middle = (inside + outside) / 2;
    (box.contains(at(piece, middle)) ? inside : outside) = middle;
  }
  return inside;
}

std::optional<double> first_exit(const Bezier& piece, const Rect& box) {
  for (int i = 0; i < Samples; ++i) {
    const double here = static_cast<double>(i) / Samples;
    const double next = static_cast<double>(i + 1) / Samples;
    if (box.contains(at(piece, here)) && !box.contains(at(piece, next))) {
      return edge_of(piece, box, here, next);
    }
  }
  return std::nullopt;
}

}  // namespace

Rect bounds(const Bezier& piece) {
  const auto [x0, x1] = std::minmax({piece[0].x, piece[1].x, piece[2].x, piece[3].x});
  const auto [y0, y1] = std::minmax({piece[0].y, piece[1].y, piece[2].y, piece[3].y});
  return {x0, y0, x1 - x0, y1 - y0};
}

Bezier swing(Point from, Point to) {
  const double reach = (to.y - from.y) / 2;
  return {from, {from.x, from.y + reach}, {to.x, to.y - reach}, to};
}

void smooth(Bezier& before, Bezier& behind) {
  const Point joint = behind[0];
  const Point in = joint - before[2];
  const Point out = behind[1] - joint;
  const double in_length = std::hypot(in.x, in.y);
  const double out_length = std::hypot(out.x, out.y);
  const Point sum = in * (1 / std::max(in_length, 0.01)) + out * (1 / std::max(out_length, 0.01));
  const double length = std::hypot(sum.x, sum.y);
  if (length < 0.01) {
    return;  // it turns right back
  }
  before[2] = joint - sum * (in_length / length);
  behind[1] = joint + sum * (out_length / length);
}

bool passes(const Bezier& piece, const Rect& box) {
  if (!box.overlaps(bounds(piece), -1)) {
    return false;
  }
  for (int i = 0; i <= Samples; ++i) {
    if (box.contains(at(piece, static_cast<double>(i) / Samples))) {
      return true;
    }
  }
  return false;
}

Curve behind_exit(const Curve& line, const Rect& box) {
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (const auto t = first_exit(line[i], box)) {
      Curve rest{part_behind(line[i], *t)};
      rest.insert(rest.end(), line.begin() + static_cast<long>(i) + 1, line.end());
      return rest;
    }
  }
  return line;
}

Curve between(const Curve& line, const Rect& from, const Rect& to) {
  return reversed(behind_exit(reversed(behind_exit(line, from)), to));
}

double x_at(const Curve& line, double y) {
  constexpr int Steps = 8;
  double best = line.empty() ? 0 : line.front()[0].x;
  double distance = std::numeric_limits<double>::max();
  for (const Bezier& piece : line) {
    for (int i = 0; i <= Steps; ++i) {
      const Point p = at(piece, static_cast<double>(i) / Steps);
      if (std::abs(p.y - y) < distance) {
        distance = std::abs(p.y - y);
        best = p.x;
      }
    }
  }
  return best;
}

}  // namespace aixc::diagram
