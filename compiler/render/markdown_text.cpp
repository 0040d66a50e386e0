#include "compiler/render/markdown_text.h"

#include <fmt/core.h>

#include "compiler/render/plain_text.h"
#include "compiler/render/svg/writer.h"

namespace aixc::render {
namespace {

// Whether the character makes an address of GFM's autolinks of what stands beside it. Such a link
// would take the backslashes behind it for its own, and with them what they hold back.
bool links(std::string_view line, size_t at) {
  const auto is_w = [&](size_t i) { return (line[i] | 0x20) == 'w'; };
  const bool scheme = line[at] == ':' && at + 1 < line.size() && line[at + 1] == '/';
  const bool host = line[at] == '.' && at >= 3 && is_w(at - 1) && is_w(at - 2) && is_w(at - 3);
  return scheme || host;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  constexpr std::string_view Active = "\\`*_{}[]<>#|~&$^";
  constexpr std::string_view ActiveAtStart = "+-=().:!'\"";
  constexpr std::string_view WordJoiner = "\u2060";
  std::string result;
  const std::string line = on_one_line(text);
  for (size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    const bool at_start = at == 0 && ActiveAtStart.find(c) != std::string_view::npos;
    // A list, where only a number stands before it.
    const bool numbered = (c == '.' || c == ')') && line.find_first_not_of("0123456789") == at;
    if (Active.find(c) != std::string_view::npos || at_start || numbered || links(line, at)) {
      result += '\\';
    }
    result += c;
    if (c == '@' || c == '#') {
      result += WordJoiner;
    }
  }
  return result;
}

std::string markdown_link(std::string_view url, std::string_view title) {
  constexpr std::string_view Plain = "-._~:/?#@!$,;=%+";
  std::string target;
  for (const char c : safe_link(url)) {
    const bool alphanumeric =
        (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (alphanumeric || Plain.find(c) != std::string_view::npos) {
      target += c;
    } else {
      target += fmt::format("%{:02X}", static_cast<int>(static_cast<unsigned char>(c)));
    }
  }
  return target.empty() ? markdown_text(title)
                        : fmt::format("[{}]({})", markdown_text(title), target);
}

}  // namespace aixc::render
