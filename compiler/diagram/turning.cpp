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
        turned_(graph.edges.size(), false) {
    for (std::size_t e = 0; e < graph.edges.size(); ++e)
      outgoing_[index(graph.edges[e].from)].push_back(e);
  }

  std::vector<bool> run() {
    // Roots in the order in which flows are declared, so that the first flow runs downwards.
    for (const bool starts : {true, false})
      for (const GraphEdge& edge : graph_.edges)
        if (graph_.nodes[index(edge.from)].starts == starts)
          visit(index(edge.from));
    return turned_;
  }

 private:
  struct Step {
    std::size_t node;
    std::size_t next_edge = 0;
  };

  static std::size_t index(int i) { return static_cast<std::size_t>(i); }

  // An explicit stack: a chain of flows may be longer than the program's stack is deep.
  void visit(std::size_t root) {
    if (visits_[root] != Visit::New)
      return;
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
      const std::size_t to = index(graph_.edges[edge].to);
      if (visits_[to] == Visit::Open) {
        turned_[edge] = to != top.node;
      } else if (visits_[to] == Visit::New) {
        visits_[to] = Visit::Open;
        stack.push_back({to});
      }
    }
  }

  const Graph& graph_;
  std::vector<std::vector<std::size_t>> outgoing_;
  std::vector<Visit> visits_;
  std::vector<bool> turned_;
};

}  // namespace

std::vector<bool> turned_edges(const Graph& graph) {
  return Turner(graph).run();
}

}  // namespace aixc::diagram
