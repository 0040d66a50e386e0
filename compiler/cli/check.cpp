// `aixc check FILE…`: the gate for CI.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/gate.h"
#include "compiler/cli/session.h"
#include "compiler/diagnostics/emit.h"
#include "compiler/render/json_parts.h"
#include "compiler/render/text.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;

// What the check of one entry came to.
struct Checked {
  std::string entry;
  Outcome outcome;
  std::optional<GateResult> gate;  // none for a library, and with errors
};

class Check {
 public:
  Check(const Options& options, World& world)
      : options_(options),
        world_(world),
        level_(band_named(options.fail_on).value_or(rules::Band::High)) {}

  int run() {
    const auto entries = entries_of(options_, world_);
    if (!entries) {
      return Refused;
    }
    int code = Clean;
    Json reports = Json::array();
    for (const std::string& entry : *entries) {
      const Checked checked = check(entry);
      code = std::max(code, code_of(checked));
      if (options_.format == "json") {
        reports.push_back(json(checked));
      } else if (options_.format == "gcc") {
        print_gcc(checked);
      } else {
        print_text(checked);
      }
    }
    if (options_.format == "json") {
      world_.out << render::to_string(
          {{"fail_on", rules::word(level_)}, {"passed", code == Clean}, {"files", reports}});
    }
    return code;
  }

 private:
  Checked check(const std::string& entry) {
    const auto explain = options_.format == "json" ? rules::Explain::All : rules::Explain::Told;
    Checked result{entry, compile_quietly(entry, options_, world_, explain), std::nullopt};
    const auto& assessment = result.outcome.compilation.assessment;
    if (assessment && result.outcome.code == Clean) {
      result.gate = gate(*assessment, level_, options_.strict);
    }
    return result;
  }

  int code_of(const Checked& checked) const {
    if (checked.outcome.code == Refused) {
      return Refused;
    }
    const bool found =
        checked.outcome.code == Found || (checked.gate.has_value() && checked.gate->failed());
    return found && !options_.exit_zero ? Found : Clean;
  }

  void print_text(const Checked& checked) {
    const Compilation& compilation = checked.outcome.compilation;
    print_diagnostics(compilation, options_, world_);
    if (checked.outcome.code != Clean) {
      return;
    }
    if (!checked.gate) {
      world_.out << fmt::format("{}: a library, without errors\n", checked.entry);
      return;
    }
    render::RenderInput input = render_input(compilation, options_, world_);
    input.options.color = colors_output(options_, world_);
    const render::Paint paint(input.options.color);
    const std::string line = gate_line(*checked.gate, level_);
    world_.out << render::render_text(input).bytes << "\n"
               << (checked.gate->failed() ? paint.bad(line) : paint.good(line)) << "\n";
  }

  // One line for each thing to look at, as gcc writes them, so that editors and CI jump to them.
  void print_gcc(const Checked& checked) {
    const Compilation& compilation = checked.outcome.compilation;
    world_.out << diagnostics::to_gcc(compilation.sink.sorted(), compilation.program.sources);
    if (!checked.gate) {
      return;
    }
    const rules::Assessment& assessment = *compilation.assessment;
    for (size_t i = 0; i < assessment.findings.size(); ++i) {
      const rules::FindingId id(i);
      if (assessment.findings[id].status == rules::Status::Applies) {
        print_gcc(compilation, id, std::ranges::count(checked.gate->findings, id) > 0);
      }
    }
    for (const rules::Violation& violation : assessment.violations) {
      world_.out << fmt::format(
          "{}: {}: {} [{}]\n", compilation.program.sources.describe(violation.place),
          violation.error ? "error" : "warning", violation.message,
          compilation.model.text(compilation.model.policies[violation.policy].name));
    }
  }

  void print_gcc(const Compilation& compilation, rules::FindingId id, bool gates) {
    const model::Model& model = compilation.model;
    const rules::Finding& finding = compilation.assessment->findings[id];
    const std::string because = finding.raised.empty() ? "" : ": " + finding.raised.front().because;
    world_.out << fmt::format(
        "{}: {}: {} on {}, {}{} [{}]\n",
        compilation.program.sources.describe(model.entities[finding.element].name_span),
        gates ? "error" : "warning", rules::lower_first(model.title(finding.threat)),
        rules::path_of(model, finding.element), rules::level_text(finding.risk.residual), because,
        model.name_of(model.threats[finding.threat].entity));
  }

  Json json(const Checked& checked) const {
    const Compilation& compilation = checked.outcome.compilation;
    const auto& sources = compilation.program.sources;
    Json file = {
        {"file", checked.entry},
        {"readable", checked.outcome.code != Refused},
        {"diagnostics", Json::parse(diagnostics::to_json(compilation.sink.sorted(), sources))}};
    file["gate"] = file["report"] = nullptr;
    if (checked.gate) {
      Json failing = Json::array();
      for (const rules::FindingId id : checked.gate->findings) {
        failing.push_back(compilation.assessment->findings[id].id);
      }
      file["gate"] = {{"passed", !checked.gate->failed()},
                      {"findings", failing},
                      {"violations", checked.gate->violations},
                      {"open", checked.gate->open}};
      file["report"] = render::json_report(compilation.model, *compilation.assessment, sources);
    }
    return file;
  }

  const Options& options_;
  World& world_;
  rules::Band level_;
};

int run_check(const Options& options, World& world) {
  return Check(options, world).run();
}

}  // namespace

Command check_command() {
  return {
      .name = "check",
      .arguments = "FILE…",
      .summary = "gate: exit 1 when a threat is too high, or a model has errors",
      .description =
          "Reports the findings of each model, worst first, and fails for threats whose remaining "
          "level is at or above `--fail-on` (`high` unless given), for broken policies and for "
          "errors "
          "in a model. A range counts by its upper end. Open threats are told; they fail the gate "
          "only with `--strict`. A folder stands for all `.aisys` files below it.",
      .options =
          with_reading({&option::FailOn, &option::Strict, &option::ExitZero, &option::CheckFormat}),
      .examples = {{"aixc check model.aisys", "the gate with its usual level"},
                   {"aixc check models/ --fail-on critical", "all models of a folder"},
                   {"aixc check models/ --format gcc", "one line each, for editors and CI logs"},
                   {"aixc check model.aisys --exit-zero", "report only; 2 still means a failure"}},
      .least_words = 1,
      .run = run_check,
  };
}

}  // namespace aixc::cli
