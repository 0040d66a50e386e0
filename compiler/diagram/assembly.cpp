#include "compiler/diagram/assembly.h"

#include <algorithm>
#include <cmath>

#include "compiler/diagram/check.h"
#include "compiler/diagram/curves.h"
#include "compiler/diagram/polish.h"
#include "compiler/diagram/self_edges.h"

namespace aixc::diagram {
namespace {

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

// A boundary drawn close around what is in it, but not narrower than its title.
Rect tightened(const Rect& inside, const GraphCluster& cluster, const Graph& graph,
               const Rect& from_engine) {
  const double pad = graph.cluster_padding;
  Rect box{inside.x - pad, inside.y - pad - cluster.title.height, inside.width + 2 * pad,
           inside.height + 2 * pad + cluster.title.height};
  if (box.width < cluster.title.width + pad) {
    const double centre = box.centre().x;
    box.width = std::min(cluster.title.width + pad, from_engine.width);
    box.x = std::clamp(centre - box.width / 2, from_engine.x, from_engine.right() - box.width);
  }
  return from_engine.contains(box, 0.5) ? box : from_engine;
}

// Turns the engine's coordinates into boxes and clusters.
class Assembly {
 public:
  Assembly(const Graph& graph, const Prepared& prepared, const EngineLayout& engine)
      : graph_(graph), prepared_(prepared), engine_(engine) {}

  Layout run() {
    inside_.resize(graph_.clusters.size());
    for (std::size_t n = 0; n < prepared_.graph.nodes.size(); ++n) {
      const Rect box = centred(engine_.nodes[n], prepared_.graph.nodes[n].size);
      include(prepared_.graph.nodes[n].cluster, box);
      if (n < graph_.nodes.size()) {
        layout_.nodes.push_back(box_in(box, graph_.nodes[n].size));
      }
    }
    layout_.clusters.resize(graph_.clusters.size());
    for (std::size_t c = graph_.clusters.size(); c-- > 0;) {
      layout_.clusters[c] =
          inside_[c] ? tightened(*inside_[c], graph_.clusters[c], graph_, engine_.clusters[c])
                     : engine_.clusters[c];
      include(graph_.clusters[c].parent, layout_.clusters[c]);
    }
    layout_.labels.resize(graph_.edges.size());
    layout_.edges.resize(graph_.edges.size());
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      if (const int label = prepared_.edges[e].label; label >= 0) {
        layout_.labels[e] = centred(engine_.nodes[at(label)], graph_.edges[e].label);
      }
    }
    return layout_;
  }

  // After `run`.
  std::vector<EngineLine> lines() const {
    std::vector<EngineLine> lines(graph_.edges.size());
    for (std::size_t e = 0; e < graph_.edges.size(); ++e) {
      const EdgePlan& plan = prepared_.edges[e];
      lines[e] = {joined(plan.first), joined(plan.second)};
      if (plan.self) {
        continue;
      }
      const GraphEdge& edge = graph_.edges[e];
      move_start(lines[e].first, plan.turned ? edge.to : edge.from);
      Curve& last = plan.second.empty() ? lines[e].first : lines[e].second;
      last = reversed(last);
      move_start(last, plan.turned ? edge.from : edge.to);
      last = reversed(last);
    }
    return lines;
  }

 private:
  Curve joined(const std::vector<int>& edges) const {
    Curve line;
    for (const int e : edges) {
      const Curve& part = engine_.edges[at(e)];
      const std::size_t joint = line.size();
      line.insert(line.end(), part.begin(), part.end());
      if (joint > 0 && joint < line.size()) {
        smooth(line[joint - 1], line[joint]);
      }
    }
    return line;
  }

  // The engine's line starts in the centre of the box and its room for self edges.
  void move_start(Curve& line, int node) const {
    if (line.empty()) {
      return;
    }
    const Point by = layout_.nodes[at(node)].centre() - engine_.nodes[at(node)];
    line.front()[0] = line.front()[0] + by;
    line.front()[1] = line.front()[1] + by;
  }

  void include(int cluster, const Rect& box) {
    if (cluster < 0) {
      return;
    }
    std::optional<Rect>& inside = inside_[at(cluster)];
    inside = inside ? unite(*inside, box) : box;
  }

  const Graph& graph_;
  const Prepared& prepared_;
  const EngineLayout& engine_;
  Layout layout_;
  std::vector<std::optional<Rect>> inside_;
};

// Lines as the engine has them, from edge to edge of the boxes; not pretty, but never wrong.
void use_engine_lines(const Graph& graph, const std::vector<EdgePlan>& plans,
                      const std::vector<EngineLine>& lines, Layout& layout) {
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    Curve line = lines[e].first;
    line.insert(line.end(), lines[e].second.begin(), lines[e].second.end());
    layout.edges[e] =
        between(plans[e].turned ? reversed(line) : line, layout.nodes[at(graph.edges[e].from)],
                layout.nodes[at(graph.edges[e].to)]);
  }
  draw_self_edges(graph, layout);
}

// Coordinates that can be reckoned with.
bool is_sane(const EngineLayout& engine) {
  constexpr double Far = 1e7;
  const auto is_near = [](Point p) { return std::abs(p.x) < Far && std::abs(p.y) < Far; };
  const auto all_near = [&](const Curve& line) {
    return std::ranges::all_of(line,
                               [&](const Bezier& b) { return std::ranges::all_of(b, is_near); });
  };
  return std::ranges::all_of(engine.nodes, is_near) &&
         std::ranges::all_of(engine.edges, all_near) &&
         std::ranges::all_of(engine.clusters, [&](const Rect& r) {
           return is_near({r.x, r.y}) && is_near({r.width, r.height});
         });
}

}  // namespace

void fit_page(Layout& layout) {
  std::optional<Rect> all;
  const auto include = [&](const Rect& box) { all = all ? unite(*all, box) : box; };
  for (const Rect& box : layout.nodes) {
    include(box);
  }
  for (const Rect& box : layout.clusters) {
    include(box);
  }
  for (const Rect& box : layout.labels) {
    if (box.width > 0) {
      include(box);
    }
  }
  for (const Curve& curve : layout.edges) {
    for (const Bezier& piece : curve) {
      for (int i = 0; i <= 8; ++i) {
        const Point p = at(piece, i / 8.0);
        include({p.x - 2, p.y - 2, 4, 4});
      }
    }
  }
  if (!all) {
    return;
  }
  const Point corner{all->x, all->y};
  for (auto* boxes : {&layout.nodes, &layout.clusters, &layout.labels}) {
    for (Rect& box : *boxes) {
      box.x -= corner.x;
      box.y -= corner.y;
    }
  }
  for (Rect& label : layout.labels) {
    if (label.width == 0) {
      label = {};
    }
  }
  for (Curve& curve : layout.edges) {
    for (Bezier& piece : curve) {
      for (Point& p : piece) {
        p = p - corner;
      }
    }
  }
  layout.size = {all->width, all->height};
}

std::optional<Layout> assemble(const Graph& graph, const Prepared& prepared,
                               const EngineLayout& engine, Care care, std::string& fault) {
  if (!is_sane(engine)) {
    fault = "the layout engine gave no places";
    return std::nullopt;
  }
  Assembly assembly(graph, prepared, engine);
  const Layout plain = assembly.run();
  const std::vector<EngineLine> lines = assembly.lines();
  for (const bool polished : {true, false}) {
    if (polished && prepared.graph.effort != Effort::Full) {
      continue;  // takes longer than it is worth in a picture of this size
    }
    Layout layout = plain;
    if (polished) {
      layout = polish(graph, prepared.edges, lines, care, plain);
    } else {
      use_engine_lines(graph, prepared.edges, lines, layout);
    }
    fit_page(layout);
    if (prepared.graph.effort != Effort::Full) {
      place_labels(graph, layout);
    }
    fault = find_fault(graph, layout);
    if (fault.empty()) {
      return layout;
    }
  }
  return std::nullopt;
}

}  // namespace aixc::diagram
