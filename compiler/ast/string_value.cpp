#include <algorithm>

#include "compiler/ast/ast.h"
#include "compiler/base/utf8.h"

namespace aixc::ast {
namespace {

constexpr std::string_view TextQuote = "\"\"\"";

// The hexadecimal digits of `\u{…}`; `at` stands on the `u` and is left on the `}`.
uint32_t unicode_escape(std::string_view body, size_t& at) {
  uint32_t value = 0;
  for (at += 2; at < body.size() && body[at] != '}'; ++at) {
    const char c = body[at];
    const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
    value = std::min(value * 16 + static_cast<uint32_t>(digit), 0x110000U);  // no character
  }
  return value;
}

std::string without_escapes(std::string_view body) {
  std::string result;
  for (size_t at = 0; at < body.size(); ++at) {
    const size_t escape = std::min(body.find('\\', at), body.size());
    result += body.substr(at, escape - at);
    if (escape + 1 >= body.size()) {
      result += body.substr(escape);
      break;
    }
    at = escape + 1;
    switch (body[at]) {
      case 'n':
        result += '\n';
        break;
      case 't':
        result += '\t';
        break;
      case 'u':
        append_utf8(result, unicode_escape(body, at));
        break;
      default:
        result += body[at];
    }
  }
  return result;
}

std::vector<std::string_view> lines_of(std::string_view body) {
  std::vector<std::string_view> lines;
  while (true) {
    const size_t end = body.find('\n');
    std::string_view line = body.substr(0, end);
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    lines.push_back(line);
    if (end == std::string_view::npos) {
      return lines;
    }
    body.remove_prefix(end + 1);
  }
}

// The blanks that all lines but empty ones begin with. The line of the closing quotes counts, so
// that it can say where the margin is.
size_t common_indent(const std::vector<std::string_view>& lines) {
  size_t indent = std::string_view::npos;
  for (size_t i = 0; i < lines.size(); ++i) {
    const size_t blanks = std::min(lines[i].find_first_not_of(" \t"), lines[i].size());
    if (blanks < lines[i].size() || i + 1 == lines.size()) {
      indent = std::min(indent, blanks);
    }
  }
  return indent;
}

std::string without_indent(std::string_view body) {
  std::vector<std::string_view> lines = lines_of(body);
  if (lines.size() == 1) {
    return std::string(body);
  }
  // Text behind the opening quotes has no indent of its own.
  const bool first_is_text = lines[0].find_first_not_of(" \t") != std::string_view::npos;
  std::string result;
  if (first_is_text) {
    result = lines[0];
    result += '\n';
  }
  lines.erase(lines.begin());
  const size_t indent = common_indent(lines);
  for (size_t i = 0; i < lines.size(); ++i) {
    result += lines[i].substr(std::min(indent, lines[i].size()));
    if (i + 1 < lines.size()) {
      result += '\n';
    }
  }
  return result;
}

}  // namespace

std::string string_value(std::string_view raw) {
  if (raw.starts_with(TextQuote)) {
    raw.remove_prefix(TextQuote.size());
    if (raw.ends_with(TextQuote)) {
      raw.remove_suffix(TextQuote.size());
    }
    return without_indent(raw);
  }
  if (raw.starts_with('"')) {
    raw.remove_prefix(1);
    if (raw.ends_with('"')) {
      raw.remove_suffix(1);
    }
  }
  return without_escapes(raw);
}

}  // namespace aixc::ast
