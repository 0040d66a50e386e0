// Annotations: `::error file=…,line=…::message` lines that GitHub reads from a step's output.
#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/render/check/format.h"
#include "compiler/render/check/issue.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

// GitHub shows ten of each type for a step and drops the rest without a word.
constexpr size_t MostOfAType = 10;

// What may stand in the message, and with `property` in one of the properties before it.
std::string escaped(std::string_view text, bool property) {
  std::string result;
  for (const char c : text) {
    const bool is_special =
        c == '%' || c == '\r' || c == '\n' || (property && (c == ':' || c == ','));
    result +=
        is_special ? fmt::format("%{:02X}", static_cast<unsigned char>(c)) : std::string(1, c);
  }
  return result;
}

std::string_view type_of(const Issue& issue) {
  if (issue.fails) {
    return "error";
  }
  return issue.severity == Issue::Severity::Note ? "notice" : "warning";
}

std::string annotation(const Issue& issue) {
  const source::SourceMap& sources = *issue.model->sources;
  const source::Position begin = sources.begin(issue.span);
  const source::Position end = sources.end(issue.span);
  std::string title = issue.rule;
  if (issue.subject == Issue::Subject::Finding) {
    const rules::Finding& finding = issue.model->assessment->findings[issue.finding];
    title = fmt::format("{} ({})", issue.title,
                        issue.open ? "open" : rules::level_text(finding.risk.residual));
  }
  std::string message = issue.message;
  if (issue.subject == Issue::Subject::Diagnostic && !issue.help.empty()) {
    message += "\n" + issue.help;
  }
  // Columns are only read where begin and end stand on one line.
  std::string columns;
  if (begin.line == end.line) {
    columns = fmt::format(",col={},endColumn={}", begin.column, std::max(begin.column, end.column));
  }
  return fmt::format("::{} file={},line={},endLine={}{},title={}::{}\n", type_of(issue),
                     escaped(file_of(sources, issue.span.file), true), begin.line, end.line,
                     columns, escaped(title, true), escaped(message, false));
}

}  // namespace

std::string check_github(const CheckReport& report) {
  std::string text;
  std::array<std::pair<std::string_view, size_t>, 3> counts = {
      {{"error", 0}, {"warning", 0}, {"notice", 0}}};
  size_t left_out = 0;
  for (const Issue& issue : issues_of(report)) {
    const auto count =
        std::ranges::find(counts, type_of(issue), &std::pair<std::string_view, size_t>::first);
    if (count->second++ < MostOfAType) {
      text += annotation(issue);
    } else {
      ++left_out;
    }
  }
  if (left_out > 0) {
    text += fmt::format("aixc: {} more, less severe; GitHub shows {} of each type for a step\n",
                        left_out, MostOfAType);
  }
  return text;
}

}  // namespace aixc::render
