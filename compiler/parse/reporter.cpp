#include "compiler/parse/reporter.h"

#include <algorithm>

namespace aixc::parse {

std::optional<Reporter::Builder> Reporter::syntax(source::Span span, const std::string& message) {
  ++asked_;
  if (lines_.contains(line_begin(span.begin))) {
    return std::nullopt;
  }
  return report(diagnostics::Kind::SyntaxError, span, message);
}

bool Reporter::accept(source::Span span) {
  ++asked_;
  lines_.insert(line_begin(span.begin));
  if (++count_ == MaxErrors + 1) {
    first_unreported_ = span;
  }
  return count_ <= MaxErrors;
}

void Reporter::finish() {
  if (count_ > MaxErrors) {
    sink_.report(diagnostics::Kind::TooManyErrors, first_unreported_, count_ - MaxErrors);
  }
}

uint32_t Reporter::line_begin(uint32_t offset) const {
  const auto& starts = sources_.file(file_).line_starts;
  return *std::prev(std::ranges::upper_bound(starts, offset));
}

uint32_t Reporter::indent(uint32_t offset) const {
  const uint32_t begin = line_begin(offset);
  const size_t first = text().find_first_not_of(" \t", begin);
  return static_cast<uint32_t>(std::min(first, text().size()) - begin);
}

bool Reporter::is_first_on_line(uint32_t offset) const {
  // Asked of every word: a look back costs less than finding the line.
  size_t at = offset;
  while (at > 0 && (text()[at - 1] == ' ' || text()[at - 1] == '\t')) {
    --at;
  }
  return at == 0 || text()[at - 1] == '\n';
}

}  // namespace aixc::parse
