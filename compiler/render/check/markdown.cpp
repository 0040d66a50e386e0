// A summary of a check in Markdown, for GitHub's job summary, a merge request or a wiki.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "compiler/render/markdown_text.h"
#include "compiler/render/text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

constexpr size_t MostRows = 50;  // of one model; a summary of a job has a limit of its own

std::string place_of(const Issue& issue) {
  const source::SourceMap& sources = *issue.model->sources;
  return fmt::format("{}:{}", file_of(sources, issue.span.file), sources.begin(issue.span).line);
}

class Summary {
 public:
  Summary(const CheckReport& report, const Checked& checked) : report_(report), checked_(checked) {}

  std::string write() {
    const model::Model& model = *checked_.model;
    const std::string title =
        checked_.assessment != nullptr ? model.label_of(model.system) : checked_.entry;
    text_ = fmt::format("### {}\n\n", markdown_text(title));
    if (!checked_.readable) {
      text_ += fmt::format("❌ {} cannot be read.\n\n", markdown_text(checked_.entry));
      return std::move(text_);
    }
    const std::vector<Issue> issues = issues_of(report_, checked_);
    diagnostics(issues);
    if (checked_.assessment != nullptr) {
      verdict();
      policies(issues);
      findings(issues);
      questions();
    }
    return std::move(text_);
  }

 private:
  void verdict() {
    const GateResult& gate = checked_.gate;
    text_ += fmt::format("{} {}", gate.failed() ? "❌" : "✅",
                         gate.failed() ? "**The gate fails.**" : "The gate passes.");
    text_ += fmt::format(" {}.", counts_line(*checked_.assessment));
    if (gate.known > 0) {
      text_ += fmt::format(" {} known by the baseline.", gate.known);
    }
    text_ += "\n\n";
  }

  void diagnostics(const std::vector<Issue>& issues) {
    bool any = false;
    for (const Issue& issue : issues) {
      if (issue.subject == Issue::Subject::Diagnostic) {
        text_ += fmt::format("- {} **{}** {} ({})\n", issue.fails ? "❌" : "⚠️", issue.rule,
                             markdown_text(issue.message), markdown_text(place_of(issue)));
        any = true;
      }
    }
    text_ += any ? "\n" : "";
  }

  void policies(const std::vector<Issue>& issues) {
    bool any = false;
    for (const Issue& issue : issues) {
      if (issue.subject == Issue::Subject::Violation) {
        text_ += fmt::format("- {} policy **{}**: {} ({})\n", issue.fails ? "❌" : "⚠️",
                             markdown_text(issue.rule), markdown_text(issue.message),
                             markdown_text(place_of(issue)));
        any = true;
      }
    }
    text_ += any ? "\n" : "";
  }

  void findings(const std::vector<Issue>& issues) {
    size_t rows = 0;
    for (const Issue& issue : issues) {
      if (issue.subject != Issue::Subject::Finding || ++rows > MostRows) {
        continue;
      }
      if (rows == 1) {
        text_ += "| | Level | Threat | Why | Where |\n| --- | --- | --- | --- | --- |\n";
      }
      const rules::Finding& finding = checked_.assessment->findings[issue.finding];
      text_ +=
          fmt::format("| {} | {} | {} | {} | {} |\n", issue.fails ? "❌" : "",
                      issue.open ? "open" : rules::level_text(finding.risk.residual), linked(issue),
                      markdown_text(issue.message), markdown_text(place_of(issue)));
    }
    if (rows > MostRows) {
      text_ += fmt::format("\n{} more, less severe.\n", rows - MostRows);
    }
    text_ += rows > 0 ? "\n" : "";
  }

  static std::string linked(const Issue& issue) {
    return issue.url.empty() ? markdown_text(issue.title)
                             : fmt::format("[{}]({})", markdown_text(issue.title), issue.url);
  }

  void questions() {
    const auto& questions = checked_.assessment->questions;
    constexpr size_t Most = 5;
    if (questions.empty()) {
      return;
    }
    text_ += fmt::format("{} would settle what is open{}:\n\n",
                         rules::counted(questions.size(), "answer"),
                         questions.size() > Most ? "; the first" : "");
    for (size_t i = 0; i < std::min(Most, questions.size()); ++i) {
      text_ += fmt::format("- {}\n", markdown_text(questions[i].ask));
    }
    text_ += "\n";
  }

  const CheckReport& report_;
  const Checked& checked_;
  std::string text_;
};

}  // namespace

std::string check_markdown(const CheckReport& report) {
  std::string text = fmt::format("## Threat models: {}\n\n", report.passed ? "passed" : "failed");
  for (const Checked& checked : report.models) {
    text += Summary(report, checked).write();
  }
  text.pop_back();  // one line break at the end
  return text;
}

}  // namespace aixc::render
