#include "compiler/cli/command.h"

namespace aixc::cli {

std::span<const Command> commands() {
  static const std::vector<Command> All = {
      build_command(),      init_command(),        check_command(),    diff_command(),
      watch_command(),      serve_command(),       why_command(),      questions_command(),
      ledger_command(),     plan_command(),        explain_command(),  docs_command(),
      list_command(),       coverage_command(),    testplan_command(), test_command(),
      lint_rules_command(), fmt_command(),         lsp_command(),      dump_command(),
      help_command(),       completions_command(),
  };
  return All;
}

const Command* find_command(std::string_view name) {
  for (const Command& command : commands()) {
    if (!command.name.empty() && command.name == name) {
      return &command;
    }
  }
  return nullptr;
}

}  // namespace aixc::cli
