// `aixc testplan FILE`: how to test what was found.
#include <ostream>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/render/test_plan.h"

namespace aixc::cli {
namespace {

int run_testplan(const Options& options, World& world) {
  if (options.json && options.markdown) {
    return refuse(world, "`--json` and `--markdown` exclude each other");
  }
  const Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  const Compilation& compilation = outcome.compilation;
  const rules::TestPlan plan = rules::test_plan(compilation.model, *compilation.assessment);
  const render::TestPlanText text(compilation.model, *compilation.assessment, plan);
  if (options.json) {
    world.out << render::to_string(text.json());
  } else {
    world.out << (options.markdown ? text.markdown()
                                   : text.text(render::Paint(colors_output(options, world))));
  }
  return Clean;
}

}  // namespace

Command testplan_command() {
  return {
      .name = "testplan",
      .arguments = "FILE",
      .summary = "what to test for each finding, with which published tools",
      .description =
          "For each finding, worst first: what a test has to show, the published tools that the "
          "AI Exchange lists for the threat (those made for the other family of AI apart), and the "
          "guide to follow. Where no tool is listed, it says so. As Markdown each finding is a "
          "box to tick.",
      .options = with_reading({&option::Json, &option::Markdown}),
      .examples = {{"aixc testplan model.aisys", "to read"},
                   {"aixc testplan model.aisys --markdown > tests.md", "for an issue or a wiki"},
                   {"aixc testplan model.aisys --json", "for scripts"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_testplan,
  };
}

}  // namespace aixc::cli
