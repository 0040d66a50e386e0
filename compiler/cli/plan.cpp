// `aixc plan FILE`: the cheapest controls that bring every risk within a target.
#include "compiler/plan/plan.h"

#include <charconv>
#include <cmath>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/remedies.h"
#include "compiler/cli/session.h"
#include "compiler/render/plan.h"

namespace aixc::cli {
namespace {

constexpr size_t MostWaysOut = 4;  // for one finding

// A number of the unit of costs; nothing if it is none.
std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end.ec == std::errc() && end.ptr == text.data() + text.size();
  return whole && std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
}

render::PlanInput plan_input(Compilation& compilation, const plan::Plan& plan,
                             const rules::AssessOptions& assessing) {
  render::PlanInput input{compilation.model, *compilation.assessment, plan, {}};
  for (const plan::Goal& goal : plan.goals) {
    if (!plan.is_out_of_reach(goal)) {
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
  return input;
}

ExitCode refuse_without_solver(World& world) {
  return refuse(world, "a plan needs the solver CBC, and there is no program `cbc`",
                "on Debian and Ubuntu `apt install coinor-cbc`, elsewhere see "
                "https://github.com/coin-or/Cbc; nothing but `aixc plan` needs it");
}

int run_plan(const Options& options, World& world) {
  if (options.json && options.markdown) {
    return refuse(world, "`--json` and `--markdown` are two formats of one plan", "give one");
  }
  const auto assessing = assess_options(options, world);
  if (!assessing) {
    return Refused;
  }
  plan::PlanOptions planning{band_named(options.target), std::nullopt, options.open, *assessing};
  if (!options.budget.empty()) {
    planning.budget = number_of(options.budget);
    if (!planning.budget) {
      return refuse(world, fmt::format("`{}` is no amount", options.budget),
                    "write `--budget 12` or `--budget 2.5`, in the unit of the costs");
    }
  }
  if (world.solver == nullptr) {
    return refuse_without_solver(world);
  }
  Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  Compilation& compilation = outcome.compilation;
  const plan::Plan plan =
      plan::make_plan(compilation.model, *compilation.assessment, planning, *world.solver);
  if (plan.end == plan::PlanEnd::SolverMissing) {
    return refuse_without_solver(world);
  }
  if (plan.end == plan::PlanEnd::SolverFailed) {
    return refuse(world, fmt::format("no plan could be made: {}", plan.message));
  }
  const render::PlanInput input = plan_input(compilation, plan, *assessing);
  if (options.json) {
    world.out << render::to_string(render::plan_json(input));
  } else if (options.markdown) {
    world.out << render::plan_markdown(input);
  } else {
    world.out << render::plan_text(input, render::Paint(colors_output(options, world)));
  }
  return plan.is_reached() ? Clean : Found;
}

}  // namespace

Command plan_command() {
  return {
      .name = "plan",
      .arguments = "FILE",
      .summary = "the cheapest controls that bring every risk within a target",
      .description =
          "Chooses, of all controls that help and all places where they could stand, the cheapest "
          "ones that leave no applying threat above `--target` (unless given, the system's "
          "`appetite`), and orders them by the risk that each takes away for its cost. A threat "
          "that "
          "no control brings within the target is brought as near as they can, and told with what "
          "else could be done. With `--budget` the plan is the one that leaves least risk above "
          "the "
          "target for that money.\n\n"
          "Costs are the library's classes, counted by `control_cost` of the system (low 1, medium "
          "3, high 9 unless it says otherwise), or `cost` of an `implement`. A risk that is a "
          "range "
          "is planned for at its upper end.\n\n"
          "The plan is proved to be the best by the mixed-integer solver CBC (Debian: `apt install "
          "coinor-cbc`), which only this command starts. Exit code 1 if something stays above the "
          "target.",
      .options = with_reading({&option::Target, &option::Budget, &option::Open, &option::Strict,
                               &option::Json, &option::Markdown}),
      .examples = {{"aixc plan model.aisys", "what to do to stay within the appetite"},
                   {"aixc plan model.aisys --target low --budget 10", "the most for that money"},
                   {"aixc plan model.aisys --markdown", "for a ticket or a page"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_plan,
  };
}

}  // namespace aixc::cli
