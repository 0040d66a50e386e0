#include "compiler/render/markdown.h"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "compiler/diagram/view.h"
#include "compiler/diagram/view_parts.h"
#include "compiler/render/markdown_text.h"
#include "compiler/render/mermaid.h"
#include "compiler/render/plain_text.h"
#include "compiler/render/reasons.h"
#include "rules/duties.h"
#include "rules/to_do.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::ControlState;
using rules::Finding;
using rules::Status;

constexpr size_t MostControls = 12;  // of those to do first

class MarkdownReport {
 public:
  MarkdownReport(const RenderInput& input, const source::SourceMap& sources)
      : input_(input),
        model_(input.model),
        assessment_(input.assessment),
        sources_(sources),
        view_(diagram::make_report_view(input.model, input.assessment)) {}

  std::string write() {
    line("# {}: threat model\n", markdown_text(view_.title));
    paragraph(markdown_text(view_.subtitle));
    paragraph(markdown_text(view_.counts));
    if (view_.gate.shown) {
      line("> **{}**: {}\n", markdown_text(view_.gate.title), markdown_text(view_.gate.text));
    }
    map();
    risk_register();
    scenarios();
    findings();
    to_do();
    questions();
    violations();
    to_verify();
    not_applicable();
    line("---\n");
    paragraph(markdown_text(view_.footnote));
    text_.pop_back();
    return std::move(text_);
  }

 private:
  template <typename... Args>
  void line(fmt::format_string<Args...> format, Args&&... args) {
    fmt::format_to(std::back_inserter(text_), format, std::forward<Args>(args)...);
    text_ += '\n';
  }

  void paragraph(const std::string& text) {
    if (!text.empty()) {
      line("{}\n", text);
    }
  }

  std::string place_of(const Finding& finding) const {
    return finding.element == model_.system ? "whole system"
                                            : markdown_text(model_.label_of(finding.element));
  }

  static std::string standing(const Finding& finding) {
    const std::string level = rules::level_text(finding.risk.residual);
    return finding.status == Status::Applies && !level.empty()
               ? fmt::format("**{}** {}", level, rules::number_text(finding.risk.residual))
               : std::string(rules::word(finding.status));
  }

  void map() {
    line("## Threat map\n\n```mermaid");
    text_ +=
        mermaid_map(model_, assessment_, input_.options.direction == diagram::Direction::Right);
    line("```\n");
  }

  std::string controls(const Finding& finding) const {
    std::string in_place;
    std::string planned;
    for (const rules::FindingControl& control : finding.controls) {
      std::string* list = control.state == ControlState::InPlace   ? &in_place
                          : control.state == ControlState::Planned ? &planned
                                                                   : nullptr;
      if (list != nullptr) {
        *list += (list->empty() ? "" : ", ") + rules::lower_first(model_.title(control.control));
      }
    }
    const size_t missing =
        finding.status == Status::Applies ? rules::missing_controls(model_, finding).size() : 0;
    return diagram::dotted({in_place.empty() ? "" : "✓ " + markdown_text(in_place),
                            planned.empty() ? "" : "◐ " + markdown_text(planned),
                            missing == 0 ? "" : fmt::format("○ {} missing", missing)});
  }

  void risk_register() {
    line("## Risk register\n");
    line("| # | Threat | Element | Risk now | Status | Controls | Responsible |");
    line("| --: | :-- | :-- | :-- | :-- | :-- | :-- |");
    for (const Finding& finding : assessment_.findings) {
      if (finding.status == Status::NotApplicable) {
        continue;
      }
      const model::Threat& threat = model_.threats[finding.threat];
      line("| {} | {} | {} | {} | {} | {} | {} |",
           finding.number > 0 ? std::to_string(finding.number) : "",
           markdown_link(model_.text_of(threat.entity, "url"), model_.title(finding.threat)),
           place_of(finding),
           finding.risk.residual.high > 0
               ? fmt::format("{} {}", rules::level_text(finding.risk.residual),
                             rules::number_text(finding.risk.residual))
               : "",
           rules::word(finding.status), controls(finding),
           markdown_text(rules::answering_parties(model_, finding)));
    }
    line("");
  }

  void scenarios() {
    if (assessment_.scenarios.empty()) {
      return;
    }
    line("## Attack scenarios\n");
    for (const rules::Scenario& scenario : assessment_.scenarios) {
      const bool open = scenario.truth != rules::Truth::True;
      line("### {} at {}{}\n", markdown_text(model_.title(scenario.threat)),
           markdown_text(rules::path_of(model_, scenario.element)), open ? " (open)" : "");
      paragraph(markdown_text(scenario.because));
      for (size_t i = 0; i < scenario.steps.size(); ++i) {
        line("{}. {}", i + 1, markdown_text(scenario.steps[i].text));
      }
      line("");
    }
  }

  void findings() {
    line("## Findings\n");
    for (const Finding& finding : assessment_.findings) {
      if (finding.status == Status::NotApplicable || finding.conventional) {
        continue;
      }
      line("### {}{} on {}\n",
           finding.number > 0 ? fmt::format("{}\\. ", finding.number) : std::string(),
           markdown_text(model_.title(finding.threat)), place_of(finding));
      line("- {}", standing(finding));
      if (!finding.raised.empty()) {
        line("- why: {}", markdown_text(finding.raised.front().because));
      }
      const std::string note = diagram::treatment_note(model_, finding, false);
      if (!note.empty()) {
        line("- {}: {}", rules::word(finding.status), markdown_text(note));
      }
      missing(finding);
      const std::string place =
          rules::line_of(sources_, model_.entities[finding.element].name_span);
      if (!place.empty()) {
        line("- at {}", markdown_text(place));
      }
      line("");
    }
  }

  void missing(const Finding& finding) {
    constexpr size_t Most = 3;
    const auto all = rules::missing_controls(model_, finding);
    if (finding.status != Status::Applies || all.empty()) {
      return;
    }
    std::vector<std::string> names;
    for (const rules::FindingControl* control : all) {
      names.push_back(rules::lower_first(model_.title(control->control)));
    }
    line("- missing, what helps most first: {}", markdown_text(diagram::listed(names, Most)));
  }

  void to_do() {
    const auto controls = rules::controls_to_do(assessment_);
    if (controls.empty()) {
      return;
    }
    line(
        "## Controls to do first\n\n| Control | State | Lowers | Cost |\n| :-- | :-- | :-- | :-- "
        "|");
    for (size_t i = 0; i < std::min(controls.size(), MostControls); ++i) {
      const model::EntityId control = model_.controls[controls[i].control].entity;
      std::vector<std::string> numbers;
      for (const rules::FindingId id : controls[i].findings) {
        numbers.push_back(std::to_string(assessment_.findings[id].number));
      }
      line("| {} | {} | {} | {} |",
           markdown_link(model_.text_of(control, "url"), model_.label_of(control)),
           rules::word(controls[i].state), diagram::listed(numbers, numbers.size()),
           markdown_text(model_.text_of(control, "cost")));
    }
    line("");
    if (controls.size() > MostControls) {
      line("and {} more, which help less\n", controls.size() - MostControls);
    }
  }

  void questions() {
    if (assessment_.questions.empty()) {
      return;
    }
    line("## Open questions\n");
    for (const rules::Question& question : assessment_.questions) {
      line("- {} Settles {}; answer with {}", markdown_text(question.ask),
           rules::counted(question.settles.size(), "open finding"),
           markdown_text(
               rules::attribute_path(model_, question.about.entity, question.about.attribute)));
    }
    line("");
  }

  void violations() {
    if (assessment_.violations.empty()) {
      return;
    }
    line("## Broken policies\n");
    for (const rules::Violation& violation : assessment_.violations) {
      line("- {}: {}", markdown_text(model_.text(model_.policies[violation.policy].name)),
           markdown_text(violation.message));
    }
    line("");
  }

  void to_verify() {
    if (view_.to_verify.empty()) {
      return;
    }
    line("## To verify\n");
    for (const std::string& text : view_.to_verify) {
      line("- {}", markdown_text(text));
    }
    line("");
  }

  void not_applicable() {
    if (view_.not_applicable.empty()) {
      return;
    }
    line("## Not applicable, and why\n");
    for (const diagram::NotApplicable& group : view_.not_applicable) {
      line("- **{}**: {}", markdown_text(group.title), markdown_text(group.reason));
    }
    line("");
  }

  const RenderInput& input_;
  const model::Model& model_;
  const rules::Assessment& assessment_;
  const source::SourceMap& sources_;
  diagram::ReportView view_;
  std::string text_;
};

}  // namespace

RenderResult render_markdown(const RenderInput& input) {
  source::SourceMap sources = input.sources;  // names below the root, wherever it is made
  sources.set_folder("");
  return {MarkdownReport(input, sources).write(), {}};
}

}  // namespace aixc::render
