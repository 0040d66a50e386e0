// Puts the findings in the order in which people should read them, numbers and counts them.
#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

// What asks for action first: applying by residual risk, then open, then treated, then dismissed.
int section(Status status) {
  switch (status) {
    case Status::Applies:
      return 0;
    case Status::Open:
      return 1;
    case Status::Countered:
    case Status::Accepted:
    case Status::Transferred:
    case Status::Avoided:
      return 2;
    case Status::NotApplicable:
      return 3;
  }
  return 3;
}

auto reading_order(const Finding& finding) {
  return std::tuple(section(finding.status), finding.conventional, -finding.risk.residual.high,
                    -finding.risk.residual.low, -finding.risk.score.high, finding.element,
                    finding.threat);
}

void count(const Finding& finding, Counts& counts) {
  switch (finding.status) {
    case Status::Applies:
      ++counts.applies;
      switch (band_of(finding.risk.residual.high)) {
        case Band::Low:
          ++counts.low;
          break;
        case Band::Medium:
          ++counts.medium;
          break;
        case Band::High:
          ++counts.high;
          break;
        case Band::Critical:
          ++counts.critical;
          break;
      }
      break;
    case Status::Open:
      ++counts.open;
      break;
    case Status::Countered:
      ++counts.countered;
      break;
    case Status::Accepted:
      ++counts.accepted;
      break;
    case Status::Transferred:
      ++counts.transferred;
      break;
    case Status::Avoided:
      ++counts.avoided;
      break;
    case Status::NotApplicable:
      break;
  }
}

// Puts each finding in its new place, one after the other: a second list of them all would be the
// most that a large system takes.
void rearrange(Store<FindingId, Finding>& findings, std::vector<FindingId> places) {
  for (size_t i = 0; i < places.size(); ++i) {
    for (FindingId& place = places[i]; place != FindingId(i);) {
      std::swap(findings[FindingId(i)], findings[place]);
      std::swap(place, places[place.value]);
    }
  }
}

}  // namespace

void number(Run& run) {
  auto& findings = run.result.findings;
  std::vector<std::pair<decltype(reading_order(findings[FindingId()])), size_t>> order;
  order.reserve(findings.size());
  for (size_t i = 0; i < findings.size(); ++i) {
    order.emplace_back(reading_order(findings[FindingId(i)]), i);
  }
  std::ranges::sort(order);
  std::vector<FindingId> renamed(order.size());
  for (size_t i = 0; i < order.size(); ++i) {
    renamed[order[i].second] = FindingId(i);
  }
  rearrange(findings, renamed);
  int next = 1;
  for (Finding& finding : findings) {
    if (finding.status != Status::NotApplicable && !finding.conventional) {
      finding.number = next++;
    }
    if (!finding.conventional) {
      count(finding, run.result.counts);
    }
  }
  const auto rename = [&](std::vector<FindingId>& ids) {
    for (FindingId& id : ids) {
      id = renamed[id.value];
    }
    std::ranges::sort(ids);
  };
  for (LedgerRow& row : run.result.ledger) {
    rename(row.findings);
  }
  for (Question& question : run.result.questions) {
    rename(question.settles);
  }
}

}  // namespace aixc::rules::passes
