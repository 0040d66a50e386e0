// Ways around what stands in the picture.
#include <gtest/gtest.h>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/route_search.h"

namespace aixc::diagram {
namespace {

Port downwards(double x, double y) {
  return {{x, y}, {x, y + 14}, 0};
}

Port from_above(double x, double y) {
  return {{x, y}, {x, y - 14}, 0};
}

Terrain page() {
  Terrain terrain;
  terrain.within = {0, 0, 400, 400};
  return terrain;
}

std::vector<Point> way(const Terrain& terrain) {
  return find_route(terrain, {downwards(200, 50)}, {from_above(200, 350)}).points;
}

TEST(Route, IsStraightWhereNothingIsInTheWay) {
  EXPECT_EQ(way(page()), (std::vector<Point>{{200, 50}, {200, 350}}));
}

TEST(Route, GoesAroundWhatIsInTheWayOnTheShorterSide) {
  Terrain terrain = page();
  terrain.blocked = {{100, 150, 120, 50}};
  const auto points = way(terrain);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_GT(points[2].x, 220);
  for (const Bezier& piece : rounded(points, 24)) {
    EXPECT_FALSE(passes(piece, terrain.blocked[0].grown(-12)));  // corners are cut
  }
}

TEST(Route, DoesNotLeaveItsArea) {
  Terrain terrain = page();
  terrain.blocked = {{100, 150, 120, 50}};
  terrain.within = {50, 0, 165, 400};
  const auto points = way(terrain);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_LT(points[2].x, 100);
  terrain.within = {110, 0, 100, 400};
  EXPECT_TRUE(way(terrain).empty());
}

TEST(Route, KeepsAwayFromALineThatIsThere) {
  Terrain terrain = page();
  terrain.blocked = {{100, 150, 120, 50}};
  terrain.lines = {straight({221, 120}, {221, 260})};
  const auto points = way(terrain);
  ASSERT_EQ(points.size(), 6U);
  EXPECT_GT(std::abs(points[2].x - 221), 9);
}

TEST(Route, CrossesABoundaryAtItsTopAndOnlyOnce) {
  Terrain terrain = page();
  terrain.fences = {{150, 200, 100, 190}};
  terrain.blocked = {{180, 180, 60, 10}};
  const auto points = way(terrain);
  ASSERT_FALSE(points.empty());
  int crossings = 0;
  for (std::size_t i = 1; i < points.size(); ++i) {
    const bool in = terrain.fences[0].contains(points[i]);
    if (in != terrain.fences[0].contains(points[i - 1])) {
      ++crossings;
      EXPECT_EQ(points[i].x, points[i - 1].x);
    }
  }
  EXPECT_EQ(crossings, 1);
}

TEST(Route, TakesTheCheapestOfSeveralPorts) {
  const std::vector<Port> from{downwards(200, 50), {{260, 40}, {274, 40}, 60}};
  const std::vector<Port> to{from_above(300, 350), {{280, 380}, {266, 380}, 500}};
  const Route found = find_route(page(), from, to);
  EXPECT_EQ(found.from, 1U);
  EXPECT_EQ(found.to, 0U);
  EXPECT_EQ(found.points.back(), (Point{300, 350}));
}

TEST(Route, HasRoundCornersThatJoin) {
  const Curve line = rounded({{0, 0}, {0, 100}, {30, 100}, {30, 200}}, 24);
  EXPECT_EQ(line.front()[0], (Point{0, 0}));
  EXPECT_EQ(line.back()[3], (Point{30, 200}));
  for (std::size_t i = 1; i < line.size(); ++i) {
    EXPECT_NEAR(line[i][0].x, line[i - 1][3].x, 0.51);
    EXPECT_NEAR(line[i][0].y, line[i - 1][3].y, 0.51);
  }
  EXPECT_EQ(line[1][3], (Point{15, 100}));  // half of the short piece belongs to each corner
}

}  // namespace
}  // namespace aixc::diagram
