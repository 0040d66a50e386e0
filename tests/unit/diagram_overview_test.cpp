// A large map as an overview and parts: nothing is lost, and what is counted is what is there.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/overview.h"
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

}  // namespace
}  // namespace aixc::diagram
