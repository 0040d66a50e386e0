#pragma once

#include <vector>

#include "compiler/diagram/route_grid.h"

namespace aixc::diagram {

// A way from one port to another: where it turns, and the ports that it took.
struct Route {
  std::vector<Point> points;  // from `edge` to `edge`
  std::size_t from = 0;
  std::size_t to = 0;
};

// The cheapest way: short, with few turns and few lines crossed. Without points if there is none.
Route find_route(const Terrain& terrain, const std::vector<Port>& from,
                 const std::vector<Port>& to);

// A line along a way, with corners of that radius where there is room.
Curve rounded(const std::vector<Point>& points, double radius);

}  // namespace aixc::diagram
