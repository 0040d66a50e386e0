#include "rules/to_do.h"

#include <algorithm>

namespace aixc::rules {
namespace {

// What the control would take from the score above its lowest value.
double gain_of(const Finding& finding, const FindingControl& control) {
  return control.strength * control.weight * std::max(finding.risk.residual.high - 1, 0);
}

}  // namespace

std::vector<ControlToDo> controls_to_do(const Assessment& assessment) {
  std::vector<ControlToDo> list;
  for (size_t i = 0; i < assessment.findings.size(); ++i) {
    const FindingId id(i);
    const Finding& finding = assessment.findings[id];
    if (finding.status != Status::Applies || finding.conventional) {
      continue;
    }
    for (const FindingControl& control : finding.controls) {
      if (control.state == ControlState::InPlace || control.relation == ControlRelation::General) {
        continue;
      }
      auto row = std::ranges::find(list, control.control, &ControlToDo::control);
      if (row == list.end()) {
        row = list.insert(list.end(), {control.control, control.state, {}, 0});
      }
      row->state = std::min(row->state, control.state);
      if (row->findings.empty() || row->findings.back() != id) {
        row->findings.push_back(id);
        row->gain += gain_of(finding, control);
      }
    }
  }
  std::ranges::stable_sort(list, std::ranges::greater{}, &ControlToDo::gain);
  return list;
}

}  // namespace aixc::rules
