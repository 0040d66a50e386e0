// Planning with the solver of the world, for the commands that show a plan.
#pragma once

#include <string>
#include <variant>

#include "compiler/cli/world.h"
#include "compiler/pipeline.h"
#include "compiler/plan/plan.h"
#include "compiler/render/plan.h"

namespace aixc::cli {

// Why there is none, and what to do about it.
struct NoPlan {
  std::string reason;
  std::string help;
};

// The best plan, with what else could be done where no control is enough. Refers to the
// compilation.
std::variant<render::PlanInput, NoPlan> make_plan(Compilation& compilation,
                                                  const plan::PlanOptions& planning, World& world);

}  // namespace aixc::cli
