#include "compiler/diagram/polish.h"

#include <utility>

#include "compiler/diagram/router.h"
#include "compiler/diagram/self_edges.h"

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// Rows from left to right are rows from top to bottom, seen in a mirror along the diagonal.
Point mirrored(Point p) {
  return {p.y, p.x};
}
Rect mirrored(const Rect& r) {
  return {r.y, r.x, r.height, r.width};
}

void mirror(Curve& curve) {
  for (Bezier& piece : curve) {
    for (Point& p : piece) {
      p = mirrored(p);
    }
  }
}

Layout mirrored(Layout layout) {
  std::swap(layout.size.width, layout.size.height);
  for (auto* boxes : {&layout.nodes, &layout.clusters, &layout.labels}) {
    for (Rect& box : *boxes) {
      box = mirrored(box);
    }
  }
  for (Curve& curve : layout.edges) {
    mirror(curve);
  }
  return layout;
}

}  // namespace

Router::Router(const Graph& graph, const std::vector<EdgePlan>& plans,
               const std::vector<EngineLine>& engine_lines, Care care, Layout& layout)
    : graph_(graph),
      engine_lines_(engine_lines),
      care_(care),
      layout_(layout),
      nodes_(layout.nodes),
      clusters_(layout.clusters),
      ports_below_(graph.nodes.size()),
      ports_above_(graph.nodes.size()),
      ports_left_(graph.nodes.size()),
      ports_right_(graph.nodes.size()) {
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    if (plans[e].self) {
      continue;
    }
    Course course;
    course.edge = static_cast<int>(e);
    course.turned = plans[e].turned;
    course.main = plans[e].main;
    course.upper = plans[e].turned ? graph.edges[e].to : graph.edges[e].from;
    course.lower = plans[e].turned ? graph.edges[e].from : graph.edges[e].to;
    courses_.push_back(course);
  }
}

void Router::run() {
  straighten();
  for (const Course& course : courses_) {
    add_marks(course);
  }
  spread_ports();
  // Long lines have the least choice of a way.
  for (const bool near : {false, true}) {
    for (Course& course : courses_) {
      if (!course.routed && is_near(course) == near) {
        draw(course);
        remember(layout_.edges[at(course.edge)]);
        add_marks(course);
      }
    }
  }
  for (const Course& course : courses_) {
    if (course.turned) {
      layout_.edges[at(course.edge)] = reversed(layout_.edges[at(course.edge)]);
    }
  }
}

bool Router::has_label(const Course& course) const {
  return layout_.labels[at(course.edge)].width > 0;
}

bool Router::is_own(const Course& course, int node) const {
  return node == course.upper || node == course.lower;
}

bool Router::is_stranger(const Course& course, int cluster) const {
  return !lies_in(graph_, graph_.nodes[at(course.upper)].cluster, cluster) &&
         !lies_in(graph_, graph_.nodes[at(course.lower)].cluster, cluster);
}

Layout polish(const Graph& graph, const std::vector<EdgePlan>& plans,
              const std::vector<EngineLine>& engine_lines, Care care, Layout layout) {
  if (graph.direction == Direction::Down) {
    Router(graph, plans, engine_lines, care, layout).run();
  } else {
    std::vector<EngineLine> lines = engine_lines;
    for (EngineLine& line : lines) {
      mirror(line.first);
      mirror(line.second);
    }
    layout = mirrored(std::move(layout));
    Router(graph, plans, lines, care, layout).run();
    layout = mirrored(std::move(layout));
  }
  draw_self_edges(graph, layout);
  return layout;
}

}  // namespace aixc::diagram
