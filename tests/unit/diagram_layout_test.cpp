// Every picture is true, whatever the system and whatever the engine.
#include <array>
#include <cmath>
#include <functional>

#include <gtest/gtest.h>

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/check.h"
#include "compiler/diagram/layout.h"
#include "compiler/diagram/packing.h"
#include "compiler/diagram/worker.h"
#include "tests/support/in_process_engine.h"
#include "tests/support/paths.h"
#include "tests/support/picture.h"
#include "tests/support/random_map.h"
#include "tests/support/sample_report.h"

namespace aixc::diagram {
namespace {

using test::fault_in_picture;
using test::fault_in_ways;
using test::random_map;

// An engine that spoils what a good one gives.
class SpoiltEngine final : public LayoutEngine {
 public:
  using Spoil = std::function<void(EngineLayout&)>;
  explicit SpoiltEngine(Spoil spoil) : spoil_(std::move(spoil)) {}

  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override {
    auto layouts = good_.run(graphs, error);
    for (auto& layout : layouts) {
      if (layout) {
        spoil_(*layout);
      }
    }
    return layouts;
  }

 private:
  test::InProcessEngine good_;
  Spoil spoil_;
};

class FailingEngine final : public LayoutEngine {
 public:
  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>&,
                                               std::string& error) override {
    error = "no engine";
    return {};
  }
};

// A thousand random systems, in parts, so that they can run side by side.
class RandomSystems : public testing::TestWithParam<int> {};

TEST_P(RandomSystems, AreDrawnTruthfully) {
  constexpr int SeedsInPart = 125;
  test::InProcessEngine engine;
  int titles = 0;
  int crossed = 0;
  for (int i = 0; i < SeedsInPart; ++i) {
    const auto seed = static_cast<std::uint32_t>(GetParam() * SeedsInPart + i);
    // Some large ones among many small ones.
    const MapView map = random_map(seed, i % 25 == 0 ? 40 : 10);
    const auto detail = static_cast<Detail>(seed % 3);
    const auto direction = seed % 4 == 0 ? Direction::Right : Direction::Down;
    const PositionedMap picture = arrange(map, engine, {detail, direction});
    EXPECT_EQ(fault_in_picture(map, picture), "") << "seed " << seed;
    EXPECT_EQ(fault_in_ways(map, picture), "") << "seed " << seed;
    EXPECT_EQ(picture.warning, "") << "seed " << seed;
    titles += static_cast<int>(picture.boundaries.size());
    crossed += test::crossed_titles(picture);
  }
  EXPECT_LE(crossed * 16, titles) << crossed << " of " << titles;
}

INSTANTIATE_TEST_SUITE_P(Parts, RandomSystems, testing::Range(0, 8));

TEST(Layout, SampleIsNarrowAndItsMainPathStraight) {
  const MapView map = test::sample_report().map;
  test::InProcessEngine engine;
  const PositionedMap picture = arrange(map, engine, {});
  EXPECT_EQ(fault_in_picture(map, picture), "");
  EXPECT_LE(picture.size.width, 960);
  for (const size_t flow : {0U, 1U, 2U, 5U}) {
    EXPECT_EQ(picture.flows[flow].line.size(), 1U);
    EXPECT_EQ(picture.flows[flow].line[0][0].x, picture.flows[0].line[0][0].x);
  }
}

TEST(Layout, IsTheSameEachTime) {
  const MapView map = random_map(7);
  test::InProcessEngine engine;
  const PositionedMap first = arrange(map, engine, {});
  const PositionedMap second = arrange(map, engine, {});
  for (size_t f = 0; f < first.flows.size(); ++f) {
    EXPECT_EQ(first.flows[f].line, second.flows[f].line);
  }
}

TEST(Layout, MarksEachTrustBoundaryThatAFlowCrosses) {
  const MapView map = test::sample_report().map;
  test::InProcessEngine engine;
  const PositionedMap picture = arrange(map, engine, {});
  EXPECT_EQ(picture.flows[0].crossings.size(), 1U);  // customer into the VPC
  EXPECT_EQ(picture.flows[1].crossings.size(), 0U);
  EXPECT_EQ(picture.flows[5].crossings.size(), 2U);  // out of the VPC, into OpenAI
}

TEST(Layout, EmptyMapHasNoSize) {
  FailingEngine engine;
  const PositionedMap picture = arrange({}, engine, {});
  EXPECT_EQ(picture.size.width, 0);
  EXPECT_EQ(picture.warning, "");
}

TEST(Layout, DrawsEmptyAndDeepBoundaries) {
  MapView map;
  for (int b = 0; b < 12; ++b) {
    map.boundaries.push_back({std::to_string(b), "Level", "", true, true, b - 1});
  }
  map.boundaries.push_back({"empty", "Empty", "", true, true, -1});
  map.cards.resize(2);
  map.cards[0].boundary = 11;
  map.flows.resize(2);
  map.flows[0].to = {End::What::Card, 1};
  map.flows[1].from = {End::What::Card, 1};
  map.flows[1].to = {End::What::Boundary, 12};
  test::InProcessEngine engine;
  const PositionedMap picture = arrange(map, engine, {});
  EXPECT_EQ(fault_in_picture(map, picture), "");
  EXPECT_EQ(picture.warning, "");
  EXPECT_EQ(picture.flows[0].crossings.size(), 12U);
}

// One thing each that people do and that layouts stumble over.
TEST(Layout, DrawsWhatIsUnusual) {
  const auto chain = [](int cards) {
    MapView map;
    map.boundaries.push_back({"b", "Boundary", "", true, true, -1});
    for (int c = 0; c < cards; ++c) {
      map.cards.emplace_back();
      map.cards.back().id = std::to_string(c);
      map.cards.back().title = "Element";
      map.cards.back().boundary = c % 2 == 0 ? 0 : -1;
    }
    return map;
  };
  const auto flow = [](int from, int to) {
    MapFlow result;
    result.from = {End::What::Card, from};
    result.to = {End::What::Card, to};
    result.label = "payload";
    return result;
  };
  std::vector<MapView> maps(6, chain(4));
  maps[0] = chain(1);
  maps[1].flows = {flow(0, 0), flow(0, 0), flow(1, 1)};
  maps[2].flows.assign(9, flow(0, 1));
  maps[3].flows = {flow(0, 1), flow(1, 2), flow(2, 3), flow(3, 0), flow(2, 0)};
  const std::array<std::string, 5> names{std::string(200, 'W'), "مخزن البيانات الرئيسي للعملاء",
                                         "顧客の質問に回答するサービスの検索索引",
                                         "🧪🧬🔬🧫🧪🧬🔬🧫🧪🧬🔬🧫",
                                         "Ünïcödé‏ mixed עברית text"};
  maps[4] = chain(5);
  maps[4].flows = {flow(0, 1), flow(1, 2), flow(2, 3), flow(3, 4)};
  for (std::size_t i = 0; i < names.size(); ++i) {
    maps[4].cards[i].title = maps[4].cards[i].kind = names[i];
    maps[4].cards[i].tags = {names[i], names[i]};
    maps[4].flows[i % 4].label = names[i];
  }
  maps[4].boundaries[0].title = names[0];
  maps[5].boundaries[0].title = names[1];
  test::InProcessEngine engine;
  for (std::size_t m = 0; m < maps.size(); ++m) {
    for (const auto direction : {Direction::Down, Direction::Right}) {
      const PositionedMap picture = arrange(maps[m], engine, {Detail::Threats, direction});
      EXPECT_EQ(fault_in_picture(maps[m], picture), "") << "map " << m;
      EXPECT_EQ(picture.warning, "") << "map " << m;
    }
  }
}

// Who stood left of or above whom still does.
TEST(Layout, ChangesLittleWhenAnElementIsAdded) {
  test::InProcessEngine engine;
  const MapView map = test::sample_report().map;
  const PositionedMap before = arrange(map, engine, {});
  MapView more = map;
  more.cards.emplace_back();
  more.cards.back().id = "audit";
  more.cards.back().title = "Audit log";
  more.cards.back().boundary = map.cards[2].boundary;
  more.flows.push_back(map.flows.back());
  more.flows.back().id = "to-audit";
  more.flows.back().from = {End::What::Card, 2};
  more.flows.back().to = {End::What::Card, static_cast<int>(map.cards.size())};
  const PositionedMap after = arrange(more, engine, {});
  constexpr double Clear = 20;
  int turned = 0;
  int pairs = 0;
  for (std::size_t a = 0; a < map.cards.size(); ++a) {
    for (std::size_t b = a + 1; b < map.cards.size(); ++b) {
      const Point was = before.cards[b].rect.centre() - before.cards[a].rect.centre();
      const Point is = after.cards[b].rect.centre() - after.cards[a].rect.centre();
      for (const auto& [old_way, new_way] : {std::pair{was.x, is.x}, {was.y, is.y}}) {
        pairs += std::abs(old_way) > Clear ? 1 : 0;
        turned +=
            std::abs(old_way) > Clear && std::abs(new_way) > Clear && (old_way > 0) != (new_way > 0)
                ? 1
                : 0;
      }
    }
  }
  EXPECT_LE(turned * 10, pairs) << turned << " of " << pairs;
}

TEST(Layout, MakesCardsNarrowerWhereTheMapWouldBeTooWide) {
  test::InProcessEngine engine;
  MapView map;
  for (int c = 0; c < 6; ++c) {
    map.cards.push_back(test::sample_report().map.cards[2]);
    map.cards.back().id = std::to_string(c);
    map.cards.back().boundary = -1;
  }
  for (int c = 1; c < 6; ++c) {
    MapFlow flow;
    flow.from = {End::What::Card, 0};
    flow.to = {End::What::Card, c};
    map.flows.push_back(flow);
  }
  ArrangeOptions options;
  options.preferred_width = 960;
  const PositionedMap narrow = arrange(map, engine, options);
  EXPECT_TRUE(narrow.cards[0].box.narrow);
  EXPECT_EQ(fault_in_picture(map, narrow), "");
  options.preferred_width = 5000;
  EXPECT_FALSE(arrange(map, engine, options).cards[0].box.narrow);
}

TEST(Layout, PacksTheBoxesWhenThereIsNoEngine) {
  FailingEngine engine;
  for (std::uint32_t seed = 0; seed < 200; ++seed) {
    const MapView map = random_map(seed);
    const PositionedMap picture = arrange(map, engine, {});
    EXPECT_EQ(fault_in_picture(map, picture), "") << "seed " << seed;
    EXPECT_NE(picture.warning.find("no engine"), std::string::npos);
  }
}

TEST(Layout, NeverShowsASpoiltPicture) {
  const std::vector<SpoiltEngine::Spoil> spoils{
      [](EngineLayout& l) { std::swap(l.nodes.front(), l.nodes.back()); },
      [](EngineLayout& l) { l.nodes.front() = l.nodes.back(); },
      [](EngineLayout& l) { l.nodes.front().x = std::numeric_limits<double>::quiet_NaN(); },
      [](EngineLayout& l) {
        l.nodes.front() = {-1e9, 1e9};
      },
      [](EngineLayout& l) {
        for (Curve& curve : l.edges) {
          curve.clear();
        }
      },
      [](EngineLayout& l) {
        for (Rect& cluster : l.clusters) {
          cluster = {0, 0, 10, 10};
        }
      },
  };
  for (size_t s = 0; s < spoils.size(); ++s) {
    SpoiltEngine engine(spoils[s]);
    for (std::uint32_t seed = 0; seed < 25; ++seed) {
      const MapView map = random_map(seed, 12);
      EXPECT_EQ(fault_in_picture(map, arrange(map, engine, {})), "") << s << ", seed " << seed;
    }
  }
}

TEST(Worker, GivesThePictureThatTheEngineGivesInProcess) {
  const MapView map = test::sample_report().map;
  WorkerLayoutEngine worker(test::aixc_binary().string());
  test::InProcessEngine in_process;
  const PositionedMap one = arrange(map, worker, {});
  const PositionedMap other = arrange(map, in_process, {});
  EXPECT_EQ(one.warning, "");
  for (size_t f = 0; f < map.flows.size(); ++f) {
    EXPECT_EQ(one.flows[f].line, other.flows[f].line);
  }
}

TEST(Worker, SurvivesProgramsThatAreNoWorker) {
  const MapView map = test::sample_report().map;
  for (const char* program : {"/bin/false", "/bin/true", "/nonexistent", "/bin/cat"}) {
    WorkerLayoutEngine engine(program);
    const PositionedMap picture = arrange(map, engine, {});
    EXPECT_EQ(fault_in_picture(map, picture), "") << program;
    EXPECT_NE(picture.warning, "") << program;
  }
}

// Counts what it is asked.
class CountingEngine final : public LayoutEngine {
 public:
  std::vector<std::optional<EngineLayout>> run(const std::vector<EngineGraph>& graphs,
                                               std::string& error) override {
    asked += graphs.size();
    return good_.run(graphs, error);
  }
  std::size_t asked = 0;

 private:
  test::InProcessEngine good_;
};

TEST(Layout, AsksTheEngineNoMoreThanItMust) {
  CountingEngine engine;
  MapView map;
  map.cards.resize(2);
  map.flows.resize(1);
  map.flows[0].to = {End::What::Card, 1};
  arrange(map, engine, {});
  EXPECT_EQ(engine.asked, 1U);  // nothing could be better
  constexpr std::size_t Most = 18;
  for (std::uint32_t seed = 0; seed < 20; ++seed) {
    engine.asked = 0;
    arrange(random_map(seed, 12), engine, {});
    EXPECT_LE(engine.asked, Most) << "seed " << seed;
    engine.asked = 0;
    arrange(random_map(seed, 12), engine, {Detail::Threats, {}, 960, true});
    EXPECT_LE(engine.asked, 3U) << "seed " << seed;
  }
}

TEST(Worker, AnswersAgainAndAgain) {
  WorkerLayoutEngine worker(test::aixc_binary().string());
  std::string error;
  EngineGraph graph;
  graph.nodes.resize(2, {{10, 10}, -1});
  graph.edges.push_back({0, 1});
  for (int i = 0; i < 3; ++i) {
    const auto layouts = worker.run({graph, graph}, error);
    ASSERT_EQ(layouts.size(), 2U);
    EXPECT_TRUE(layouts[0] && layouts[1]);
    EXPECT_EQ(error, "");
  }
}

TEST(Worker, GivesUpInTime) {
  WorkerLayoutEngine engine("/usr/bin/yes", std::chrono::milliseconds(50));
  std::string error;
  EXPECT_TRUE(engine.run({EngineGraph{}}, error).empty());
  EXPECT_NE(error, "");
}

TEST(Check, FindsWhatIsFalse) {
  Graph graph;
  graph.clusters = {{-1, {}}};
  graph.nodes = {{{10, 10}, 0}, {{10, 10}, -1}};
  graph.edges = {{0, 1, {4, 4}}};
  Layout good;
  good.size = {100, 100};
  good.nodes = {{20, 20, 10, 10}, {20, 60, 10, 10}};
  good.clusters = {{10, 10, 30, 30}};
  good.edges = {{straight({25, 30}, {25, 60})}};
  good.labels = {{23, 45, 4, 4}};
  EXPECT_EQ(find_fault(graph, good), "");
  const auto fault_after = [&](auto change) {
    Layout layout = good;
    change(layout);
    return find_fault(graph, layout);
  };
  EXPECT_NE(fault_after([](Layout& l) { l.nodes[0].x = 60; }), "");         // out of its boundary
  EXPECT_NE(fault_after([](Layout& l) { l.nodes[1].y = 30; }), "");         // a stranger inside
  EXPECT_NE(fault_after([](Layout& l) { l.nodes[1].width = 5; }), "");      // another size
  EXPECT_NE(fault_after([](Layout& l) { l.nodes[1].y = 95; }), "");         // off the page
  EXPECT_NE(fault_after([](Layout& l) { l.edges[0].clear(); }), "");        // no line
  EXPECT_NE(fault_after([](Layout& l) { l.edges[0][0][3].y = 50; }), "");   // ends in the air
  EXPECT_NE(fault_after([](Layout& l) { l.labels[0] = l.nodes[0]; }), "");  // label on a box
  EXPECT_NE(fault_after([](Layout& l) { l.labels.clear(); }), "");
}

}  // namespace
}  // namespace aixc::diagram
