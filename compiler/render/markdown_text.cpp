#include "compiler/render/markdown_text.h"

#include "compiler/base/utf8.h"

namespace aixc::render {
namespace {

// Punctuation that CommonMark, GFM or MDX give a meaning to somewhere inside a line. The colon is
// among them because `https://` makes a link of itself.
constexpr std::string_view Active = "\\`*_{}[]()<>#!|~$&:^\"'";

bool is_dropped(uint32_t code) {
  const bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
  const bool direction = code == 0x61C || code == 0x200E || code == 0x200F ||
                         (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
  return control || direction || code == 0xFEFF || code == 0xFFFE || code == 0xFFFF;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  constexpr uint32_t WordJoiner = 0x2060;
  std::string result;
  for (size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    const uint32_t code = code_point_at(text, at);
    if (code == '\n' || code == '\t' || code == '\r') {
      result += ' ';
      continue;
    }
    if (is_dropped(code)) {
      continue;
    }
    const bool is_web_dot = code == '.' && result.size() >= 3 &&
                            std::string_view(result).substr(result.size() - 3) == "www";
    if (is_web_dot || (code < 0x80 && Active.find(static_cast<char>(code)) != Active.npos)) {
      result += '\\';
    }
    append_utf8(result, code);
    // GitHub makes mentions and references of the finished page, whatever was escaped.
    if (code == '@' || code == '#') {
      append_utf8(result, WordJoiner);
    }
  }
  return result;
}

}  // namespace aixc::render
