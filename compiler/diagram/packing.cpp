#include "compiler/diagram/packing.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "compiler/diagram/polish.h"
#include "compiler/diagram/self_edges.h"

namespace aixc::diagram {
namespace {

constexpr double Gap = 60;  // between boxes: room for lines and labels

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// A box or a whole cluster that is put into a row.
struct Item {
  int node = -1;
  int cluster = -1;
  Size size;
};

class Packer {
 public:
  explicit Packer(const Graph& graph) : graph_(graph), sizes_(sizes_with_self_edges(graph)) {
    layout_.nodes.resize(graph.nodes.size());
    layout_.clusters.resize(graph.clusters.size());
    layout_.labels.resize(graph.edges.size());
    layout_.edges.resize(graph.edges.size());
    children_.resize(graph.clusters.size() + 1);
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {
      children_[at(graph.nodes[n].cluster + 1)].push_back({static_cast<int>(n), -1, sizes_[n]});
    }
    offsets_.resize(graph.nodes.size() + graph.clusters.size());
  }

  Layout run() {
    // Inner clusters come later in the list, so this packs from the inside out.
    for (int c = static_cast<int>(graph_.clusters.size()) - 1; c >= 0; --c) {
      const GraphCluster& cluster = graph_.clusters[at(c)];
      const double top = graph_.cluster_padding + cluster.title.height;
      Size size = pack_rows(children_[at(c + 1)], graph_.cluster_padding, top);
      size.width = std::max(size.width, cluster.title.width) + graph_.cluster_padding;
      size.height += graph_.cluster_padding;
      children_[at(cluster.parent + 1)].push_back({-1, c, size});
    }
    const Size size = pack_rows(children_[0], 0, 0);
    layout_.size = size;
    place(children_[0], {0, 0});
    return std::move(layout_);
  }

 private:
  std::size_t slot(const Item& item) const {
    return item.node >= 0 ? at(item.node) : graph_.nodes.size() + at(item.cluster);
  }

  // Rows of about the width of a square of the same area; returns the extent from 0, 0.
  Size pack_rows(const std::vector<Item>& items, double left, double top) {
    double area = 0;
    double widest = 0;
    for (const Item& item : items) {
      area += (item.size.width + Gap) * (item.size.height + Gap);
      widest = std::max(widest, item.size.width);
    }
    const double limit = std::max(widest, std::sqrt(area) * 1.2);
    Size extent{left, top};
    double x = left;
    double y = top;
    double row = 0;
    for (const Item& item : items) {
      if (x > left && x + item.size.width > left + limit) {
        y += row + Gap;
        x = left;
        row = 0;
      }
      offsets_[slot(item)] = {x, y};
      extent.width = std::max(extent.width, x + item.size.width);
      extent.height = std::max(extent.height, y + item.size.height);
      row = std::max(row, item.size.height);
      x += item.size.width + Gap;
    }
    return extent;
  }

  void place(const std::vector<Item>& items, Point origin) {
    for (const Item& item : items) {
      const Point corner = origin + offsets_[slot(item)];
      if (item.node >= 0) {
        layout_.nodes[at(item.node)] =
            box_in({corner.x, corner.y, item.size.width, item.size.height},
                   graph_.nodes[at(item.node)].size);
      } else {
        layout_.clusters[at(item.cluster)] = {corner.x, corner.y, item.size.width,
                                              item.size.height};
        place(children_[at(item.cluster + 1)], corner);
      }
    }
  }

  const Graph& graph_;
  std::vector<Size> sizes_;
  Layout layout_;
  std::vector<std::vector<Item>> children_;  // by cluster + 1
  std::vector<Point> offsets_;               // by node, then by cluster: place in its parent
};

// Where the line from the centre of a box towards a point leaves the box.
Point border(const Rect& box, Point towards) {
  const Point centre = box.centre();
  const Point way = towards - centre;
  const double across = way.x == 0 ? 1e9 : box.width / 2 / std::abs(way.x);
  const double down = way.y == 0 ? 1e9 : box.height / 2 / std::abs(way.y);
  return centre + way * std::min({across, down, 1.0});
}

}  // namespace

Layout pack(const Graph& graph) {
  Layout layout = Packer(graph).run();
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const Rect& from = layout.nodes[at(graph.edges[e].from)];
    const Rect& to = layout.nodes[at(graph.edges[e].to)];
    layout.edges[e] = {straight(border(from, to.centre()), border(to, from.centre()))};
  }
  draw_self_edges(graph, layout);
  place_labels(graph, layout);
  return layout;
}

}  // namespace aixc::diagram
