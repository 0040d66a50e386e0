#include "compiler/format/margins.h"

#include <algorithm>
#include <vector>

#include "compiler/format/layout.h"

namespace aixc::format {
namespace {

constexpr std::string_view BlankCharacters = " \t";

// Without their line breaks.
std::vector<std::string_view> without_ends(std::string_view text) {
  std::vector<std::string_view> lines;
  while (true) {
    const size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
    if (end == std::string_view::npos) {
      return lines;
    }
    text.remove_prefix(end + 1);
  }
}

size_t leading_blanks(std::string_view line) {
  return std::min(line.find_first_not_of(BlankCharacters), line.size());
}

// The indent that `ast::string_value` takes away: of all lines with something on them but the
// first, and of the last, which holds the closing quotes.
size_t common_indent(const std::vector<std::string_view>& lines) {
  size_t indent = std::string_view::npos;
  for (size_t i = 1; i < lines.size(); ++i) {
    if (leading_blanks(lines[i]) < lines[i].size()) {
      indent = std::min(indent, leading_blanks(lines[i]));
    }
  }
  return indent;
}

}  // namespace

std::string text_at(std::string_view literal, uint32_t indent) {
  // A line that ends in a carriage return besides that of its line break would lose it.
  if (literal.find("\r\r") != std::string_view::npos) {
    return std::string(literal);
  }
  const std::vector<std::string_view> lines = without_ends(literal);
  std::string result(lines[0]);
  if (lines.size() == 1) {
    return result;
  }
  constexpr size_t Quotes = 3;
  if (lines[0].find_first_not_of(BlankCharacters, Quotes) == std::string_view::npos) {
    result.resize(Quotes);  // blanks alone behind the opening quotes mean nothing
  }
  const size_t common = common_indent(lines);
  for (size_t i = 1; i < lines.size(); ++i) {
    result += '\n';
    if (lines[i].size() > common) {
      result.append(indent, ' ');
      result += lines[i].substr(common);
    }
  }
  return result;
}

std::string comment_at(std::string_view comment, uint32_t old_column, uint32_t new_column) {
  const std::vector<std::string_view> lines = without_ends(comment);
  std::string result(lines[0].substr(0, lines[0].find_last_not_of(BlankCharacters) + 1));
  for (size_t i = 1; i < lines.size(); ++i) {
    result += '\n';
    const std::string_view line =
        lines[i].substr(0, lines[i].find_last_not_of(BlankCharacters) + 1);
    if (line.empty()) {
      continue;
    }
    const size_t blanks = leading_blanks(line);
    const auto tabs = std::ranges::count(line.substr(0, blanks), '\t');
    const size_t column = blanks + static_cast<size_t>(tabs) * (IndentWidth - 1) + new_column;
    result.append(column > old_column ? column - old_column : 0, ' ');
    result += line.substr(blanks);
  }
  return result;
}

}  // namespace aixc::format
