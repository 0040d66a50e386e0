// What to do first, read off an assessment.
#pragma once

#include <vector>

#include "rules/assessment.h"

namespace aixc::rules {

// A control that is not in place, and the findings that it would lower.
struct ControlToDo {
  ControlId control;
  ControlState state = ControlState::Missing;  // the farthest that it is anywhere
  std::vector<FindingId> findings;             // that apply, worst first
  double gain = 0;                             // score that it would take away, added up
};

// The controls that are missing, considered or planned for findings that apply, those that would
// take away most first. General controls are left out: they help everywhere, and so decide nothing.
std::vector<ControlToDo> controls_to_do(const Assessment& assessment);

}  // namespace aixc::rules
