#include "compiler/diagram/self_edges.h"

#include <algorithm>

namespace aixc::diagram {
namespace {

constexpr double Reach = 30;      // how far a loop stands out
constexpr double LeastSlot = 34;  // height for a loop
constexpr double Gap = 8;         // between labels of loops

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

bool is_loop(const GraphEdge& edge) {
  return edge.from == edge.to;
}

double slot(const GraphEdge& edge) {
  return std::max(LeastSlot, edge.label.height + Gap);
}

// By node: the height of all its loops, one below the other.
std::vector<double> heights(const Graph& graph) {
  std::vector<double> result(graph.nodes.size(), 0);
  for (const GraphEdge& edge : graph.edges) {
    if (is_loop(edge)) {
      result[at(edge.from)] += slot(edge);
    }
  }
  return result;
}

// From the right side of a box, around, and back in.
Curve loop(const Rect& box, double middle) {
  const double low = box.y + 8;
  const double high = std::max(low, box.bottom() - 8);
  const double out = std::clamp(middle - 10, low, high);
  const double in = std::clamp(middle + 10, low, high);
  const double right = box.right();
  const double far = right + Reach;
  const Point turn{far, middle};
  return {{Point{right, out}, {right + Reach * 0.7, out}, {far, middle - 12}, turn},
          {turn, {far, middle + 12}, {right + Reach * 0.7, in}, {right, in}}};
}

}  // namespace

std::vector<Size> sizes_with_self_edges(const Graph& graph) {
  std::vector<Size> sizes;
  for (const GraphNode& node : graph.nodes) {
    sizes.push_back(node.size);
  }
  const std::vector<double> needed = heights(graph);
  for (const GraphEdge& edge : graph.edges) {
    if (!is_loop(edge)) {
      continue;
    }
    const double width = graph.nodes[at(edge.from)].size.width + Reach + 4 + edge.label.width;
    Size& size = sizes[at(edge.from)];
    size.width = std::max(size.width, width);
    size.height = std::max(size.height, needed[at(edge.from)]);
  }
  return sizes;
}

Rect box_in(const Rect& room, Size node) {
  return {room.x, room.centre().y - node.height / 2, node.width, node.height};
}

void draw_self_edges(const Graph& graph, Layout& layout) {
  const std::vector<double> needed = heights(graph);
  std::vector<double> used(graph.nodes.size(), 0);
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const GraphEdge& edge = graph.edges[e];
    if (!is_loop(edge)) {
      continue;
    }
    const Rect& box = layout.nodes[at(edge.from)];
    double& above = used[at(edge.from)];
    const double middle = box.centre().y - needed[at(edge.from)] / 2 + above + slot(edge) / 2;
    above += slot(edge);
    layout.edges[e] = loop(box, middle);
    if (edge.label.width > 0) {
      layout.labels[e] = {box.right() + Reach - 6, middle - edge.label.height / 2, edge.label.width,
                          edge.label.height};
    }
  }
}

}  // namespace aixc::diagram
