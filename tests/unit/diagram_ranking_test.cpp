// Rows and directions, before any engine.
#include <algorithm>

#include <gtest/gtest.h>

#include "compiler/diagram/prepare.h"
#include "compiler/diagram/ranking.h"

namespace aixc::diagram {
namespace {

Graph graph_of(int nodes, const std::vector<std::pair<int, int>>& edges) {
  Graph graph;
  graph.nodes.assign(static_cast<size_t>(nodes), {{100, 50}});
  for (const auto& [from, to] : edges) {
    graph.edges.push_back({from, to, {}});
  }
  return graph;
}

std::vector<Arc> arcs_of(const Graph& graph) {
  const std::vector<bool> turned = turned_edges(graph);
  std::vector<Arc> arcs;
  for (size_t e = 0; e < graph.edges.size(); ++e) {
    const GraphEdge& edge = graph.edges[e];
    arcs.push_back(turned[e] ? Arc{edge.to, edge.from} : Arc{edge.from, edge.to});
  }
  return arcs;
}

std::vector<int> rows_of(const Graph& graph) {
  return rank_nodes(graph, arcs_of(graph), true);
}

TEST(Turning, TurnsTheFlowThatLeadsBack) {
  EXPECT_EQ(turned_edges(graph_of(3, {{0, 1}, {1, 2}, {2, 0}})),
            (std::vector<bool>{false, false, true}));
}

TEST(Turning, StartsWithPeopleThatSpeakFirst) {
  // A document store is declared before the person who asks.
  Graph graph = graph_of(3, {{0, 1}, {2, 0}, {0, 2}});
  graph.nodes[2].starts = true;
  EXPECT_EQ(turned_edges(graph), (std::vector<bool>{false, false, true}));
}

TEST(Turning, LeavesPeopleThatAnswerInTheirPlace) {
  Graph graph = graph_of(3, {{0, 1}, {1, 2}});
  graph.nodes[1].starts = true;
  EXPECT_EQ(turned_edges(graph), (std::vector<bool>{false, false}));
}

TEST(Turning, EdgesBothWaysFollowTheOthers) {
  Graph graph = graph_of(3, {{0, 1}, {2, 1}});
  graph.nodes[0].starts = true;
  graph.edges[1].both_ways = true;
  EXPECT_EQ(turned_edges(graph), (std::vector<bool>{false, true}));
}

TEST(Turning, LeadsAllFlowsBetweenTwoBoundariesInOneDirection) {
  // 0 and 1 in one boundary, 2 and 3 in another.
  Graph graph = graph_of(4, {{0, 2}, {3, 1}});
  graph.clusters = {{-1, {}}, {-1, {}}};
  graph.nodes[0].cluster = graph.nodes[1].cluster = 0;
  graph.nodes[2].cluster = graph.nodes[3].cluster = 1;
  EXPECT_EQ(turned_edges(graph), (std::vector<bool>{false, false}));
  EXPECT_EQ(turned_by_cluster(graph), (std::vector<bool>{false, true}));
}

TEST(Turning, TurnsInsideABoundaryWhatLeadsBackThere) {
  Graph graph = graph_of(3, {{2, 0}, {0, 1}, {1, 0}});
  graph.clusters = {{-1, {}}};
  graph.nodes[0].cluster = graph.nodes[1].cluster = 0;
  EXPECT_EQ(turned_by_cluster(graph), (std::vector<bool>{false, false, true}));
}

TEST(Turning, LongChainsNeedNoDeepStack) {
  constexpr int Nodes = 200000;
  std::vector<std::pair<int, int>> edges;
  for (int n = 1; n < Nodes; ++n) {
    edges.emplace_back(n - 1, n);
  }
  const std::vector<bool> turned = turned_edges(graph_of(Nodes, edges));
  EXPECT_EQ(std::count(turned.begin(), turned.end(), true), 0);
}

TEST(Ranking, FollowsTheFlows) {
  EXPECT_EQ(rows_of(graph_of(4, {{0, 1}, {1, 2}, {0, 3}, {3, 2}})), (std::vector<int>{0, 1, 2, 1}));
}

TEST(Ranking, SetsOutsidersBeforeAndBehindTheBoundary) {
  // 0 and 4 outside; 1 -> 2 -> 3 inside; 0 feeds the last, 4 reads the first.
  Graph graph = graph_of(5, {{0, 3}, {1, 2}, {2, 3}, {1, 4}});
  graph.clusters = {{-1, {}}};
  graph.nodes[1].cluster = graph.nodes[2].cluster = graph.nodes[3].cluster = 0;
  const std::vector<int> rows = rows_of(graph);
  EXPECT_LT(rows[0], rows[1]);
  EXPECT_GT(rows[4], rows[3]);
}

TEST(Ranking, SetsEarlyBeforeLate) {
  Graph graph = graph_of(4, {{0, 1}, {2, 3}});
  graph.nodes[0].stage = graph.nodes[1].stage = Stage::Late;
  graph.nodes[2].stage = graph.nodes[3].stage = Stage::Early;
  const std::vector<int> rows = rows_of(graph);
  EXPECT_LT(rows[3], rows[0]);
}

TEST(Ranking, GivesUpWhatContradictsItself) {
  // Two boundaries that feed each other cannot each stand wholly before the other.
  Graph graph = graph_of(4, {{0, 1}, {1, 2}, {2, 3}});
  graph.clusters = {{-1, {}}, {-1, {}}};
  for (const size_t n : {0U, 1U, 2U, 3U}) {
    graph.nodes[n].cluster = static_cast<int>(n % 2);
  }
  EXPECT_EQ(rows_of(graph), (std::vector<int>{0, 1, 2, 3}));
}

TEST(Ranking, BreaksRowsThatAreTooWide) {
  Graph graph = graph_of(9, {{0, 1}, {0, 2}, {0, 3}, {0, 4}, {0, 5}, {0, 6}, {0, 7}, {0, 8}});
  graph.preferred_width = 600;
  const std::vector<int> rows = rows_of(graph);
  for (int row = 0; row < 4; ++row) {
    EXPECT_LE(std::count(rows.begin(), rows.end(), row), 5);
  }
}

TEST(Prepare, LabelsStandInTheInnermostCommonBoundary) {
  Graph graph = graph_of(3, {{0, 1}, {1, 2}});
  graph.clusters = {{-1, {}}, {0, {}}};
  graph.nodes[0].cluster = 0;
  graph.nodes[1].cluster = 1;
  for (GraphEdge& edge : graph.edges) {
    edge.label = {40, 20};
  }
  const Prepared prepared = prepare(graph, Effort::Full);
  ASSERT_EQ(prepared.graph.nodes.size(), 5U);
  EXPECT_EQ(prepared.graph.nodes[3].cluster, 0);
  EXPECT_EQ(prepared.graph.nodes[4].cluster, -1);
}

TEST(Prepare, FlowsGoThroughGatesInTheFirstRowOfABoundary) {
  // 3 → 2, past 0 and 1 that stand above 2 in its boundary.
  Graph graph = graph_of(4, {{0, 1}, {1, 2}, {3, 0}, {3, 2}});
  graph.clusters = {{-1, {}}};
  for (size_t n = 0; n < 3; ++n) {
    graph.nodes[n].cluster = 0;
  }
  const Prepared prepared = prepare(graph, Effort::Full);
  ASSERT_EQ(prepared.edges[3].first.size(), 2U);
  const EngineEdge& in = prepared.graph.edges[static_cast<size_t>(prepared.edges[3].first[0])];
  const auto gate = static_cast<size_t>(in.to);
  EXPECT_EQ(prepared.graph.nodes[gate].cluster, 0);
  EXPECT_EQ(prepared.rows[gate], prepared.rows[0]);
  EXPECT_EQ(prepared.edges[2].first.size(), 1U);  // 0 is in the first row itself
}

TEST(Prepare, HoldsWhatIsConnectedToNothing) {
  const Graph graph = graph_of(4, {{0, 1}, {1, 2}});
  const Prepared prepared = prepare(graph, Effort::Full);
  EXPECT_TRUE(std::any_of(prepared.graph.edges.begin(), prepared.graph.edges.end(),
                          [](const EngineEdge& edge) { return edge.from == 3; }));
}

TEST(Prepare, EveryEdgeRunsDownwardsByItsLength) {
  Graph graph = graph_of(4, {{0, 1}, {1, 2}, {2, 0}, {3, 3}, {0, 2}});
  for (GraphEdge& edge : graph.edges) {
    edge.label = {40, 20};
  }
  const Prepared prepared = prepare(graph, Effort::Full);
  for (const EngineEdge& edge : prepared.graph.edges) {
    EXPECT_GT(edge.length, 0);
    EXPECT_EQ(
        prepared.rows[static_cast<size_t>(edge.to)] - prepared.rows[static_cast<size_t>(edge.from)],
        edge.length);
  }
  EXPECT_TRUE(prepared.edges[3].self);
}

}  // namespace
}  // namespace aixc::diagram
