// What goes to the layout worker and comes back.
#include <gtest/gtest.h>

#include "compiler/diagram/protocol.h"

namespace aixc::diagram {
namespace {

EngineGraph sample_graph() {
  EngineGraph graph;
  graph.clusters = {{-1, {100, 28}}};
  graph.nodes = {{{100.5, 50}, 0}, {{30, 20}, -1}};
  graph.edges = {{0, 1, 2, 60}};
  graph.node_gap = 36;
  graph.rank_gap = 26;
  graph.cluster_padding = 29;
  graph.direction = Direction::Right;
  graph.effort = Effort::Reduced;
  graph.way = Way::Backwards;
  return graph;
}

EngineLayout sample_layout() {
  EngineLayout layout;
  layout.nodes = {{1.0 / 3, 2}, {3, 4.5}};
  layout.clusters = {{0, 0, 100, 100}};
  layout.edges = {{straight({1, 2}, {3, 4})}};
  return layout;
}

TEST(Protocol, BringsAGraphOver) {
  const auto read = read_request(write_request({sample_graph(), sample_graph()}));
  ASSERT_TRUE(read.has_value());
  ASSERT_EQ(read->size(), 2U);
  const EngineGraph& graph = read->at(1);
  EXPECT_EQ(graph.nodes[0].size.width, 100.5);
  EXPECT_EQ(graph.nodes[1].cluster, -1);
  EXPECT_EQ(graph.edges[0].weight, 60);
  EXPECT_EQ(graph.clusters[0].title.width, 100);
  EXPECT_EQ(graph.direction, Direction::Right);
  EXPECT_EQ(graph.effort, Effort::Reduced);
  EXPECT_EQ(graph.way, Way::Backwards);
}

TEST(Protocol, BringsALayoutBackToTheBit) {
  std::string error;
  const auto read = read_reply(
      write_layout(sample_layout()) + write_layout(std::nullopt) + write_end("what\nhappened"),
      {sample_graph(), sample_graph()}, error);
  ASSERT_EQ(read.size(), 2U);
  ASSERT_TRUE(read[0].has_value());
  EXPECT_EQ(read[0]->nodes[0].x, 1.0 / 3);
  EXPECT_EQ(read[0]->edges[0], sample_layout().edges[0]);
  EXPECT_FALSE(read[1].has_value());
  EXPECT_EQ(error, "what happened");
}

TEST(Protocol, RefusesWhatIsCutOff) {
  const std::string request = write_request({sample_graph()});
  for (size_t length = 0; length < request.size(); ++length) {
    EXPECT_FALSE(read_request(request.substr(0, length)).has_value()) << length;
  }
  const std::string layout = write_layout(sample_layout());
  for (size_t length = 0; length < layout.size(); ++length) {
    std::string error;
    const auto read = read_reply(layout.substr(0, length), {sample_graph()}, error);
    EXPECT_TRUE(read.empty() || !read[0].has_value()) << length;
    EXPECT_NE(error, "") << length;
  }
}

TEST(Protocol, RefusesNonsense) {
  std::string error;
  EXPECT_FALSE(read_request("layouts -1\nend\n").has_value());
  EXPECT_FALSE(read_request("layouts 99999999999\nend\n").has_value());
  EXPECT_TRUE(read_reply("layout 999999999\n", {sample_graph()}, error).empty());
  // An edge to a node that is not there.
  std::string request = write_request({sample_graph()});
  request.replace(request.find("0 1 2 60"), 8, "0 7 2 60");
  EXPECT_FALSE(read_request(request).has_value());
  // A layout of another graph.
  EngineGraph other = sample_graph();
  other.nodes.push_back({});
  const auto read = read_reply(write_layout(sample_layout()) + write_end(""), {other}, error);
  EXPECT_TRUE(read.empty() || !read[0].has_value());
}

TEST(Protocol, KnowsTheEndOfAMessage) {
  const std::string request = write_request({EngineGraph{}});
  EXPECT_TRUE(is_complete(request));
  EXPECT_FALSE(is_complete(request.substr(0, request.size() - 1)));
  EXPECT_FALSE(is_complete(write_layout(EngineLayout{})));
  EXPECT_TRUE(is_complete(write_layout(EngineLayout{}) + write_end("why\nnot")));
  EXPECT_TRUE(is_complete("end\n"));
  EXPECT_FALSE(is_complete(""));
}

}  // namespace
}  // namespace aixc::diagram
