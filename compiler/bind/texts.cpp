#include "compiler/bind/texts.h"

#include <algorithm>

namespace aixc::bind {
namespace {

constexpr size_t MaxListed = 12;

std::string_view without_slashes(std::string_view line) {
  const size_t start = line.find_first_not_of(" \t");
  line = start == std::string_view::npos ? std::string_view() : line.substr(start);
  if (line.starts_with("///")) {
    line.remove_prefix(3);
  }
  if (line.starts_with(' ')) {
    line.remove_prefix(1);
  }
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ' || line.back() == '\t')) {
    line.remove_suffix(1);
  }
  return line;
}

}  // namespace

std::string path_text(const ast::Path& path) {
  std::string result;
  for (const ast::Name& part : path.parts) {
    if (!result.empty()) {
      result += '.';
    }
    result += part.text;
  }
  return result;
}

std::string quoted_list(std::span<const std::string_view> names, std::string_view conjunction) {
  const size_t shown = names.size() > MaxListed + 1 ? MaxListed : names.size();
  std::string result;
  for (size_t i = 0; i < shown; ++i) {
    const bool last = i + 1 == names.size();
    if (i > 0) {
      result += last ? " " + std::string(conjunction) + " " : ", ";
    }
    result += "`" + std::string(names[i]) + "`";
  }
  if (shown < names.size()) {
    result += ", … (" + std::to_string(names.size() - shown) + " more)";
  }
  return result;
}

std::string label_from_name(std::string_view name) {
  std::string result(name);
  std::ranges::replace_if(
      result, [](char c) { return c == '_' || c == '-'; }, ' ');
  return result;
}

std::string label_of(const std::optional<ast::Text>& label, const ast::Name& name) {
  return label ? ast::string_value(label->raw) : label_from_name(name.text);
}

std::string doc_text(std::string_view doc) {
  std::string result;
  while (!doc.empty()) {
    const size_t end = std::min(doc.find('\n'), doc.size());
    if (!result.empty()) {
      result += '\n';
    }
    result += without_slashes(doc.substr(0, end));
    doc.remove_prefix(std::min(end + 1, doc.size()));
  }
  return result;
}

}  // namespace aixc::bind
