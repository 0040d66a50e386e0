// Which edges are laid out against their arrow.

#include <algorithm>
#include <map>

#include "compiler/diagram/ranking.h"

namespace aixc::diagram {
namespace {

enum class Visit { New, Open, Done };

class Turner {
 public:
  explicit Turner(const Graph& graph)
      : graph_(graph),
        outgoing_(graph.nodes.size()),
        visits_(graph.nodes.size(), Visit::New),
        turned_(graph.edges.size(), false),
        decided_(graph.edges.size(), false),
        beginnings_(graph.nodes.size(), false) {
    find_beginnings();
    for (std::size_t e = 0; e < graph.edges.size(); ++e) {
      add(e);
    }
  }

  std::vector<bool> run() {
    // Roots in the order in which flows are declared, so that the first flow runs downwards.
    for (const bool beginning : {true, false}) {
      for (const GraphEdge& edge : graph_.edges) {
        for (const int end : {edge.from, edge.to}) {
          if (beginnings_[index(end)] == beginning) {
            visit(index(end));
          }
        }
      }
    }
    return turned_;
  }

 private:
  struct Step {
    std::size_t node;
    std::size_t next_edge = 0;
  };

  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  void find_beginnings() {
    std::vector<bool> seen(graph_.nodes.size(), false);
    for (const GraphEdge& edge : graph_.edges) {
      if (!seen[index(edge.from)]) {
        beginnings_[index(edge.from)] = graph_.nodes[index(edge.from)].starts;
      }
      seen[index(edge.from)] = seen[index(edge.to)] = true;
    }
  }

  void add(std::size_t e) {
    const std::size_t from = index(graph_.edges[e].from);
    const std::size_t to = index(graph_.edges[e].to);
    if (from == to) {
      return;
    }
    turned_[e] = (beginnings_[to] && !beginnings_[from]) || leads_back(from, to);
    if (turned_[e]) {
      outgoing_[to].push_back(e);
      return;
    }
    outgoing_[from].push_back(e);
    if (graph_.edges[e].both_ways && !beginnings_[from] && !leads_back(to, from)) {
      outgoing_[to].push_back(e);
    }
  }

  bool leads_back(std::size_t from, std::size_t to) const {
    return graph_.nodes[from].stage == Stage::Late && graph_.nodes[to].stage == Stage::Early;
  }

  // An explicit stack: a chain of flows may be longer than the program's stack is deep.
  void visit(std::size_t root) {
    if (visits_[root] != Visit::New) {
      return;
    }
    std::vector<Step> stack{{root}};
    visits_[root] = Visit::Open;
    while (!stack.empty()) {
      Step& top = stack.back();
      if (top.next_edge == outgoing_[top.node].size()) {
        visits_[top.node] = Visit::Done;
        stack.pop_back();
        continue;
      }
      const std::size_t edge = outgoing_[top.node][top.next_edge++];
      const std::size_t node = top.node;
      const std::size_t to = other_end(edge, node);
      // An arc to an open node would close a cycle; one seen from both ends keeps its first
      // direction.
      if (decided_[edge]) {
        continue;
      }
      decided_[edge] = true;
      const bool against = index(graph_.edges[edge].from) != node;
      turned_[edge] = visits_[to] == Visit::Open ? !against : against;
      if (visits_[to] == Visit::New) {
        visits_[to] = Visit::Open;
        stack.push_back({to});
      }
    }
  }

  std::size_t other_end(std::size_t edge, std::size_t node) const {
    const std::size_t from = index(graph_.edges[edge].from);
    return from == node ? index(graph_.edges[edge].to) : from;
  }

  const Graph& graph_;
  std::vector<std::vector<std::size_t>> outgoing_;  // by node: edges that may lead on from it
  std::vector<Visit> visits_;
  std::vector<bool> turned_;
  std::vector<bool> decided_;
  std::vector<bool> beginnings_;
};

// A cluster seen from outside, as one node each for what stands directly in it.
struct Level {
  Graph graph;
  std::map<int, int> of_node;      // by node of the whole graph: its own node here
  std::map<int, int> of_cluster;   // by child cluster
  std::vector<std::size_t> edges;  // by edge here: the whole graph's
};

// The stage of all that is in each cluster; `Any` where it is mixed.
std::vector<Stage> cluster_stages(const Graph& graph) {
  std::vector<Stage> stages(graph.clusters.size(), Stage::Any);
  std::vector<bool> seen(graph.clusters.size(), false);
  for (const GraphNode& node : graph.nodes) {
    for (int c = node.cluster; c >= 0; c = graph.clusters[static_cast<std::size_t>(c)].parent) {
      const auto i = static_cast<std::size_t>(c);
      stages[i] = !seen[i] || stages[i] == node.stage ? node.stage : Stage::Any;
      seen[i] = true;
    }
  }
  return stages;
}

// What stands for a node in a level: itself, or the child cluster around it.
int stand_in(const Graph& graph, const std::vector<Stage>& stages, Level& level, int cluster,
             int node) {
  const GraphNode& whole = graph.nodes[static_cast<std::size_t>(node)];
  int child = -1;
  for (int c = whole.cluster; c != cluster;
       c = graph.clusters[static_cast<std::size_t>(c)].parent) {
    child = c;
  }
  const auto next = static_cast<int>(level.graph.nodes.size());
  const auto [found, added] =
      child < 0 ? level.of_node.try_emplace(node, next) : level.of_cluster.try_emplace(child, next);
  if (added) {
    GraphNode here;
    here.starts = child < 0 && whole.starts;
    here.stage = child < 0 ? whole.stage : stages[static_cast<std::size_t>(child)];
    level.graph.nodes.push_back(here);
  }
  return found->second;
}

}  // namespace

std::vector<bool> turned_edges(const Graph& graph) {
  return Turner(graph).run();
}

std::vector<bool> turned_by_cluster(const Graph& graph) {
  const std::vector<Stage> stages = cluster_stages(graph);
  std::map<int, Level> levels;  // by cluster
  for (std::size_t e = 0; e < graph.edges.size(); ++e) {
    const GraphEdge& edge = graph.edges[e];
    const int cluster =
        common_cluster(graph, graph.nodes[static_cast<std::size_t>(edge.from)].cluster,
                       graph.nodes[static_cast<std::size_t>(edge.to)].cluster);
    Level& level = levels[cluster];
    GraphEdge here;
    here.from = stand_in(graph, stages, level, cluster, edge.from);
    here.to = stand_in(graph, stages, level, cluster, edge.to);
    here.both_ways = edge.both_ways;
    level.graph.edges.push_back(here);
    level.edges.push_back(e);
  }
  std::vector<bool> turned(graph.edges.size(), false);
  for (const auto& [cluster, level] : levels) {
    const std::vector<bool> here = Turner(level.graph).run();
    for (std::size_t e = 0; e < here.size(); ++e) {
      turned[level.edges[e]] = here[e];
    }
  }
  return turned;
}

}  // namespace aixc::diagram
