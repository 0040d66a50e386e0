// Pages of the documentation that are made from the program's own tables, so that they cannot be
// behind: run with AIXC_UPDATE=1 to write them.
#include <fmt/core.h>
#include <gtest/gtest.h>

#include "compiler/cli/command.h"
#include "compiler/cli/help.h"
#include "compiler/diagnostics/diagnostic.h"
#include "compiler/render/format.h"
#include "tests/support/golden.h"

namespace aixc {
namespace {

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
  page += "\nThe JSON is described by [schema/aixc-report-1.json](schema/aixc-report-1.json).\n";
  test::expect_file("docs/commands.md", page);
}

TEST(Docs, DiagnosticsPageIsTheTable) {
  std::string page =
      "# Diagnostics\n\nWhat can be wrong with the text of a model, by code. `aixc explain "
      "AIX2001` "
      "prints one in the terminal.\n";
  for (const diagnostics::KindInfo& info : diagnostics::all_kinds()) {
    const bool error = info.severity == diagnostics::Severity::Error;
    page += fmt::format("\n## {} {}\n\n{}: `` {} ``\n\n{}\n", diagnostics::code_text(info.kind),
                        info.name, error ? "Error" : "Warning", info.message, info.explanation);
  }
  test::expect_file("docs/diagnostics.md", page);
}

}  // namespace
}  // namespace aixc
