// GitLab Code Quality: a list of issues with fingerprints (docs.gitlab.com/ci/testing/code_quality,
// the format of CodeClimate cut down).
#include <map>

#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

std::string_view gitlab_severity(const Issue& issue) {
  if (issue.subject == Issue::Subject::Finding && !issue.open) {
    switch (rules::band_of(issue.score)) {
      case rules::Band::Critical:
        return "blocker";
      case rules::Band::High:
        return "critical";
      case rules::Band::Medium:
        return "major";
      case rules::Band::Low:
        return "minor";
    }
  }
  switch (issue.severity) {
    case Issue::Severity::Error:
      return "critical";
    case Issue::Severity::Warning:
      return "minor";
    case Issue::Severity::Note:
      return "info";
  }
  return {};
}

}  // namespace

std::string check_gitlab(const CheckReport& report) {
  Json list = Json::array();
  std::map<std::string, size_t> seen;
  for (const Issue& issue : issues_of(report)) {
    const source::SourceMap& sources = *issue.model->sources;
    // Two that are called the same (one policy broken twice at one place) must not be merged.
    const size_t again = seen[issue.id]++;
    const std::string id = again == 0 ? issue.id : fmt::format("{}#{}", issue.id, again);
    const bool is_finding = issue.subject == Issue::Subject::Finding;
    list.push_back(
        {{"description",
          is_finding ? fmt::format("{}: {}", issue.title, issue.message) : issue.message},
         {"check_name", issue.rule},
         {"fingerprint", fingerprint(id)},
         {"severity", gitlab_severity(issue)},
         {"categories", {is_finding ? "Security" : "Style"}},
         {"location",
          {{"path", file_of(sources, issue.span.file)},
           {"lines",
            {{"begin", sources.begin(issue.span).line}, {"end", sources.end(issue.span).line}}}}}});
  }
  return to_string(list);
}

}  // namespace aixc::render
