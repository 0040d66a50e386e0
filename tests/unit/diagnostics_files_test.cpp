// Every file of tests/diagnostics against what it says of itself: `//! error AIX2003 "part of the
// message"` at the end of a line, or `//!^` for the line above, expects that diagnostic there, and
// with `help "part of the help"` behind it that way out; nothing else may be reported.
#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "tests/support/paths.h"

namespace aixc::test {
namespace {

struct Expected {
  std::string file;
  uint32_t line = 0;
  std::string code;
  std::string part;
  std::string help;
  bool met = false;
};

std::vector<std::filesystem::path> files() {
  std::vector<std::filesystem::path> result;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_dir() / "tests/diagnostics")) {
    if (entry.path().extension() == ".aisys") {
      result.push_back(entry.path());
    }
  }
  std::ranges::sort(result);
  return result;
}

// Cuts `text` off its front up to `end`, which goes too.
std::string take(std::string_view& text, char end) {
  const size_t at = std::min(text.find(end), text.size());
  const std::string result(text.substr(0, at));
  text.remove_prefix(std::min(at + 1, text.size()));
  return result;
}

// Those of one line: each runs from its `//!` to the second `"`, or to the fourth with a help.
void expectations(std::string_view content, const std::string& file, uint32_t line,
                  std::vector<Expected>& into) {
  constexpr std::string_view Mark = "//!";
  for (size_t at = content.find(Mark); at != std::string_view::npos; at = content.find(Mark)) {
    content.remove_prefix(at + Mark.size());
    const auto up = static_cast<uint32_t>(take(content, ' ').size());
    const std::string severity = take(content, ' ');
    EXPECT_TRUE(severity == "error" || severity == "warning") << file << ":" << line;
    const std::string code = take(content, ' ');
    take(content, '"');
    Expected expected{file, line - up, code, take(content, '"'), {}};
    constexpr std::string_view Help = " help \"";
    if (content.starts_with(Help)) {
      content.remove_prefix(Help.size());
      expected.help = take(content, '"');
    }
    into.push_back(std::move(expected));
  }
}

std::vector<Expected> expectations(const source::SourceMap& sources, source::FileId file) {
  std::vector<Expected> result;
  const auto& it = sources.file(file);
  for (uint32_t line = 1; line <= it.line_starts.size(); ++line) {
    expectations(sources.line(file, line), it.name, line, result);
  }
  return result;
}

TEST(DiagnosticsFiles, ReportExactlyWhatTheySay) {
  for (const auto& path : files()) {
    source::DiskFileSystem disk;
    CompileOptions options;
    model::parse_date("2026-12-01", options.assess.today);
    const Compilation result = compile(path.string(), "", disk, options);
    std::vector<Expected> expected;
    for (size_t i = 0; i < result.program.sources.size(); ++i) {
      const auto& file = result.program.sources.file(source::FileId(i));
      if (!file.library) {
        const auto own = expectations(result.program.sources, source::FileId(i));
        expected.insert(expected.end(), own.begin(), own.end());
      }
    }
    EXPECT_FALSE(expected.empty()) << path << " expects nothing";
    for (const diagnostics::Diagnostic& it : result.sink.sorted()) {
      const std::string code = diagnostics::code_text(it.kind);
      const std::string file = it.span ? result.program.sources.file(it.span.file).name : "";
      const uint32_t line = it.span ? result.program.sources.begin(it.span).line : 0;
      const auto found = std::ranges::find_if(expected, [&](const Expected& e) {
        return !e.met && e.code == code && e.file == file && e.line == line &&
               it.message.find(e.part) != std::string::npos &&
               it.help.find(e.help) != std::string::npos;
      });
      if (found == expected.end()) {
        ADD_FAILURE() << file << ":" << line << ": unexpected " << code << ": " << it.message
                      << "\n  help: " << it.help;
      } else {
        found->met = true;
      }
    }
    for (const Expected& it : expected) {
      EXPECT_TRUE(it.met) << it.file << ":" << it.line << ": " << it.code << " \"" << it.part
                          << "\" was not reported";
    }
  }
}

}  // namespace
}  // namespace aixc::test
