// The commands: one file for each, and one table of them.
#pragma once

#include <climits>
#include <span>
#include <string_view>
#include <vector>

#include "compiler/cli/options.h"
#include "compiler/cli/world.h"

namespace aixc::cli {

// The exit codes of every command.
enum ExitCode : int {
  Clean = 0,
  Found = 1,    // threats at or above the gate, or errors in a model
  Refused = 2,  // usage, unreadable input, an output that cannot be written, our own mistake
};

struct Example {
  std::string_view command;
  std::string_view what;
};

struct Command {
  std::string_view name;         // empty for the one that is meant when no name is given
  std::string_view arguments;    // `FILE…`, as in the usage line
  std::string_view summary;      // one line, for the list of commands
  std::string_view description;  // paragraphs
  OptionList options;
  std::vector<Example> examples;
  size_t least_words = 0;
  size_t most_words = INT_MAX;
  int (*run)(const Options& options, World& world);
};

Command build_command();
Command check_command();
Command diff_command();
Command why_command();
Command questions_command();
Command ledger_command();
Command plan_command();
Command init_command();
Command watch_command();
Command serve_command();
Command completions_command();
Command explain_command();
Command docs_command();
Command list_command();
Command coverage_command();
Command testplan_command();
Command test_command();
Command lint_rules_command();
Command fmt_command();
Command lsp_command();
Command dump_command();
Command help_command();

// In the order of the help; the first is the one without a name.
std::span<const Command> commands();
// Null if there is none of that name.
const Command* find_command(std::string_view name);

}  // namespace aixc::cli
