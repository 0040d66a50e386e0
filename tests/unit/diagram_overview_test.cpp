// A large map as an overview and parts: nothing is lost, and what is counted is what is there.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/overview.h"
#include "compiler/diagram/part_choice.h"
#include "compiler/diagram/scenario_picture.h"
#include "tests/support/in_process_engine.h"
#include "tests/support/picture.h"
#include "tests/support/random_map.h"

namespace aixc::diagram {
namespace {

// `boundaries` of `size` elements each, in a row of flows, with one threat on each.
MapView map_of(int boundaries, int size) {
  MapView map;
  for (int b = 0; b < boundaries; ++b) {
    Boundary boundary;
    boundary.id = fmt::format("b{}", b);
    boundary.title = fmt::format("Boundary {}", b);
    map.boundaries.push_back(boundary);
    for (int c = 0; c < size; ++c) {
      Card card;
      card.id = fmt::format("b{}.c{}", b, c);
      card.title = fmt::format("Card {}", map.cards.size());
      card.boundary = b;
      ThreatRow threat;
      threat.number = static_cast<int>(map.cards.size()) + 1;
      card.threats.push_back(threat);
      map.cards.push_back(card);
    }
  }
  for (int c = 0; c + 1 < boundaries * size; ++c) {
    MapFlow flow;
    flow.id = fmt::format("f{}", c);
    flow.from = {End::What::Card, c};
    flow.to = {End::What::Card, c + 1};
    map.flows.push_back(flow);
  }
  return map;
}

std::multiset<int> numbers_of(const MapView& map) {
  std::multiset<int> numbers;
  for (const Card& card : map.cards) {
    for (const ThreatRow& threat : card.threats) {
      numbers.insert(threat.number);
    }
  }
  return numbers;
}

TEST(Overview, MakesABoundaryOneCardThatCountsWhatIsInIt) {
  const Overview overview = make_overview(map_of(5, 10));
  ASSERT_EQ(overview.map.cards.size(), 5U);
  EXPECT_EQ(overview.map.cards[0].title, "Boundary 0");
  EXPECT_EQ(overview.map.cards[0].tags, std::vector<std::string>{"10 elements"});
  EXPECT_EQ(overview.map.cards[0].threats.size(), 10U);
  EXPECT_EQ(overview.map.flows.size(), 4U);  // from each boundary to the next
  EXPECT_TRUE(overview.map.boundaries.empty());
}

TEST(Overview, OpensALargeBoundary) {
  MapView map = map_of(6, 10);
  map.boundaries.push_back({});
  map.boundaries.back().id = "all";
  std::rotate(map.boundaries.begin(), map.boundaries.end() - 1, map.boundaries.end());
  for (size_t b = 1; b < map.boundaries.size(); ++b) {
    map.boundaries[b].parent = 0;
  }
  for (Card& card : map.cards) {
    ++card.boundary;
  }
  const Overview overview = make_overview(map);
  ASSERT_EQ(overview.map.boundaries.size(), 1U);
  EXPECT_EQ(overview.map.boundaries[0].id, "all");
  EXPECT_EQ(overview.map.cards.size(), 6U);
  EXPECT_EQ(overview.map.cards[0].boundary, 0);
}

TEST(Overview, ShowsEveryElementInOnePart) {
  const MapView map = map_of(7, 9);
  const Overview overview = make_overview(map);
  std::multiset<int> shown;
  std::set<std::string> names;
  for (const OverviewPart& part : overview.all) {
    const auto numbers = numbers_of(part.map);
    shown.insert(numbers.begin(), numbers.end());
    names.insert(part.name);
    EXPECT_EQ(part.parts.size(), part.map.cards.size());
  }
  EXPECT_EQ(shown, numbers_of(map));
  EXPECT_EQ(numbers_of(overview.map), numbers_of(map));
  EXPECT_EQ(names.size(), overview.all.size());
}

TEST(Overview, DividesWhatStandsInNoBoundary) {
  const MapView one = map_of(1, 60);
  const Overview overview = make_overview(one);
  ASSERT_EQ(overview.all.size(), 3U);
  EXPECT_EQ(overview.all[1].name, "b0-2");
  EXPECT_EQ(overview.map.cards.size(), 3U);
  EXPECT_EQ(overview.map.boundaries.size(), 1U);
}

TEST(Overview, TellsFlowsBetweenTheSameTwoByTheirNumber) {
  MapView map = map_of(5, 10);
  for (int i = 0; i < 2; ++i) {
    MapFlow back;
    back.from = {End::What::Card, 10 + i};
    back.to = {End::What::Card, i};
    back.sensitivity = i == 0 ? Sensitivity::Stated : Sensitivity::Plain;
    map.flows.push_back(back);
  }
  const Overview overview = make_overview(map);
  ASSERT_EQ(overview.map.flows.size(), 4U);
  const MapFlow& bundle = overview.map.flows[0];
  EXPECT_EQ(bundle.label, "3 flows");
  EXPECT_EQ(bundle.note, "1 sensitive");
  EXPECT_TRUE(bundle.both_ways);
  EXPECT_EQ(bundle.sensitivity, Sensitivity::Stated);
}

TEST(Overview, ShowsWholePartsAsCardsWhereThereAreTooManyBoundaries) {
  const Overview overview = make_overview(map_of(100, 5));
  EXPECT_EQ(overview.all.size(), 34U);  // three boundaries of five in each
  EXPECT_EQ(overview.map.cards.size(), 34U);
  EXPECT_EQ(overview.map.cards[0].kind, "3 boundaries");
  EXPECT_EQ(overview.map.cards[0].title, "Boundary 0, Boundary 1, Boundary 2");
}

TEST(Overview, PartsNameWhatTheyTalkToWithoutItsThreats) {
  const Overview overview = make_overview(map_of(5, 10));
  const OverviewPart& second = overview.all[1];
  ASSERT_EQ(second.map.cards.size(), 12U);  // with the boundaries before and behind
  EXPECT_EQ(second.map.cards[10].title, "Boundary 0");
  EXPECT_TRUE(second.map.cards[10].threats.empty());
  EXPECT_EQ(second.parts[10], 0);
  EXPECT_EQ(second.parts[0], -1);
}

TEST(Overview, OfRandomMapsIsDrawnTruthfully) {
  test::InProcessEngine engine;
  for (uint32_t seed = 0; seed < 12; ++seed) {
    const MapView map = test::random_map(seed, 60);
    const Overview overview = make_overview(map);
    EXPECT_EQ(overview.parts.size(), overview.map.cards.size());
    const PositionedMap whole = arrange(overview.map, engine, {Detail::Badges, {}});
    EXPECT_EQ(test::fault_in_picture(overview.map, whole), "") << "seed " << seed;
    for (const OverviewPart& part : overview.all) {
      const PositionedMap placed = arrange(part.map, engine, {});
      EXPECT_EQ(test::fault_in_picture(part.map, placed), "") << "seed " << seed;
    }
  }
}

TEST(PartChoice, TakesAllPartsOfAMapThatHasFew) {
  const PartChoice choice = choose_parts(make_overview(map_of(5, 10)));
  EXPECT_EQ(choice.drawn, (std::vector<std::size_t>{0, 1, 2, 3, 4}));
  EXPECT_TRUE(choice.left_out.empty());
}

TEST(PartChoice, TakesThoseWithTheHighestRisk) {
  Overview overview = make_overview(map_of(20, 10));
  ASSERT_EQ(overview.all.size(), 20U);
  const auto give = [&](std::size_t part, std::vector<int> scores, Status status) {
    for (const int score : scores) {
      ThreatRow threat;
      threat.status = status;
      threat.risk = {level_of(score), score, level_of(score), score};
      overview.all[part].map.cards[0].threats.push_back(threat);
    }
  };
  give(19, {20}, Status::Applies);
  give(18, {12, 12}, Status::Applies);
  give(17, {12, 12, 12}, Status::Applies);
  give(16, {25}, Status::Countered);
  const PartChoice choice = choose_parts(overview);
  ASSERT_EQ(choice.drawn.size(), MostPartsInReport);
  EXPECT_EQ(choice.left_out.size(), 20 - MostPartsInReport);
  EXPECT_EQ(choice.drawn[0], 19U);
  EXPECT_EQ(choice.drawn[1], 17U);
  EXPECT_EQ(choice.drawn[2], 18U);
  EXPECT_EQ(choice.drawn[3], 0U);  // the others in their order
  EXPECT_EQ(choice.left_out.back(), 16U);
}

// A path from card 0 to card 1 and on to card 2.
Scenario path_in(MapView& map) {
  Scenario scenario;
  for (int i = 0; i < 2; ++i) {
    MapFlow flow;
    flow.id = "step" + std::to_string(i);
    flow.from = {End::What::Card, i};
    flow.to = {End::What::Card, i + 1};
    map.flows.push_back(flow);
    ScenarioStep step;
    step.flow = static_cast<int>(map.flows.size()) - 1;
    step.card = i + 1;
    scenario.steps.push_back(step);
  }
  return scenario;
}

TEST(ScenarioPicture, ShowsTheWholeOfASmallMap) {
  MapView map = map_of(2, 5);
  const Scenario scenario = path_in(map);
  const ScenarioPicture picture = make_scenario_picture(map, scenario);
  EXPECT_EQ(picture.map.cards.size(), 10U);
  EXPECT_EQ(picture.note, "");
}

TEST(ScenarioPicture, ShowsWhatIsRoundThePathInALargeMap) {
  MapView map = map_of(6, 10);
  const Scenario scenario = path_in(map);
  const ScenarioPicture picture = make_scenario_picture(map, scenario);
  EXPECT_LE(picture.map.cards.size(), 25U);
  EXPECT_EQ(picture.note, fmt::format("{} of 60 elements: those on the path and what they talk to",
                                      picture.map.cards.size()));
  for (std::size_t i = 0; i < 2; ++i) {
    const MapFlow& flow =
        picture.map.flows[static_cast<std::size_t>(picture.scenario.steps[i].flow)];
    EXPECT_EQ(flow.id, "step" + std::to_string(i));
    EXPECT_EQ(flow.to.index, picture.scenario.steps[i].card);
  }
}

TEST(ScenarioPicture, ShowsThePathAloneWhereItTalksToMuch) {
  MapView map = map_of(6, 10);
  for (int c = 3; c < 40; ++c) {
    MapFlow flow;
    flow.from = {End::What::Card, 1};
    flow.to = {End::What::Card, c};
    map.flows.push_back(flow);
  }
  const Scenario scenario = path_in(map);
  const ScenarioPicture picture = make_scenario_picture(map, scenario);
  EXPECT_EQ(picture.map.cards.size(), 3U);
  EXPECT_EQ(picture.note, "3 of 60 elements: those on the path");
}

}  // namespace
}  // namespace aixc::diagram
