// `file:line:column: severity: message [rule]`: what editors and the matchers of CI systems know.
#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

std::string line_of(const Issue& issue) {
  const source::SourceMap& sources = *issue.model->sources;
  std::string text = issue.message;
  if (issue.subject == Issue::Subject::Finding) {
    const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
    text =
        fmt::format("{}, {}: {}", rules::lower_first(issue.title),
                    issue.open ? "open" : rules::level_text(finding.risk.residual), issue.message);
  }
  // A finding is a mistake of the system only where the gate says so.
  const bool is_text = issue.subject == Issue::Subject::Diagnostic;
  const std::string_view severity = issue.fails ? "error"
                                    : is_text   ? word(issue.severity)
                                                : "warning";
  return fmt::format("{}: {}: {} [{}]\n", sources.describe(issue.span), severity, text, issue.rule);
}

}  // namespace

// Each model's in the order of its report, as compilers do.
std::string check_gcc(const CheckReport& report) {
  std::string text;
  for (const Checked& model : report.models) {
    for (const Issue& issue : issues_of(report, model)) {
      text += line_of(issue);
    }
  }
  return text;
}

}  // namespace aixc::render
