// Which edges are laid out against their arrow.

#include <algorithm>

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

}  // namespace

std::vector<bool> turned_edges(const Graph& graph) {
  return Turner(graph).run();
}

}  // namespace aixc::diagram
