// Reviewdog Diagnostic Format (github.com/reviewdog/reviewdog, proto/rdf): one review comment for
// each issue. Its columns count bytes of UTF-8 from 1.
#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

std::string_view rdjson_severity(const Issue& issue) {
  if (issue.fails) {
    return "ERROR";
  }
  return issue.severity == Issue::Severity::Note ? "INFO" : "WARNING";
}

Json position(const source::SourceMap& sources, source::FileId file, uint32_t offset) {
  const uint32_t line = sources.position(file, offset).line;
  return {{"line", line}, {"column", offset - sources.file(file).line_starts[line - 1] + 1}};
}

Json range(const source::SourceMap& sources, source::Span span) {
  return {{"start", position(sources, span.file, span.begin)},
          {"end", position(sources, span.file, span.end)}};
}

// The fix of a diagnostic as a suggestion that the reviewer can take over.
Json suggestions(const Issue& issue) {
  Json list = Json::array();
  for (const diagnostics::Diagnostic& one : issue.model->diagnostics) {
    if (one.fix && one.span == issue.span && one.message == issue.message) {
      list.push_back(
          {{"range", range(*issue.model->sources, one.fix->span)}, {"text", one.fix->replacement}});
    }
  }
  return list;
}

Json json_of(const Issue& issue) {
  const source::SourceMap& sources = *issue.model->sources;
  std::string message = issue.message;
  if (issue.subject == Issue::Subject::Finding) {
    const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
    message = fmt::format("{} ({}): {}", issue.title,
                          issue.open ? "open" : rules::level_text(finding.risk.residual), message);
  } else if (!issue.help.empty()) {
    message += "\n" + issue.help;
  }
  Json code = {{"value", issue.rule}};
  if (!issue.url.empty()) {
    code["url"] = issue.url;
  }
  Json json = {
      {"message", message},
      {"location",
       {{"path", file_of(sources, issue.span.file)}, {"range", range(sources, issue.span)}}},
      {"severity", rdjson_severity(issue)},
      {"code", code}};
  if (Json fixes = suggestions(issue); !fixes.empty()) {
    json["suggestions"] = std::move(fixes);
  }
  return json;
}

}  // namespace

std::string check_rdjson(const CheckReport& report) {
  Json list = Json::array();
  for (const Issue& issue : issues_of(report)) {
    list.push_back(json_of(issue));
  }
  return to_string({{"source", {{"name", "aixc"}}},
                    {"severity", report.passed ? "INFO" : "ERROR"},
                    {"diagnostics", list}});
}

}  // namespace aixc::render
