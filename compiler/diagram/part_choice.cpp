#include "compiler/diagram/part_choice.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace aixc::diagram {
namespace {

// The worst risk in a part, then all of it.
std::pair<int, int> risk_in(const OverviewPart& part) {
  std::pair<int, int> risk{0, 0};
  for (const Card& card : part.map.cards) {
    for (const ThreatRow& threat : card.threats) {
      if (!is_calm(threat.status)) {
        risk.first = std::max(risk.first, threat.risk.upper_score);
        risk.second += threat.risk.upper_score;
      }
    }
  }
  return risk;
}

}  // namespace

PartChoice choose_parts(const Overview& overview) {
  PartChoice choice;
  choice.drawn.resize(overview.all.size());
  std::iota(choice.drawn.begin(), choice.drawn.end(), 0U);
  if (choice.drawn.size() <= MostPartsInReport) {
    return choice;
  }
  std::ranges::stable_sort(choice.drawn, std::ranges::greater(),
                           [&](std::size_t part) { return risk_in(overview.all[part]); });
  const auto rest = choice.drawn.begin() + static_cast<long>(MostPartsInReport);
  choice.left_out.assign(rest, choice.drawn.end());
  choice.drawn.erase(rest, choice.drawn.end());
  return choice;
}

}  // namespace aixc::diagram
