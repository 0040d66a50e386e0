#pragma once

#include <vector>

#include "compiler/diagram/geometry.h"

// The streets on which a way can go that no curve could: parallel to the axes, beside whatever
// stands in the picture, each piece with its price.
namespace aixc::diagram {

// Where a way may begin or end: at the side of a box, and the first point off it.
struct Port {
  Point edge;
  Point out;
  double price = 0;  // above that of the best port
};

// What a way has to look out for.
struct Terrain {
  Rect within;                // must not be left
  std::vector<Rect> blocked;  // must not be entered
  std::vector<Rect> fences;   // may be crossed, best through top or bottom
  std::vector<Rect> strips;   // better crossed than followed
  std::vector<Point> marks;   // on fences: where nothing else should cross
  std::vector<Bezier> lines;  // better not met, and not followed closely
};

class RouteGrid {
 public:
  RouteGrid(const Terrain& terrain, const std::vector<Port>& ports);

  // Whoever crosses a fence pays at least so much.
  static constexpr double LeastThroughFence = 300;

  std::size_t columns() const { return xs_.size(); }
  std::size_t rows() const { return ys_.size(); }
  Point point(std::size_t column, std::size_t row) const { return {xs_[column], ys_[row]}; }
  std::size_t column(double x) const;  // of a port
  std::size_t row(double y) const;

  // The price of the piece to the next column or row; infinite where there is no way.
  double to_right(std::size_t column, std::size_t row) const {
    return across_[row * columns() + column];
  }
  double to_bottom(std::size_t column, std::size_t row) const {
    return down_[row * columns() + column];
  }

 private:
  void place_streets(const Terrain& terrain, const std::vector<Port>& ports);
  void block(const Rect& box);
  void price_fence(const Rect& fence);
  void price_strip(const Rect& strip);
  void price_mark(Point mark);
  void price_line(const Bezier& line);
  void price_step(Point a, Point b);

  double& across(std::size_t column, std::size_t row) { return across_[row * columns() + column]; }
  double& down(std::size_t column, std::size_t row) { return down_[row * columns() + column]; }

  std::vector<double> xs_;
  std::vector<double> ys_;
  std::vector<double> across_;
  std::vector<double> down_;
};

}  // namespace aixc::diagram
