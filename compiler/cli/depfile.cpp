#include "compiler/cli/depfile.h"

namespace aixc::cli {
namespace {

std::string escaped(const std::string& name) {
  std::string text;
  for (size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ' || c == '#' || c == '\t') {
      // Make halves the backslashes before what it would else split at.
      for (size_t at = i; at > 0 && name[at - 1] == '\\'; --at) {
        text += '\\';
      }
      text += '\\';
    } else if (c == '$') {
      text += '$';
    } else if (c == ':' || c == '%') {
      text += '\\';
    }
    text += c;
  }
  return text;
}

bool can_be_written(const std::string& name) {
  return name.find('\n') == std::string::npos;
}

}  // namespace

std::string depfile_text(std::span<const std::string> outputs, const std::set<std::string>& files) {
  std::string targets;
  for (const std::string& output : outputs) {
    targets += can_be_written(output) ? (targets.empty() ? "" : " ") + escaped(output) : "";
  }
  std::string rule = targets + ":";
  std::string empty;
  for (const std::string& file : files) {
    if (can_be_written(file)) {
      rule += " \\\n  " + escaped(file);
      empty += "\n" + escaped(file) + ":\n";
    }
  }
  return rule + "\n" + empty;
}

}  // namespace aixc::cli
