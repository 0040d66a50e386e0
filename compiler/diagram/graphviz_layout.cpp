#include "compiler/diagram/graphviz_layout.h"

#include <algorithm>
#include <clocale>
#include <cmath>
#include <numeric>
#include <string>

#include <fmt/format.h>
#include <graphviz/gvc.h>

#include "compiler/diagram/graphviz_ids.h"

// The plugin is linked instead of searched for: no configuration file, no other plugin, no fonts.
#ifdef AIXC_GRAPHVIZ_BUILTIN_PLUGINS
extern "C" {
extern gvplugin_library_t gvplugin_dot_layout_LTX_library;
}
#endif

namespace aixc::diagram {
namespace {

constexpr double PointsPerInch = 72;
constexpr std::size_t UnlimitedNodes = 200;

// Graphviz reports through a plain function; what it says in one run is collected here.
std::string engine_messages;

int collect_message(char* text) {
  engine_messages += text;
  return 0;
}

char* chars(const char* text) {
  return const_cast<char*>(text);  // Graphviz' interface lacks const and does not write
}

void set_default(Agraph_t* graph, int kind, const char* name, const std::string& value) {
  agattr(graph, kind, chars(name), chars(value.c_str()));
}

void set(void* object, const char* name, const std::string& value) {
  agset(object, chars(name), chars(value.c_str()));
}

GVC_t* make_context() {
#ifdef AIXC_GRAPHVIZ_BUILTIN_PLUGINS
  static lt_symlist_t plugins[] = {
      {"gvplugin_dot_layout_LTX_library", &gvplugin_dot_layout_LTX_library}, {nullptr, nullptr}};
  return gvContextPlugins(plugins, 0);
#else
  return gvContext();
#endif
}

void set_graph_defaults(Agraph_t* root, const EngineGraph& graph) {
  const bool full = graph.effort == Effort::Full;
  const bool least = graph.effort == Effort::Least;
  set_default(root, AGRAPH, "rankdir", graph.direction == Direction::Right ? "LR" : "TB");
  // With full effort all lines are our own.
  set_default(root, AGRAPH, "splines", full ? "none" : least ? "line" : "polyline");
  set_default(root, AGRAPH, "nodesep", fmt::format("{:.4f}", graph.node_gap / PointsPerInch));
  set_default(root, AGRAPH, "ranksep", fmt::format("{:.4f}", graph.rank_gap / PointsPerInch));
  set_default(root, AGRAPH, "newrank", least ? "false" : "true");
  // Without these limits a small graph comes out best, and a large one takes many times as long.
  if (graph.nodes.size() > UnlimitedNodes) {
    for (const char* name : {"nslimit", "nslimit1", "mclimit"}) {
      set_default(root, AGRAPH, name, least ? "0.02" : "0.1");
    }
  }
  for (const char* name : {"label", "fontsize", "margin"}) {
    set_default(root, AGRAPH, name, "");
  }
  set_default(root, AGNODE, "shape", "box");
  set_default(root, AGNODE, "fixedsize", "true");
  set_default(root, AGNODE, "label", "");
  set_default(root, AGNODE, "width", "1");
  set_default(root, AGNODE, "height", "1");
  set_default(root, AGEDGE, "arrowhead", "none");
  set_default(root, AGEDGE, "headclip", "false");
  set_default(root, AGEDGE, "tailclip", "false");
  set_default(root, AGEDGE, "minlen", "1");
  set_default(root, AGEDGE, "weight", "1");
}

std::vector<Agraph_t*> add_clusters(Agraph_t* root, const EngineGraph& graph) {
  // The title's room is a label of spaces: Graphviz counts 0.25 em for each and 1.2 em of height.
  constexpr double FontSize = 14;
  constexpr double SpaceWidth = FontSize * 0.25;
  std::vector<Agraph_t*> clusters;
  for (const GraphCluster& cluster : graph.clusters) {
    Agraph_t* parent =
        cluster.parent < 0 ? root : clusters[static_cast<std::size_t>(cluster.parent)];
    const std::string name = fmt::format("cluster{}", clusters.size());
    Agraph_t* added = agsubg(parent, chars(name.c_str()), 1);
    const auto spaces = static_cast<std::size_t>(std::ceil(cluster.title.width / SpaceWidth));
    set(added, "label", std::string(std::max<std::size_t>(spaces, 1), ' '));
    set(added, "fontsize", fmt::format("{:.0f}", FontSize));
    set(added, "margin", fmt::format("{:.0f}", graph.cluster_padding));
    clusters.push_back(added);
  }
  return clusters;
}

std::vector<std::size_t> order(std::size_t count, bool backwards) {
  std::vector<std::size_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  if (backwards) {
    std::reverse(indices.begin(), indices.end());
  }
  return indices;
}

std::vector<Agnode_t*> add_nodes(Agraph_t* root, const EngineGraph& graph,
                                 const std::vector<Agraph_t*>& clusters) {
  const bool backwards = graph.way == Way::Backwards;
  std::vector<Agnode_t*> nodes(graph.nodes.size());
  for (const std::size_t n : order(graph.nodes.size(), backwards)) {
    const EngineNode& node = graph.nodes[n];
    Agraph_t* parent = node.cluster < 0 ? root : clusters[static_cast<std::size_t>(node.cluster)];
    const std::string name = fmt::format("n{}", n);
    Agnode_t* added = agnode(parent, chars(name.c_str()), 1);
    set(added, "width", fmt::format("{:.4f}", node.size.width / PointsPerInch));
    set(added, "height", fmt::format("{:.4f}", node.size.height / PointsPerInch));
    nodes[n] = added;
  }
  return nodes;
}

std::vector<Agedge_t*> add_edges(Agraph_t* root, const EngineGraph& graph,
                                 const std::vector<Agnode_t*>& nodes) {
  std::vector<Agedge_t*> edges;
  for (const EngineEdge& edge : graph.edges) {
    Agedge_t* added = agedge(root, nodes[static_cast<std::size_t>(edge.from)],
                             nodes[static_cast<std::size_t>(edge.to)], nullptr, 1);
    if (edge.length != 1) {
      set(added, "minlen", fmt::format("{}", edge.length));
    }
    if (edge.weight != 1) {
      set(added, "weight", fmt::format("{}", edge.weight));
    }
    edges.push_back(added);
  }
  return edges;
}

Curve read_curve(Agedge_t* edge, double height) {
  Curve curve;
  const splines* found = ED_spl(edge);
  for (int i = 0; found != nullptr && i < found->size; ++i) {
    const bezier& piece = found->list[i];
    const auto point = [&](int k) { return Point{piece.list[k].x, height - piece.list[k].y}; };
    for (int k = 0; k + 3 < piece.size; k += 3) {
      curve.push_back({point(k), point(k + 1), point(k + 2), point(k + 3)});
    }
  }
  return curve;
}

// Graphviz' y axis points upwards.
EngineLayout read_layout(Agraph_t* root, const std::vector<Agraph_t*>& clusters,
                         const std::vector<Agnode_t*>& nodes, const std::vector<Agedge_t*>& edges) {
  EngineLayout layout;
  const double height = GD_bb(root).UR.y;
  for (Agnode_t* node : nodes) {
    layout.nodes.push_back({ND_coord(node).x, height - ND_coord(node).y});
  }
  for (Agraph_t* cluster : clusters) {
    const boxf box = GD_bb(cluster);
    layout.clusters.push_back(
        {box.LL.x, height - box.UR.y, box.UR.x - box.LL.x, box.UR.y - box.LL.y});
  }
  for (Agedge_t* edge : edges) {
    layout.edges.push_back(read_curve(edge, height));
    if (layout.edges.back().empty()) {
      const auto place = [&](Agnode_t* node) {
        return Point{ND_coord(node).x, height - ND_coord(node).y};
      };
      layout.edges.back() = {straight(place(agtail(edge)), place(aghead(edge)))};
    }
  }
  return layout;
}

std::optional<EngineLayout> run_dot(GVC_t* context, const EngineGraph& graph, std::string& error) {
  engine_messages.clear();
  Agdisc_t discipline{nullptr, ids_in_order(), nullptr};
  Agraph_t* root = agopen(chars("g"), Agdirected, &discipline);
  set_graph_defaults(root, graph);
  const std::vector<Agraph_t*> clusters = add_clusters(root, graph);
  const std::vector<Agnode_t*> nodes = add_nodes(root, graph, clusters);
  const std::vector<Agedge_t*> edges = add_edges(root, graph, nodes);
  const bool done = gvLayout(context, root, "dot") == 0;
  if (!done || engine_messages.find("Error") != std::string::npos) {
    error = engine_messages.empty() ? "the layout engine failed" : engine_messages;
    return std::nullopt;
  }
  return read_layout(root, clusters, nodes, edges);
}

}  // namespace

std::vector<std::optional<EngineLayout>> GraphvizEngine::run(const std::vector<EngineGraph>& graphs,
                                                             std::string& error) {
  setlocale(LC_NUMERIC, "C");
  agseterrf(collect_message);
  static GVC_t* context = make_context();
  std::vector<std::optional<EngineLayout>> layouts;
  for (const EngineGraph& graph : graphs) {
    layouts.push_back(run_dot(context, graph, error));
  }
  return layouts;
}

}  // namespace aixc::diagram
