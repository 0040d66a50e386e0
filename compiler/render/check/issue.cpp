#include "compiler/render/check/issue.h"

#include <algorithm>
#include <set>
#include <tuple>

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::render {
namespace {

using diagnostics::Diagnostic;

// Where an issue is shown that has no place of its own: the beginning of the first file that is not
// the library's.
source::Span start_of(const source::SourceMap& sources) {
  for (size_t i = 0; i < sources.size(); ++i) {
    const source::FileId file(i);
    if (!sources.file(file).library) {
      return {file, 0, 0};
    }
  }
  return {};
}

source::Span shown_at(const source::SourceMap& sources, source::Span span) {
  return span && !sources.file(span.file).library ? span : start_of(sources);
}

Issue::Severity severity_of(int score) {
  switch (rules::band_of(score)) {
    case rules::Band::Critical:
    case rules::Band::High:
      return Issue::Severity::Error;
    case rules::Band::Medium:
      return Issue::Severity::Warning;
    case rules::Band::Low:
      break;
  }
  return Issue::Severity::Note;
}

class Collector {
 public:
  Collector(const CheckReport& report, const Checked& checked)
      : report_(report), checked_(checked) {}

  std::vector<Issue> collect() {
    // Without any file there is no place to show it at; the message stands on standard error.
    if (!start_of(*checked_.sources)) {
      return {};
    }
    for (const Diagnostic& one : checked_.diagnostics) {
      diagnostic(one);
    }
    if (checked_.assessment != nullptr) {
      const rules::Assessment& assessment = *checked_.assessment;
      for (size_t i = 0; i < assessment.violations.size(); ++i) {
        violation(i, assessment.violations[i]);
      }
      for (size_t i = 0; i < assessment.findings.size(); ++i) {
        const rules::Status status = assessment.findings[rules::FindingId(i)].status;
        if (status == rules::Status::Applies || (status == rules::Status::Open && report_.strict)) {
          issues_.push_back(finding_issue(checked_, rules::FindingId(i)));
        }
      }
    }
    return std::move(issues_);
  }

 private:
  Issue& add(Issue::Subject subject, source::Span span) {
    Issue& issue = issues_.emplace_back();
    issue.subject = subject;
    issue.model = &checked_;
    issue.span = shown_at(*checked_.sources, span);
    return issue;
  }

  void diagnostic(const Diagnostic& one) {
    Issue& issue = add(Issue::Subject::Diagnostic, one.span);
    const bool error = diagnostics::info(one.kind).severity == diagnostics::Severity::Error;
    issue.severity = error ? Issue::Severity::Error : Issue::Severity::Warning;
    issue.fails = error || report_.strict;
    issue.rule = diagnostics::code_text(one.kind);
    issue.message = on_one_line(one.message);
    issue.help = on_one_line(one.help);
    issue.id = fmt::format("{}@{}:{}", issue.rule, file_of(*checked_.sources, issue.span.file),
                           one.message);
  }

  void violation(size_t index, const rules::Violation& one) {
    const model::Policy& policy = checked_.model->policies[one.policy];
    Issue& issue = add(Issue::Subject::Violation, one.place);
    issue.severity = one.error ? Issue::Severity::Error : Issue::Severity::Warning;
    issue.fails = std::ranges::count(checked_.gate.violations, index) > 0;
    issue.rule = checked_.model->text(policy.name);
    issue.message = on_one_line(one.message);
    issue.id = violation_key(*checked_.model, one);
  }

  const CheckReport& report_;
  const Checked& checked_;
  std::vector<Issue> issues_;
};

auto worst_first(const Issue& one) {
  return std::tuple(!one.fails, one.severity, one.generic, -one.score);
}

}  // namespace

Issue finding_issue(const Checked& checked, rules::FindingId id) {
  const model::Model& model = *checked.model;
  const rules::Finding& one = checked.assessment->findings[id];
  const model::EntityId threat = model.threats[one.threat].entity;
  Issue issue;
  issue.subject = Issue::Subject::Finding;
  issue.model = &checked;
  issue.span = shown_at(*checked.sources, model.entities[one.element].name_span);
  const bool applies = one.status != rules::Status::Open;
  issue.open = !applies;
  issue.generic = one.conventional;
  issue.score = std::max(one.risk.residual.high, 1);
  issue.severity = applies ? severity_of(issue.score) : Issue::Severity::Note;
  issue.fails = std::ranges::count(applies ? checked.gate.findings : checked.gate.open, id) > 0;
  issue.rule = model.name_of(threat);
  issue.title = on_one_line(model.label_of(threat));
  if (one.element != model.system) {
    issue.title += " on " + rules::path_of(model, one.element);
  }
  issue.message = one.raised.empty() ? issue.title : on_one_line(one.raised.front().because);
  issue.help = on_one_line(model.text_of(threat, "fix"));
  issue.url = web_link(model.text_of(threat, "url"));
  issue.id = finding_key(model, one);
  issue.finding = id;
  return issue;
}

std::vector<Issue> issues_of(const CheckReport& report, const Checked& model) {
  return Collector(report, model).collect();
}

std::vector<Issue> issues_of(const CheckReport& report) {
  std::vector<Issue> all;
  std::set<std::tuple<std::string, std::string, uint32_t, std::string>> seen;
  for (const Checked& model : report.models) {
    for (Issue& issue : issues_of(report, model)) {
      const bool is_new = issue.subject != Issue::Subject::Diagnostic ||
                          seen.emplace(file_of(*model.sources, issue.span.file), issue.rule,
                                       issue.span.begin, issue.message)
                              .second;
      if (is_new) {
        all.push_back(std::move(issue));
      }
    }
  }
  std::ranges::stable_sort(all, {}, worst_first);
  return all;
}

std::string_view word(Issue::Severity severity) {
  switch (severity) {
    case Issue::Severity::Error:
      return "error";
    case Issue::Severity::Warning:
      return "warning";
    case Issue::Severity::Note:
      return "note";
  }
  return {};
}

std::string file_of(const source::SourceMap& sources, source::FileId file) {
  const std::string path = sources.path(file);
  if (path == "<stdin>") {
    return "stdin";
  }
  const bool is_elsewhere = path.starts_with('/') || path.starts_with("..");
  return is_elsewhere ? sources.file(file).name : path;
}

std::string finding_key(const model::Model& model, const rules::Finding& finding) {
  return fmt::format("{}:{}", model.name_of(model.system), finding.id);
}

std::string violation_key(const model::Model& model, const rules::Violation& violation) {
  std::string places;
  for (const rules::Binding& binding : violation.reason.bindings) {
    if (binding.entity) {
      places += (places.empty() ? "@" : ",") + rules::path_of(model, binding.entity);
    }
  }
  return fmt::format("{}:{}{}", model.name_of(model.system),
                     model.text(model.policies[violation.policy].name), places);
}

std::string web_link(std::string_view url) {
  const bool is_web = url.starts_with("https://") || url.starts_with("http://");
  return is_web && url.find_first_of(" \t\r\n<>\"'`\\{}|^()") == std::string_view::npos
             ? std::string(url)
             : std::string();
}

std::string fingerprint(std::string_view text) {
  uint64_t hash = 0xCBF29CE484222325;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
  }
  return fmt::format("{:016x}", hash);
}

}  // namespace aixc::render
