#include "compiler/cli/planning.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/cli/remedies.h"

namespace aixc::cli {
namespace {

constexpr size_t MostWaysOut = 4;  // for one finding

void add_ways_out(Compilation& compilation, const rules::AssessOptions& assessing,
                  render::PlanInput& input) {
  for (const plan::Goal& goal : input.plan.goals) {
    if (!input.plan.is_out_of_reach(goal)) {
      continue;
    }
    const auto remedies =
        values_that_help(compilation.model, *compilation.assessment,
                         compilation.assessment->findings[goal.finding], assessing);
    std::vector<render::WayOut>& ways = input.ways_out[goal.finding];
    for (size_t i = 0; i < std::min(remedies.size(), MostWaysOut); ++i) {
      ways.push_back({remedies[i].change, remedies[i].result});
    }
  }
}

}  // namespace

std::variant<render::PlanInput, NoPlan> make_plan(Compilation& compilation,
                                                  const plan::PlanOptions& planning, World& world) {
  plan::Plan plan;
  plan.end = plan::PlanEnd::SolverMissing;
  if (world.solver != nullptr) {
    plan = plan::make_plan(compilation.model, *compilation.assessment, planning, *world.solver);
  }
  switch (plan.end) {
    case plan::PlanEnd::SolverMissing:
      return NoPlan{"a plan needs the solver CBC, and there is no program `cbc`",
                    "on Debian and Ubuntu `apt install coinor-cbc`, elsewhere see "
                    "https://github.com/coin-or/Cbc; nothing but a plan needs it"};
    case plan::PlanEnd::SolverFailed:
      return NoPlan{fmt::format("no plan could be made: {}", plan.message), ""};
    case plan::PlanEnd::Made:
      break;
  }
  render::PlanInput input{compilation.model, *compilation.assessment, std::move(plan), {}};
  add_ways_out(compilation, planning.assess, input);
  return input;
}

}  // namespace aixc::cli
