// `aixc plan FILE`: the cheapest controls that bring every risk within a target.
#include "compiler/render/plan.h"

#include <charconv>
#include <cmath>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/planning.h"
#include "compiler/cli/session.h"

namespace aixc::cli {
namespace {

// A number of the unit of costs; nothing if it is none.
std::optional<double> number_of(const std::string& text) {
  double value = 0;
  const auto end = std::from_chars(text.data(), text.data() + text.size(), value);
  const bool whole = end.ec == std::errc() && end.ptr == text.data() + text.size();
  return whole && std::isfinite(value) && value >= 0 ? std::optional(value) : std::nullopt;
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
  Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  Compilation& compilation = outcome.compilation;
  const auto made = make_plan(compilation, planning, world);
  if (const auto* none = std::get_if<NoPlan>(&made)) {
    return refuse(world, none->reason, none->help);
  }
  const auto* input = std::get_if<render::PlanInput>(&made);
  if (options.json) {
    world.out << render::to_string(render::plan_json(*input));
  } else if (options.markdown) {
    world.out << render::plan_markdown(*input);
  } else {
    world.out << render::plan_text(*input, render::Paint(colors_output(options, world)));
  }
  return input->plan.is_reached() ? Clean : Found;
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
          "that no control brings within the target is brought as near as they can, and told with "
          "what else could be done. With `--budget` the plan is the one that leaves least risk "
          "above the target for that money.\n\n"
          "Costs are the library's classes, counted by `control_cost` of the system (low 1, medium "
          "3, high 9 unless it says otherwise), or `cost` of an `implement`. A risk that is a "
          "range is planned for at its upper end.\n\n"
          "The plan is proved to be the best by the mixed-integer solver CBC (Debian: `apt install "
          "coinor-cbc`), which nothing but a plan starts. Exit code 1 if something stays above the "
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
