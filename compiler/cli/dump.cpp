// `aixc dump --stage=… FILE`: what a stage of the compiler gives to the next.
#include "compiler/ast/dump.h"

#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/model/dump.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

// One line for each finding, for golden files: names instead of numbers, nothing that shakes.
std::string dump_findings(const model::Model& model, const rules::Assessment& assessment) {
  std::string text;
  for (const rules::Finding& finding : assessment.findings) {
    const auto& verdicts =
        finding.status == rules::Status::NotApplicable ? finding.dismissed : finding.raised;
    text += fmt::format("{} {} {}", rules::id_of(rules::word(finding.status)),
                        model.name_of(model.threats[finding.threat].entity),
                        rules::path_of(model, finding.element));
    for (const model::ThreatId variant : finding.variants) {
      text += fmt::format(" +{}", model.name_of(model.threats[variant].entity));
    }
    const std::string level = rules::level_text(finding.risk.residual);
    text += level.empty() ? "\n" : fmt::format(" [{}]\n", level);
    if (!verdicts.empty()) {
      text += fmt::format("  {}: {}\n", model.text(model.rules[verdicts.front().rule].name),
                          verdicts.front().because);
    }
    for (const rules::Dependency& about : finding.depends_on) {
      text += fmt::format("  ? {}\n", rules::attribute_path(model, about.entity, about.attribute));
    }
  }
  for (const rules::Scenario& scenario : assessment.scenarios) {
    text += fmt::format("scenario {} {} {}\n", model.name_of(model.threats[scenario.threat].entity),
                        rules::path_of(model, scenario.element),
                        scenario.truth == rules::Truth::True ? "applies" : "open");
  }
  return text;
}

int run_dump(const Options& options, World& world) {
  if (options.stage.empty()) {
    return refuse(world, "`dump` needs a stage",
                  "`--stage=ast`, `--stage=model`, `--stage=library` or `--stage=findings`");
  }
  const std::string& entry = options.words.front();
  const Outcome outcome = compile_entry(entry, options, world);
  // Trees and models exist whatever is wrong with the text.
  const Compilation& compilation = outcome.compilation;
  if (outcome.code == Refused || (options.stage == "findings" && outcome.code != Clean)) {
    return outcome.code;
  }
  if (options.stage == "ast") {
    for (const ast::File& file : compilation.program.files) {
      if (file.id == compilation.program.entry) {
        world.out << ast::dump(file);
      }
    }
  } else if (options.stage == "model") {
    world.out << model::dump_system(compilation.model);
  } else if (options.stage == "library") {
    world.out << model::dump_library(compilation.model);
  } else if (compilation.assessment) {  // a library has no findings
    world.out << dump_findings(compilation.model, *compilation.assessment);
  }
  return outcome.code;
}

}  // namespace

Command dump_command() {
  return {
      .name = "dump",
      .arguments = "--stage=STAGE FILE",
      .summary = "what a stage of the compiler made: ast, model, library or findings",
      .description =
          "For those who work on aixc or on rules: prints the tree of the file, the system or the "
          "library with every name resolved, or the findings, one line each. Made to be compared "
          "by tests.",
      .options = with_reading({&option::Stage}),
      .examples = {{"aixc dump --stage=findings model.aisys", "threat, element, rule, reason"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_dump,
  };
}

}  // namespace aixc::cli
