#include "compiler/diagram/check.h"

#include <cmath>

#include <fmt/format.h>

#include "compiler/diagram/boxes.h"

namespace aixc::diagram {
namespace {

constexpr double Slack = 0.5;  // pixels; less than anybody sees

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

bool is_sane(const Rect& r) {
  return std::isfinite(r.x) && std::isfinite(r.y) && std::isfinite(r.width) &&
         std::isfinite(r.height) && r.width >= 0 && r.height >= 0;
}

std::string check_shape(const Graph& graph, const Layout& layout) {
  if (layout.nodes.size() != graph.nodes.size() ||
      layout.clusters.size() != graph.clusters.size() ||
      layout.edges.size() != graph.edges.size() || layout.labels.size() != graph.edges.size()) {
    return "something is missing";
  }
  const Rect page{0, 0, layout.size.width, layout.size.height};
  for (const auto* boxes : {&layout.nodes, &layout.clusters, &layout.labels}) {
    for (const Rect& box : *boxes) {
      if (!is_sane(box) || !page.contains(box, Slack)) {
        return "a box lies outside the picture";
      }
    }
  }
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    if (std::abs(layout.nodes[n].width - graph.nodes[n].size.width) > Slack ||
        std::abs(layout.nodes[n].height - graph.nodes[n].size.height) > Slack) {
      return fmt::format("box {} has lost its size", n);
    }
  }
  return "";
}

std::string check_clusters(const Graph& graph, const Layout& layout) {
  const BoxIndex nodes(layout.nodes);
  const BoxIndex clusters(layout.clusters);
  for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
    if (graph.nodes[n].cluster >= 0 &&
        !layout.clusters[at(graph.nodes[n].cluster)].contains(layout.nodes[n], Slack)) {
      return fmt::format("box {} stands outside its boundary", n);
    }
  }
  for (int c = 0; c < static_cast<int>(graph.clusters.size()); ++c) {
    const Rect& box = layout.clusters[at(c)];
    const int parent = graph.clusters[at(c)].parent;
    if (parent >= 0 && !layout.clusters[at(parent)].contains(box, Slack)) {
      return fmt::format("boundary {} stands outside its boundary", c);
    }
    std::string fault;
    nodes.near(box, [&](int n) {
      if (layout.nodes[at(n)].overlaps(box, Slack) &&
          !lies_in(graph, graph.nodes[at(n)].cluster, c)) {
        fault = fmt::format("box {} stands in boundary {} to which it does not belong", n, c);
      }
      return fault.empty();
    });
    clusters.near(box, [&](int other) {
      if (other > c && layout.clusters[at(other)].overlaps(box, Slack) &&
          !lies_in(graph, other, c)) {
        fault = fmt::format("boundaries {} and {} overlap", c, other);
      }
      return fault.empty();
    });
    if (!fault.empty()) {
      return fault;
    }
  }
  return "";
}

std::string check_overlaps(const Layout& layout) {
  std::vector<Rect> boxes = layout.nodes;
  for (const Rect& label : layout.labels) {
    boxes.push_back(label);
  }
  const BoxIndex index(boxes);
  std::string fault;
  for (int b = 0; b < static_cast<int>(boxes.size()) && fault.empty(); ++b) {
    if (boxes[at(b)].width == 0) {
      continue;
    }
    index.near(boxes[at(b)], [&](int other) {
      if (other > b && boxes[at(other)].width > 0 &&
          boxes[at(other)].overlaps(boxes[at(b)], Slack)) {
        fault = fmt::format("boxes {} and {} overlap", b, other);
      }
      return fault.empty();
    });
  }
  return fault;
}

std::string check_lines(const Graph& graph, const Layout& layout) {
  constexpr double Reach = 2;
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const Curve& line = layout.edges[e];
    if (line.empty()) {
      return fmt::format("flow {} has no line", e);
    }
    for (std::size_t i = 0; i < line.size(); ++i) {
      for (const Point& p : line[i]) {
        if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
          return fmt::format("flow {} has no line", e);
        }
      }
      if (i > 0 &&
          std::hypot(line[i][0].x - line[i - 1][3].x, line[i][0].y - line[i - 1][3].y) > Reach) {
        return fmt::format("the line of flow {} is torn", e);
      }
    }
    if (!layout.nodes[at(graph.edges[e].from)].grown(Reach).contains(line.front()[0]) ||
        !layout.nodes[at(graph.edges[e].to)].grown(Reach).contains(line.back()[3])) {
      return fmt::format("the line of flow {} does not join its ends", e);
    }
  }
  return "";
}

}  // namespace

std::string find_fault(const Graph& graph, const Layout& layout) {
  std::string fault = check_shape(graph, layout);
  if (fault.empty()) {
    fault = check_clusters(graph, layout);
  }
  if (fault.empty()) {
    fault = check_overlaps(layout);
  }
  if (fault.empty()) {
    fault = check_lines(graph, layout);
  }
  return fault;
}

}  // namespace aixc::diagram
