// Third pass of the router: lines for which neither a curve nor a channel is free, or neat.

#include <algorithm>
#include <cmath>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/route_search.h"
#include "compiler/diagram/router.h"

namespace aixc::diagram {

// How far a line keeps away from what.
struct Room {
  double window = 0;    // the area around its ends that it does not leave
  double box = 0;       // from boxes
  double label = 0;     // from labels
  double fence = 0;     // from the edge of the boundary that it is in
  double stranger = 0;  // from that of one that it does not enter
  double radius = 0;    // of its corners; they come nearer than the way by 0.41 of it
};

namespace {

constexpr double Stub = 14;      // straight, off a box
constexpr double LabelStub = 8;  // straight, off a label
constexpr double SignRoom = 17;  // between the signs of two lines that cross a boundary

// What looks best, and what is better than no way.
constexpr Room Usual{320, 12, 7, 10, 9, 24};
constexpr Room Least{5000, 6, 2, 3, 2, 4};

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

Rect shared(const Rect& a, const Rect& b) {
  const double x = std::max(a.x, b.x);
  const double y = std::max(a.y, b.y);
  return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
          std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

// Where a line passes the edge of a box in which one of its ends lies.
std::optional<Point> passage(const Curve& line, const Rect& box) {
  const bool starts = box.contains(line.front()[0]);
  if (starts == box.contains(line.back()[3])) {
    return std::nullopt;
  }
  return behind_exit(starts ? line : reversed(line), box).front()[0];
}

}  // namespace

bool Router::is_fence(const Course& course, int cluster) const {
  return lies_in(graph_, graph_.nodes[at(course.upper)].cluster, cluster) !=
         lies_in(graph_, graph_.nodes[at(course.lower)].cluster, cluster);
}

// Not too flat, through the upper or lower edges of boundaries, and not where another line passes
// them.
bool Router::is_neat(const Course& course, const Curve& curve) const {
  constexpr double Flat = 2.5;
  constexpr double Little = 60;
  for (const Bezier& piece : curve) {
    const Rect area = bounds(piece);
    if (area.width > std::max(Little, Flat * area.height)) {
      return false;
    }
  }
  for (int c = 0; c < static_cast<int>(graph_.clusters.size()); ++c) {
    const Rect& box = clusters_.boxes()[at(c)];
    const auto passed = is_fence(course, c) ? passage(curve, box) : std::nullopt;
    if (!passed) {
      continue;
    }
    const bool through_side =
        passed->x < box.x + Usual.fence || passed->x > box.right() - Usual.fence;
    if (through_side || std::ranges::any_of(marks_, [&](Point mark) {
          return std::hypot(mark.x - passed->x, mark.y - passed->y) < SignRoom;
        })) {
      return false;
    }
  }
  return true;
}

void Router::add_marks(const Course& course) {
  const Curve& line = layout_.edges[at(course.edge)];
  for (int c = 0; c < static_cast<int>(graph_.clusters.size()) && !line.empty(); ++c) {
    if (is_fence(course, c)) {
      if (const auto passed = passage(line, clusters_.boxes()[at(c)])) {
        marks_.push_back(*passed);
      }
    }
  }
}

// The place that was kept for the line, others at the same side that are free, and at the left and
// right side of the box.
std::vector<Port> Router::ports(int node, bool below, double kept) const {
  constexpr double Gap = 18;
  constexpr double Step = 1.5 * Gap;
  constexpr double Other = 12;
  constexpr double Aside = 45;
  constexpr double FromCorner = 20;
  constexpr int MostAside = 4;
  const Rect& box = layout_.nodes[at(node)];
  const double y = below ? box.bottom() : box.y;
  const double off = below ? Stub : -Stub;
  std::vector<Port> found{{{kept, y}, {kept, y + off}, 0}};
  const auto& taken = (below ? ports_below_ : ports_above_)[at(node)];
  const auto is_free = [&](const std::vector<double>& places, double place) {
    return std::none_of(places.begin(), places.end(), [&](double other) {
      return std::abs(other - place) < Gap && other != kept;
    });
  };
  for (double x = box.x + FromCorner; x <= box.right() - FromCorner; x += Step) {
    if (std::abs(x - kept) >= Gap && is_free(taken, x)) {
      found.push_back({{x, y}, {x, y + off}, Other});
    }
  }
  for (const bool left : {true, false}) {
    const double x = left ? box.x : box.right();
    const auto& sides = (left ? ports_left_ : ports_right_)[at(node)];
    int count = 0;
    for (double by = FromCorner; by <= box.height - FromCorner && count < MostAside; by += Gap) {
      const double height = below ? box.bottom() - by : box.y + by;
      if (is_free(sides, height)) {
        found.push_back({{x, height}, {x + (left ? -Stub : Stub), height}, Aside + by / 4});
        ++count;
      }
    }
  }
  return found;
}

// The port of a line has moved from where it was kept.
void Router::take_port(int node, bool below, double kept, const Port& port) {
  auto& places = (below ? ports_below_ : ports_above_)[at(node)];
  if (const auto old = std::find(places.begin(), places.end(), kept); old != places.end()) {
    places.erase(old);
  }
  if (port.edge.x == port.out.x) {
    places.push_back(port.edge.x);
  } else {
    (port.out.x < port.edge.x ? ports_left_ : ports_right_)[at(node)].push_back(port.edge.y);
  }
}

Terrain Router::terrain(const Course& course, const Half& half, const std::vector<Port>& ports,
                        const Room& room) const {
  Terrain terrain;
  std::optional<Rect> window;
  for (const Port& port : ports) {
    const Rect spot{port.out.x, port.out.y, 0, 0};
    window = window ? unite(*window, spot) : spot;
  }
  terrain.within = window->grown(room.window);
  const auto add = [&](std::vector<Rect>& to, const Rect& box) {
    if (box.overlaps(terrain.within)) {
      to.push_back(box);
    }
  };
  // Beyond the label, a half is outside the boundaries of the other end.
  const auto holds = [&](int node, int c) {
    return lies_in(graph_, graph_.nodes[at(node)].cluster, c);
  };
  for (int c = 0; c < static_cast<int>(graph_.clusters.size()); ++c) {
    const Rect& box = clusters_.boxes()[at(c)];
    const bool upper = holds(course.upper, c);
    const bool lower = holds(course.lower, c);
    if (upper && lower) {
      terrain.within = shared(terrain.within, box.grown(-room.fence));
    } else if ((upper && half.from_box) || (lower && half.to_box)) {
      add(terrain.fences, box);
    } else {
      add(terrain.blocked, box.grown(room.stranger));
      continue;
    }
    if (graph_.direction == Direction::Down) {
      add(terrain.strips, {box.x, box.y, box.width, graph_.clusters[at(c)].title.height});
    }
  }
  for (const Rect& box : layout_.nodes) {
    add(terrain.blocked, box.grown(room.box));
  }
  for (const Rect& label : layout_.labels) {
    if (label.width > 0) {
      add(terrain.blocked, label.grown(room.label));
    }
  }
  terrain.marks = marks_;
  terrain.lines = drawn_;
  for (const Stretch& s : stretches_) {
    terrain.lines.push_back(diagram::straight({s.x, s.y0}, {s.x, s.y1}));
  }
  std::erase_if(terrain.lines,
                [&](const Bezier& line) { return !bounds(line).overlaps(terrain.within, -1e-9); });
  return terrain;
}

// A line may come out of a label at its side, too.
std::vector<Port> Router::label_ports(const Course& course, const Half& half) const {
  constexpr double Aside = 10;
  const Rect& label = layout_.labels[at(course.edge)];
  const bool below = half.to_box;
  const Point edge = below ? half.from : half.to;
  std::vector<Port> found{{edge, {edge.x, edge.y + (below ? LabelStub : -LabelStub)}, 0}};
  const double y = label.centre().y;
  for (const bool left : {true, false}) {
    const double x = left ? label.x : label.right();
    if (half.used_side != (left ? -1 : 1)) {
      found.push_back({{x, y}, {x + (left ? -LabelStub : LabelStub), y}, Aside});
    }
  }
  return found;
}

Curve Router::detour(const Course& course, const Half& half) {
  const std::vector<Port> from =
      half.from_box ? ports(course.upper, true, half.from.x) : label_ports(course, half);
  const std::vector<Port> to =
      half.to_box ? ports(course.lower, false, half.to.x) : label_ports(course, half);
  std::vector<Port> all = from;
  all.insert(all.end(), to.begin(), to.end());
  double radius = Usual.radius;
  Route way = find_route(terrain(course, half, all, Usual), from, to);
  if (way.points.empty()) {
    radius = Least.radius;
    way = find_route(terrain(course, half, all, Least), from, to);
  }
  if (way.points.empty()) {
    return {};
  }
  if (half.from_box) {
    take_port(course.upper, true, half.from.x, from[way.from]);
  }
  if (half.to_box) {
    take_port(course.lower, false, half.to.x, to[way.to]);
  }
  return rounded(way.points, radius);
}

}  // namespace aixc::diagram
