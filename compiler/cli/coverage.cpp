// `aixc coverage STANDARD FILE`: a system against other people's lists.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/cli/standards.h"
#include "compiler/render/paint.h"
#include "rules/standards.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;

std::string painted(rules::Touch touch, std::string_view text, const render::Paint& paint) {
  switch (touch) {
    case rules::Touch::Found:
      return paint.bad(text);
    case rules::Touch::Open:
      return paint.note(text);
    case rules::Touch::NotApplicable:
    case rules::Touch::Controls:
    case rules::Touch::RiskFactor:
    case rules::Touch::Unmapped:
      return paint.muted(text);
  }
  return std::string(text);
}

class Report {
 public:
  Report(const Compilation& compilation, const rules::Standard& standard)
      : model_(compilation.model),
        assessment_(*compilation.assessment),
        standard_(standard),
        rows_(rules::coverage(model_, assessment_, standard)) {}

  void print(const render::Paint& paint, std::ostream& out) const {
    out << paint.bold(standard_.title) << "\n\n";
    for (size_t i = 0; i < rows_.size(); ++i) {
      print(standard_.entries[i], rows_[i], paint, out);
    }
    out << "\n" << summary() << "\n";
  }

  Json json() const {
    Json entries = Json::array();
    for (size_t i = 0; i < rows_.size(); ++i) {
      Json entry = standard_entry_json(model_, standard_.entries[i]);
      entry["coverage"] = rules::id_of(rules::word(rows_[i].touch));
      add_rows(rows_[i], entry);
      entries.push_back(entry);
    }
    return {{"standard", model_.name_of(standard_.taxonomy)},
            {"title", standard_.title},
            {"entries", entries}};
  }

 private:
  std::string place(const rules::Finding& finding) const {
    const std::string at =
        finding.element == model_.system ? "" : " on " + rules::path_of(model_, finding.element);
    return fmt::format("{}{} ({})", rules::lower_first(model_.title(finding.threat)), at,
                       rules::word(finding.status));
  }

  std::string controls(const std::vector<model::ControlId>& ids) const {
    std::string text;
    for (const model::ControlId id : ids) {
      text += (text.empty() ? "" : ", ") + std::string(model_.name_of(model_.controls[id].entity));
    }
    return text;
  }

  void print(const rules::StandardEntry& entry, const rules::CoverageRow& row,
             const render::Paint& paint, std::ostream& out) const {
    constexpr size_t StatusWidth = 16;
    const std::string status =
        painted(row.touch, render::padded(rules::word(row.touch), StatusWidth), paint);
    const std::string title =
        entry.name.empty() ? entry.id : fmt::format("{} {}", entry.id, entry.name);
    out << render::paragraph(status, title, StatusWidth);
    const auto line = [&](const std::string& text) {
      const std::string indent(StatusWidth + 2, ' ');
      out << render::paragraph(indent, text, indent.size());
    };
    for (const rules::FindingId id : row.findings) {
      line(place(assessment_.findings[id]));
    }
    for (const size_t index : row.scenarios) {
      const rules::Scenario& scenario = assessment_.scenarios[index];
      line(fmt::format("{} on {}, a combined attack",
                       rules::lower_first(model_.title(scenario.threat)),
                       rules::path_of(model_, scenario.element)));
    }
    if (!row.because.empty()) {
      line(row.because);
    }
    if (row.touch == rules::Touch::RiskFactor) {
      line(fmt::format("{}: no rule looks for it, it makes other threats likelier or worse",
                       rules::lower_first(model_.title(entry.threats.front().id))));
    }
    const bool of_use = row.touch != rules::Touch::NotApplicable;
    if (of_use && !row.in_place.empty()) {
      line("in place: " + controls(row.in_place));
    }
    if (of_use && !row.planned.empty()) {
      line("planned: " + controls(row.planned));
    }
    if (of_use && !row.missing.empty()) {
      line("missing: " + controls(row.missing));
    }
  }

  std::string summary() const {
    std::string text;
    for (const rules::Touch touch :
         {rules::Touch::Found, rules::Touch::Open, rules::Touch::NotApplicable,
          rules::Touch::RiskFactor, rules::Touch::Controls, rules::Touch::Unmapped}) {
      const auto count = std::ranges::count(rows_, touch, &rules::CoverageRow::touch);
      if (count > 0) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, rules::word(touch));
      }
    }
    return fmt::format("{}: {}", rules::counted(rows_.size(), "entry", "entries"), text);
  }

  void add_rows(const rules::CoverageRow& row, Json& entry) const {
    Json findings = Json::array();
    for (const rules::FindingId id : row.findings) {
      const rules::Finding& finding = assessment_.findings[id];
      findings.push_back({{"id", finding.id},
                          {"threat", model_.name_of(model_.threats[finding.threat].entity)},
                          {"element", rules::path_of(model_, finding.element)},
                          {"status", rules::id_of(rules::word(finding.status))}});
    }
    Json scenarios = Json::array();
    for (const size_t index : row.scenarios) {
      const rules::Scenario& scenario = assessment_.scenarios[index];
      scenarios.push_back({{"threat", model_.name_of(model_.threats[scenario.threat].entity)},
                           {"element", rules::path_of(model_, scenario.element)}});
    }
    entry["findings"] = findings;
    entry["scenarios"] = scenarios;
    entry["in_place"] = names(row.in_place);
    entry["planned"] = names(row.planned);
    entry["missing"] = names(row.missing);
    entry["because"] = row.because;
  }

  Json names(const std::vector<model::ControlId>& ids) const {
    Json names = Json::array();
    for (const model::ControlId id : ids) {
      names.push_back(model_.name_of(model_.controls[id].entity));
    }
    return names;
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const rules::Standard& standard_;
  std::vector<rules::CoverageRow> rows_;
};

int run_coverage(const Options& options, World& world) {
  const Outcome outcome = compile_system(options.words[1], options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  const auto standard = standard_named(outcome.compilation.model, options.words[0], world);
  if (!standard) {
    return Refused;
  }
  const Report report(outcome.compilation, *standard);
  if (options.json) {
    world.out << render::to_string(report.json());
  } else {
    report.print(render::Paint(colors_output(options, world)), world.out);
  }
  return Clean;
}

}  // namespace

Command coverage_command() {
  return {
      .name = "coverage",
      .arguments = "STANDARD FILE",
      .summary = "which entries of a standard the system has to do with, and why not the others",
      .description =
          "One row for each entry of a taxonomy of the library, such as atlas, llm2026 or ai_act: "
          "found or open with the findings that answer to it, not applicable with the reason, or "
          "what else the library knows of it. Mapped controls are told as in place, planned or "
          "missing. `aixc list taxonomies` prints the standards, `aixc list --standard NAME` what "
          "is mapped to one.",
      .options = with_reading({&option::Json}),
      .examples = {{"aixc coverage atlas model.aisys", "the techniques that the system is open to"},
                   {"aixc coverage llm2026 model.aisys --json", "a Top 10, for scripts"},
                   {"aixc coverage privacy model.aisys", "the principles for personal data"}},
      .least_words = 2,
      .most_words = 2,
      .run = run_coverage,
  };
}

}  // namespace aixc::cli
