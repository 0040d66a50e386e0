#include "compiler/render/check/format.h"

#include <algorithm>
#include <vector>

#include "compiler/render/format.h"

namespace aixc::render {

std::span<const CheckFormat> check_formats() {
  static const std::vector<CheckFormat> All = {
      {"gcc", "", "one line each, as compilers write them, for editors and logs", check_gcc},
      {"json", ".json", "gate, diagnostics and the whole report of each model", check_json},
      {"sarif", ".sarif", "SARIF 2.1.0, for GitHub code scanning and other viewers", check_sarif},
      {"github", "", "annotations of a GitHub workflow, worst first", check_github},
      {"gitlab", "", "GitLab Code Quality", check_gitlab},
      {"junit", ".xml", "JUnit XML, as Jenkins reads it", check_junit},
      {"rdjson", "", "Reviewdog Diagnostic Format", check_rdjson},
      {"markdown", ".md", "a summary for a job or a pull request", check_markdown},
  };
  return All;
}

const CheckFormat* find_check_format(std::string_view name) {
  const auto found = std::ranges::find(check_formats(), name, &CheckFormat::name);
  return found == check_formats().end() ? nullptr : &*found;
}

const CheckFormat* check_format_of_path(std::string_view path) {
  for (const CheckFormat& format : check_formats()) {
    if (!format.extension.empty() && has_extension(path, format.extension)) {
      return &format;
    }
  }
  return nullptr;
}

}  // namespace aixc::render
