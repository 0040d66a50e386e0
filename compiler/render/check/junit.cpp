// JUnit XML after the schema of Jenkins' xunit plugin: a suite for each model, a case for each
// threat that was found at an element, so that a run shows what passed and what did not.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

struct Suite {
  size_t tests = 0;
  size_t failures = 0;
  size_t errors = 0;
  size_t skipped = 0;
  std::string cases;
};

class Writer {
 public:
  Writer(const CheckReport& report, const Checked& checked) : report_(report), checked_(checked) {}

  Suite write() {
    for (const Issue& issue : issues_of(report_, checked_)) {
      if (issue.subject != Issue::Subject::Finding) {
        text_or_policy(issue);
      }
    }
    if (checked_.assessment != nullptr) {
      const auto& findings = checked_.assessment->findings;
      for (size_t i = 0; i < findings.size(); ++i) {
        finding(rules::FindingId(i), findings[rules::FindingId(i)]);
      }
    }
    if (suite_.tests == 0) {  // an empty suite looks like one that did not run
      add("the model has no errors", "");
    }
    return std::move(suite_);
  }

 private:
  void add(std::string_view name, const std::string& inside) {
    ++suite_.tests;
    suite_.cases += fmt::format("    <testcase classname=\"{}\" name=\"{}\"",
                                escape(checked_.entry), escape(name));
    suite_.cases += inside.empty() ? "/>\n" : fmt::format(">\n{}    </testcase>\n", inside);
  }

  std::string outcome(std::string_view element, std::string_view type, std::string_view message,
                      source::Span span) const {
    return fmt::format("      <{0} type=\"{1}\" message=\"{2}\">{3}: {2}</{0}>\n", element,
                       escape(type), escape(message), escape(checked_.sources->describe(span)));
  }

  void text_or_policy(const Issue& issue) {
    const bool is_text = issue.subject == Issue::Subject::Diagnostic;
    const std::string name =
        fmt::format("{} at line {}", issue.rule, checked_.sources->begin(issue.span).line);
    if (!issue.fails) {
      add(name, fmt::format("      <system-out>{}</system-out>\n", escape(issue.message)));
      return;
    }
    ++(is_text ? suite_.errors : suite_.failures);
    add(name, outcome(is_text ? "error" : "failure", issue.rule, issue.message, issue.span));
  }

  void finding(rules::FindingId id, const rules::Finding& one) {
    if (one.status == rules::Status::NotApplicable) {
      return;
    }
    const model::Model& model = *checked_.model;
    const std::string name = on_one_line(
        fmt::format("{} on {}", model.title(one.threat), rules::path_of(model, one.element)));
    const std::string because = one.raised.empty() ? std::string() : one.raised.front().because;
    const source::Span span = model.entities[one.element].name_span;
    const bool is_open = one.status == rules::Status::Open;
    const std::string_view what = rules::word(one.status);
    const std::string level = one.status == rules::Status::Applies
                                  ? rules::level_text(one.risk.residual)
                                  : std::string(what);
    const std::string message =
        on_one_line(because.empty() ? level : fmt::format("{}: {}", level, because));
    const auto& gate = checked_.gate;
    if (std::ranges::count(is_open ? gate.open : gate.findings, id) > 0) {
      ++suite_.failures;
      add(name, outcome("failure", level, message, span));
    } else if (is_open) {
      ++suite_.skipped;
      add(name, fmt::format("      <skipped message=\"{}\"/>\n", escape(message)));
    } else {
      add(name, fmt::format("      <system-out>{}</system-out>\n", escape(message)));
    }
  }

  const CheckReport& report_;
  const Checked& checked_;
  Suite suite_;
};

}  // namespace

std::string check_junit(const CheckReport& report) {
  std::string suites;
  size_t tests = 0;
  size_t failures = 0;
  size_t errors = 0;
  for (const Checked& checked : report.models) {
    const Suite suite = Writer(report, checked).write();
    suites += fmt::format(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\">\n{}"
        "  </testsuite>\n",
        escape(checked.entry), suite.tests, suite.failures, suite.errors, suite.skipped,
        suite.cases);
    tests += suite.tests;
    failures += suite.failures;
    errors += suite.errors;
  }
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<testsuites name=\"aixc\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n{}</testsuites>\n",
      tests, failures, errors, suites);
}

}  // namespace aixc::render
