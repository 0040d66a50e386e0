// Pages of the documentation that are made from the program's own tables, so that they cannot be
// behind: run with AIXC_UPDATE=1 to write them.
#include <cstdlib>
#include <filesystem>
#include <set>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "compiler/cli/command.h"
#include "compiler/cli/help.h"
#include "compiler/config/config.h"
#include "compiler/render/check/format.h"
#include "compiler/render/format.h"
#include "tests/support/golden.h"
#include "tests/support/paths.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

// `true`, `false`; `"low"`, `"high"`; a path, a list of texts, …
std::string taken_by(const config::Key& key) {
  if (std::holds_alternative<std::optional<bool> config::Config::*>(key.target)) {
    return "`true`, `false`";
  }
  std::string choices;
  for (const std::string_view choice : key.choices) {
    choices += fmt::format("{}`\"{}\"`", choices.empty() ? "" : ", ", choice);
  }
  if (!choices.empty()) {
    return choices;
  }
  const bool many = std::holds_alternative<std::vector<std::string> config::Config::*>(key.target);
  const std::string_view what = key.is_path ? "path" : "text";
  return many ? fmt::format("a list of {}s", what) : fmt::format("a {}", what);
}

TEST(Docs, CommandsPageIsTheHelp) {
  std::string page =
      "# Commands\n\nMade from the program's own help: `aixc help COMMAND` prints the same.\n";
  for (const cli::Command& command : cli::commands()) {
    page += fmt::format("\n## {}\n\n```text\n{}```\n",
                        command.name.empty() ? "aixc FILE" : fmt::format("aixc {}", command.name),
                        command.name.empty() ? cli::overview() : cli::help_page(command));
  }
  page += "\n## Formats\n\n| `--format` | extension | what it is |\n| --- | --- | --- |\n";
  for (const render::Format& format : render::formats()) {
    std::string extensions;
    for (const std::string_view extension : format.extensions) {
      extensions += fmt::format("{}`{}`", extensions.empty() ? "" : ", ", extension);
    }
    page += fmt::format("| `{}` | {} | {} |\n", format.name, extensions, format.description);
  }
  page +=
      "\n## Formats of `aixc check`\n\n| `--format` | extension | what it is |\n| --- | --- | --- "
      "|\n"
      "| `text` | | the findings for people, as they are printed without `--format` |\n";
  for (const render::CheckFormat& format : render::check_formats()) {
    const std::string extension =
        format.extension.empty() ? "" : fmt::format("`{}`", format.extension);
    page += fmt::format("| `{}` | {} | {} |\n", format.name, extension, format.description);
  }
  page +=
      "\n## aixc.toml\n\nRead from the folder of a model or the nearest one above it. What is "
      "given on "
      "the command line wins.\nPaths are relative to the file's folder, and stay below it.\n\n"
      "| key | takes | flag | what it says |\n| --- | --- | --- | --- |\n";
  for (const config::Key& key : config::keys()) {
    page += fmt::format("| `{}` | {} | {} | {} |\n", key.name, taken_by(key),
                        key.flag.empty() ? "" : fmt::format("`{}`", key.flag), key.help);
  }
  test::expect_file("docs/commands.md", page);
}

// docs/library is what `aixc docs docs/library --examples examples` writes: no page is old, missing
// or left over.
TEST(Docs, LibraryPagesAreTheLibrary) {
  namespace fs = std::filesystem;
  test::Tool tool;
  tool.small_library = false;
  tool.files.files.clear();
  const fs::path root = test::source_dir();
  for (const auto& entry : fs::recursive_directory_iterator(root / "examples")) {
    if (entry.path().extension() == ".aisys") {
      const fs::path path = entry.path().lexically_relative(root);
      tool.files.files[path.generic_string()] = test::read_source(path);
    }
  }
  const test::ToolRun run = tool.run({"docs", "docs/library", "--examples", "examples"});
  ASSERT_EQ(run.code, 0) << run.err;
  std::set<std::string> pages;
  for (const auto& [path, text] : tool.files.files) {
    if (path.starts_with("docs/library/")) {
      pages.insert(path);
      test::expect_file(path, text);
    }
  }
  EXPECT_GT(pages.size(), 500U);
  const char* update = std::getenv("AIXC_UPDATE");
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs/library")) {
    const std::string path = entry.path().lexically_relative(root).generic_string();
    if (entry.is_regular_file() && !pages.contains(path)) {
      EXPECT_TRUE(update != nullptr && fs::remove(entry.path())) << path << " is a page of nothing";
    }
  }
}

}  // namespace
}  // namespace aixc
