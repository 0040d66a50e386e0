#pragma once

#include <algorithm>
#include <array>
#include <vector>

// Points, boxes and curves in pixels; x grows to the right and y downwards.
namespace aixc::diagram {

struct Point {
  double x = 0;
  double y = 0;

  friend Point operator+(Point a, Point b) { return {a.x + b.x, a.y + b.y}; }
  friend Point operator-(Point a, Point b) { return {a.x - b.x, a.y - b.y}; }
  friend Point operator*(Point a, double k) { return {a.x * k, a.y * k}; }
  friend bool operator==(const Point&, const Point&) = default;
};

struct Size {
  double width = 0;
  double height = 0;
};

struct Rect {
  double x = 0;  // left
  double y = 0;  // top
  double width = 0;
  double height = 0;

  double right() const { return x + width; }
  double bottom() const { return y + height; }
  Point centre() const { return {x + width / 2, y + height / 2}; }

  // True if the point is inside or on the edge.
  bool contains(Point p) const { return p.x >= x && p.x <= right() && p.y >= y && p.y <= bottom(); }
  bool contains(const Rect& r, double slack = 0) const {
    return r.x >= x - slack && r.y >= y - slack && r.right() <= right() + slack &&
           r.bottom() <= bottom() + slack;
  }
  // True if the two share an area of more than `slack` in both directions.
  bool overlaps(const Rect& r, double slack = 0) const {
    return r.x < right() - slack && r.right() > x + slack && r.y < bottom() - slack &&
           r.bottom() > y + slack;
  }
  Rect grown(double by) const { return {x - by, y - by, width + 2 * by, height + 2 * by}; }
};

inline Rect centred(Point centre, Size size) {
  return {centre.x - size.width / 2, centre.y - size.height / 2, size.width, size.height};
}

inline Rect unite(const Rect& a, const Rect& b) {
  const double x = std::min(a.x, b.x);
  const double y = std::min(a.y, b.y);
  return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

// A cubic Bézier curve: start, two control points, end.
using Bezier = std::array<Point, 4>;

// A line of connected curves, from its first point to its last.
using Curve = std::vector<Bezier>;

inline Point at(const Bezier& b, double t) {
  const double u = 1 - t;
  return b[0] * (u * u * u) + b[1] * (3 * u * u * t) + b[2] * (3 * u * t * t) + b[3] * (t * t * t);
}

// The part of a curve behind parameter t.
inline Bezier part_behind(const Bezier& b, double t) {
  const auto mix = [t](Point p, Point q) { return p * (1 - t) + q * t; };
  const Point p01 = mix(b[0], b[1]);
  const Point p12 = mix(b[1], b[2]);
  const Point p23 = mix(b[2], b[3]);
  const Point p012 = mix(p01, p12);
  const Point p123 = mix(p12, p23);
  return {mix(p012, p123), p123, p23, b[3]};
}

inline Bezier straight(Point a, Point b) {
  return {a, a + (b - a) * (1.0 / 3), a + (b - a) * (2.0 / 3), b};
}

inline Curve reversed(const Curve& curve) {
  Curve result;
  for (auto b = curve.rbegin(); b != curve.rend(); ++b) {
    result.push_back({(*b)[3], (*b)[2], (*b)[1], (*b)[0]});
  }
  return result;
}

}  // namespace aixc::diagram
