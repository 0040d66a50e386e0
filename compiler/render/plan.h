// A plan for people and for scripts.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/plan/plan.h"
#include "compiler/render/json_parts.h"
#include "compiler/render/paint.h"

namespace aixc::render {

// What else could be done about a finding that no control brings under the target.
struct WayOut {
  std::string change;  // "`approval: hard` on vpc.triage"
  std::string result;  // "it does not apply"
};

struct PlanInput {
  const model::Model& model;
  const rules::Assessment& assessment;
  plan::Plan plan;
  // By finding: changes of the drawing that were tried and help, the best first.
  std::map<rules::FindingId, std::vector<WayOut>> ways_out;
};

std::string plan_text(const PlanInput& input, const Paint& paint);
std::string plan_markdown(const PlanInput& input);
Json plan_json(const PlanInput& input);

}  // namespace aixc::render
