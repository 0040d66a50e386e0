#include "tests/support/random_map.h"

#include <array>

#include <fmt/format.h>

namespace aixc::test {
namespace {

using namespace aixc::diagram;

// A generator of our own: the standard distributions differ between libraries.
class Random {
 public:
  explicit Random(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}

  int below(int limit) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((state_ >> 33) % static_cast<std::uint64_t>(limit));
  }
  bool chance(int percent) { return below(100) < percent; }
  int between(int low, int high) { return low + below(high - low + 1); }

 private:
  std::uint64_t state_;
};

constexpr std::array Titles{
    "Web shop",
    "Order service",
    "Customer",
    "Vector index",
    "Fraud model",
    "Feature store for the risk department",
    "LLM",
    "Planner",
    "Überweisungsprüfung",
    "検索サービス",
    "مخزن البيانات",
    "Notebook 🧪 of the data team",
    "a_very_long_name_without_any_space_that_must_be_broken_inside_of_the_word",
    "x",
    "Payments & <refunds> \"API\""};
constexpr std::array Labels{"question",
                            "passages",
                            "prompt, completion",
                            "order, customer, address",
                            "weights",
                            "训练数据",
                            "a long description of what is sent here and why "
                            "it matters to everybody who reads this",
                            "ok"};
constexpr std::array Kinds{"actor", "app",   "store",    "corpus",   "model",
                           "llm",   "agent", "training", "registry", "feed"};
constexpr std::array Threats{"Direct prompt injection", "Data poisoning",
                             "Output contains conventional injection", "Evasion"};

template <typename T, std::size_t N>
const T& pick(Random& random, const std::array<T, N>& from) {
  return from[static_cast<std::size_t>(random.below(static_cast<int>(N)))];
}

void add_boundaries(Random& random, MapView& map) {
  const int count = random.below(6);
  for (int b = 0; b < count; ++b) {
    Boundary boundary;
    boundary.id = fmt::format("b{}", b);
    boundary.title = pick(random, Titles);
    boundary.note = random.chance(50) ? "our party: Acme" : "";
    boundary.ours = random.chance(70);
    boundary.trust = random.chance(80);
    boundary.parent = b > 0 && random.chance(55) ? random.below(b) : -1;
    map.boundaries.push_back(boundary);
  }
}

ThreatRow random_threat(Random& random, int number) {
  ThreatRow row;
  row.number = number;
  row.name = pick(random, Threats);
  row.surface = static_cast<Surface>(random.below(3));
  row.impact = std::string(1, "TBPAIEC"[random.below(7)]);
  const int score = random.between(1, 25);
  row.risk = {level_of(score), score, level_of(score), score};
  row.status = random.chance(70) ? Status::Applies : static_cast<Status>(random.below(6));
  const int controls = random.below(4);
  for (int c = 0; c < controls; ++c) {
    row.controls.push_back({static_cast<ControlState>(random.below(3)), pick(random, Threats)});
  }
  return row;
}

void add_cards(Random& random, MapView& map, int count) {
  int number = 1;
  for (int c = 0; c < count; ++c) {
    Card card;
    card.id = fmt::format("c{}", c);
    card.title = pick(random, Titles);
    card.kind = pick(random, Kinds);
    const Look look = look_of_kind(card.kind);
    card.palette = look.palette;
    card.icon = look.icon;
    card.lane =
        card.kind == "training" || card.kind == "registry" ? Lane::Development : Lane::Runtime;
    if (!map.boundaries.empty() && random.chance(80)) {
      card.boundary = random.below(static_cast<int>(map.boundaries.size()));
    }
    const int tags = random.below(4);
    for (int t = 0; t < tags; ++t) {
      card.tags.emplace_back(pick(random, Labels));
    }
    const int threats = random.chance(50) ? random.below(4) : 0;
    for (int t = 0; t < threats; ++t) {
      card.threats.push_back(random_threat(random, number++));
    }
    map.cards.push_back(card);
  }
}

End random_end(Random& random, const MapView& map) {
  if (!map.boundaries.empty() && random.chance(5)) {
    return {End::What::Boundary, random.below(static_cast<int>(map.boundaries.size()))};
  }
  return {End::What::Card, random.below(static_cast<int>(map.cards.size()))};
}

// Mostly between neighbours in declaration order, as in real systems.
void add_flows(Random& random, MapView& map, int count) {
  const int cards = static_cast<int>(map.cards.size());
  for (int f = 0; f < count; ++f) {
    MapFlow flow;
    flow.id = fmt::format("f{}", f);
    flow.from = random_end(random, map);
    flow.to = random_end(random, map);
    if (random.chance(70) && flow.from.what == End::What::Card) {
      flow.to = {End::What::Card, std::min(cards - 1, flow.from.index + random.between(1, 3))};
    }
    flow.both_ways = random.chance(10);
    if (random.chance(85)) {
      flow.label = pick(random, Labels);
    }
    if (random.chance(40)) {
      flow.note = "confidential (derived)";
    }
    flow.sensitivity = static_cast<Sensitivity>(random.below(3));
    flow.untrusted = random.chance(20);
    flow.description = "from here to there: " + flow.label;
    map.flows.push_back(flow);
  }
}

}  // namespace

MapView random_map(std::uint32_t seed, int most_cards) {
  Random random(seed);
  MapView map;
  add_boundaries(random, map);
  const int cards = random.between(1, most_cards);
  add_cards(random, map, cards);
  add_flows(random, map, random.below(2 * cards + 1));
  return map;
}

}  // namespace aixc::test
