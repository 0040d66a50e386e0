#include "compiler/diagram/quality.h"

#include <cmath>

#include "compiler/diagram/boxes.h"

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

struct Segment {
  Point a;
  Point b;
  int edge = 0;
};

bool is_straight(const Curve& line) {
  return line.size() == 1 && (line[0][0].x == line[0][3].x || line[0][0].y == line[0][3].y);
}

std::vector<Segment> segments_of(const Layout& layout) {
  constexpr int Steps = 8;
  std::vector<Segment> segments;
  for (std::size_t e = 0; e < layout.edges.size(); ++e) {
    for (const Bezier& piece : layout.edges[e]) {
      const int steps = is_straight(layout.edges[e]) ? 1 : Steps;
      for (int i = 0; i < steps; ++i) {
        segments.push_back({diagram::at(piece, static_cast<double>(i) / steps),
                            diagram::at(piece, static_cast<double>(i + 1) / steps),
                            static_cast<int>(e)});
      }
    }
  }
  return segments;
}

Rect bounds(const Segment& s) {
  return {std::min(s.a.x, s.b.x), std::min(s.a.y, s.b.y), std::abs(s.a.x - s.b.x),
          std::abs(s.a.y - s.b.y)};
}

double side(Point a, Point b, Point p) {
  return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
}

bool cross(const Segment& s, const Segment& t) {
  return side(s.a, s.b, t.a) * side(s.a, s.b, t.b) < 0 &&
         side(t.a, t.b, s.a) * side(t.a, t.b, s.b) < 0;
}

int count_crossings(const std::vector<Segment>& segments) {
  std::vector<Rect> boxes;
  for (const Segment& s : segments) {
    boxes.push_back(bounds(s));
  }
  const BoxIndex index(boxes);
  int crossings = 0;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    index.near(boxes[i], [&](int other) {
      if (at(other) > i && segments[at(other)].edge != segments[i].edge &&
          cross(segments[i], segments[at(other)])) {
        ++crossings;
      }
      return true;
    });
  }
  return crossings;
}

// Lines that run behind boxes that are not their ends, or through boundaries that hold neither end.
int count_covered(const Graph& graph, const Layout& layout, const std::vector<Segment>& segments) {
  const BoxIndex nodes(layout.nodes);
  const BoxIndex clusters(layout.clusters);
  std::vector<bool> covered(layout.edges.size(), false);
  for (const Segment& s : segments) {
    const GraphEdge& edge = graph.edges[at(s.edge)];
    const Point middle = (s.a + s.b) * 0.5;
    const Rect spot{middle.x, middle.y, 0, 0};
    nodes.near(spot, [&](int n) {
      if (n != edge.from && n != edge.to) {
        covered[at(s.edge)] = true;
      }
      return true;
    });
    clusters.near(spot, [&](int c) {
      if (!lies_in(graph, graph.nodes[at(edge.from)].cluster, c) &&
          !lies_in(graph, graph.nodes[at(edge.to)].cluster, c)) {
        covered[at(s.edge)] = true;
      }
      return true;
    });
  }
  return static_cast<int>(std::count(covered.begin(), covered.end(), true));
}

}  // namespace

Quality measure(const Graph& graph, const Layout& layout) {
  Quality quality;
  double boxes = 1;
  for (const Rect& box : layout.nodes) {
    boxes += box.width * box.height;
  }
  const double beyond = std::max(0.0, layout.size.width - graph.preferred_width);
  quality.area = (layout.size.width + 3 * beyond) * layout.size.height / boxes;
  const std::vector<Segment> segments = segments_of(layout);
  quality.crossings = count_crossings(segments);
  quality.covered = count_covered(graph, layout, segments);
  for (const Curve& line : layout.edges) {
    quality.bent_lines += is_straight(line) ? 0 : 1;
  }
  return quality;
}

double cost(const Graph& graph, const Layout& layout) {
  const Quality quality = measure(graph, layout);
  return quality.area + 0.4 * quality.crossings + 0.12 * quality.bent_lines + 2.0 * quality.covered;
}

}  // namespace aixc::diagram
