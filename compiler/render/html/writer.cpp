#include "compiler/render/html/writer.h"

#include <algorithm>
#include <array>

#include "compiler/render/svg/writer.h"

namespace aixc::render {
namespace {

// Embeddings and overrides (U+202A to U+202E) and isolates (U+2066 to U+2069).
bool turns_direction(std::string_view text) {
  for (size_t at = text.find('\xE2'); at != std::string_view::npos;
       at = text.find('\xE2', at + 1)) {
    const std::string_view rest = text.substr(at + 1, 2);
    if (rest.size() == 2 && ((rest[0] == '\x80' && rest[1] >= '\xAA' && rest[1] <= '\xAE') ||
                             (rest[0] == '\x81' && rest[1] >= '\xA6' && rest[1] <= '\xA9'))) {
      return true;
    }
  }
  return false;
}

// Longer words than these are broken anywhere, so that one of them cannot push a table apart;
// shorter ones never are.
constexpr size_t LongestWhole = 40;

bool has_long_word(std::string_view text) {
  size_t length = 0;
  return std::ranges::any_of(text, [&](char c) {
    length = c == ' ' || c == '\n' ? 0 : length + 1;
    return length > LongestWhole;
  });
}

}  // namespace

std::string attribute(std::string_view name, std::string_view value) {
  std::string text = " ";
  text += name;
  text += "=\"";
  text += escape(value);
  text += '"';
  return text;
}

HtmlWriter& HtmlWriter::raw(std::string_view markup) {
  out_ += markup;
  return *this;
}

HtmlWriter& HtmlWriter::text(std::string_view text) {
  const bool isolated = turns_direction(text);
  const bool broken = has_long_word(text);
  out_ += isolated ? "<bdi>" : "";
  out_ += broken ? "<span class=\"long\">" : "";
  out_ += escape(text);
  out_ += broken ? "</span>" : "";
  out_ += isolated ? "</bdi>" : "";
  return *this;
}

HtmlWriter& HtmlWriter::open(std::string_view tag, std::string_view attributes) {
  out_ += '<';
  out_ += tag;
  out_ += attributes;
  out_ += '>';
  return *this;
}

HtmlWriter& HtmlWriter::close(std::string_view tag) {
  constexpr std::array<std::string_view, 10> EndsLine = {
      "p", "li", "tr", "table", "section", "article", "div", "ul", "ol", "details"};
  out_ += "</";
  out_ += tag;
  out_ += '>';
  if (std::ranges::find(EndsLine, tag) != EndsLine.end()) {
    out_ += '\n';
  }
  return *this;
}

HtmlWriter& HtmlWriter::element(std::string_view tag, std::string_view content,
                                std::string_view attributes) {
  return open(tag, attributes).text(content).close(tag);
}

HtmlWriter& HtmlWriter::link(std::string_view url, std::string_view content) {
  const std::string safe = safe_link(url);
  if (safe.empty()) {
    return text(content);
  }
  return element("a", content, attribute("href", safe) + " rel=\"noopener noreferrer\"");
}

}  // namespace aixc::render
