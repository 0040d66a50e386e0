#include "compiler/render/paint.h"

#include <algorithm>

#include <fmt/core.h>

namespace aixc::render {

std::string Paint::wrapped(std::string_view code, std::string_view text) const {
  return on_ && !text.empty() ? fmt::format("\x1b[{}m{}\x1b[0m", code, text) : std::string(text);
}

std::string Paint::level(rules::Band band, std::string_view text) const {
  switch (band) {
    case rules::Band::Critical:
    case rules::Band::High:
      return bad(text);
    case rules::Band::Medium:
      return warning(text);
    case rules::Band::Low:
      return muted(text);
  }
  return std::string(text);
}

size_t width_of(std::string_view text) {
  return static_cast<size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string padded(std::string_view text, size_t width) {
  std::string result(text);
  const size_t now = width_of(text);
  result.append(now < width ? width - now : 0, ' ');
  return result;
}

std::string paragraph(std::string_view first, std::string_view text, size_t indent) {
  std::string result(first);
  size_t column = indent;
  bool at_start = true;
  while (!text.empty()) {
    const size_t end = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (word.empty()) {
      continue;
    }
    const size_t width = width_of(word);
    if (!at_start && column + 1 + width > TextWidth) {
      result += '\n';
      result.append(indent, ' ');
      column = indent;
    } else if (!at_start) {
      result += ' ';
      ++column;
    }
    result += word;
    column += width;
    at_start = false;
  }
  return result + "\n";
}

}  // namespace aixc::render
