#include "compiler/diagram/layout.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "compiler/diagram/check.h"
#include "compiler/diagram/curves.h"
#include "compiler/diagram/packing.h"
#include "compiler/diagram/polish.h"
#include "compiler/diagram/prepare.h"
#include "compiler/diagram/quality.h"
#include "compiler/diagram/self_edges.h"

namespace aixc::diagram {
namespace {

// Up to these sizes (boxes and labels together) the engine gives a good picture in good time.
constexpr std::size_t FullNodes = 1500;
constexpr std::size_t ReducedNodes = 3000;

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

Effort effort_for(const Graph& graph) {
  std::size_t labels = 0;
  for (const GraphEdge& edge : graph.edges) {
    labels += edge.label.width > 0 ? 1 : 0;
  }
  if (graph.nodes.size() + labels <= FullNodes) {
    return Effort::Full;
  }
  return graph.nodes.size() <= ReducedNodes ? Effort::Reduced : Effort::Least;
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
      if (plan.first >= 0) {
        lines[e].first = engine_.edges[at(plan.first)];
      }
      if (plan.second >= 0) {
        lines[e].second = engine_.edges[at(plan.second)];
      }
      if (plan.self) {
        continue;
      }
      const GraphEdge& edge = graph_.edges[e];
      move_start(lines[e].first, plan.turned ? edge.to : edge.from);
      Curve& last = plan.second >= 0 ? lines[e].second : lines[e].first;
      last = reversed(last);
      move_start(last, plan.turned ? edge.from : edge.to);
      last = reversed(last);
    }
    return lines;
  }

 private:
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

// Moves everything so that the picture starts at 0, 0 and ends where its last part ends.
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

// The engine's result as a picture; empty when it is not a true one.
std::optional<Layout> finish(const Graph& graph, const Prepared& prepared,
                             const EngineLayout& engine, std::string& fault) {
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
      layout = polish(graph, prepared.edges, lines, plain);
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

// Graphs of this size are laid out in several ways, of which the best picture is taken.
constexpr std::size_t SeveralWaysNodes = 80;

// What is tried: a prepared graph, and the orders in which it is handed over.
struct Trial {
  Prepared prepared;
  std::vector<Way> ways;
};

std::vector<Trial> trials(const Graph& graph, Effort effort) {
  std::vector<Trial> result;
  result.push_back({prepare(graph, effort), {Way::Declared}});
  if (effort != Effort::Full || result[0].prepared.graph.nodes.size() > SeveralWaysNodes) {
    return result;
  }
  result[0].ways = {Way::Declared, Way::EdgesBackwards, Way::NodesBackwards, Way::Backwards};
  Prepared beside = prepare(graph, effort, false);
  if (beside.rows != result[0].prepared.rows) {
    result.push_back({std::move(beside), {Way::Declared, Way::EdgesBackwards}});
  }
  return result;
}

// One try; empty when the engine fails or nothing true comes out.
std::optional<Layout> try_layout(const Graph& graph, LayoutEngine& engine, Effort effort,
                                 std::string& fault) {
  // Another way must be clearly better than the first, so that small edits do not reshuffle the
  // rest.
  constexpr double ClearlyBetter = 0.94;
  const std::vector<Trial> tried = trials(graph, effort);
  std::vector<EngineGraph> graphs;
  std::vector<const Prepared*> sources;
  for (const Trial& trial : tried) {
    for (const Way way : trial.ways) {
      graphs.push_back(trial.prepared.graph);
      graphs.back().way = way;
      sources.push_back(&trial.prepared);
    }
  }
  const auto found = engine.run(graphs, fault);
  std::optional<Layout> best;
  double best_cost = 0;
  for (std::size_t i = 0; i < found.size(); ++i) {
    if (!found[i]) {
      continue;
    }
    auto layout = finish(graph, *sources[i], *found[i], fault);
    if (!layout) {
      continue;
    }
    const double layout_cost = graphs.size() > 1 ? cost(graph, *layout) : 0;
    if (best && layout_cost > best_cost * ClearlyBetter) {
      continue;
    }
    best = std::move(layout);
    best_cost = layout_cost;
  }
  return best;
}

}  // namespace

LayoutResult lay_out(const Graph& graph, LayoutEngine& engine) {
  if (graph.nodes.empty() && graph.clusters.empty()) {
    return {};
  }
  std::string first_fault;
  for (int effort = static_cast<int>(effort_for(graph)); effort <= static_cast<int>(Effort::Least);
       ++effort) {
    std::string fault;
    if (auto layout = try_layout(graph, engine, static_cast<Effort>(effort), fault)) {
      return {*std::move(layout), ""};
    }
    if (first_fault.empty()) {
      first_fault = fault;
    }
  }
  LayoutResult result{pack(graph), ""};
  fit_page(result.layout);
  result.warning = fmt::format(
      "the boxes are packed in rows, because the layout engine gave no true picture: {}",
      first_fault);
  return result;
}

}  // namespace aixc::diagram
