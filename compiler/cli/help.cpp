#include "compiler/cli/help.h"

#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/man.h"
#include "compiler/render/paint.h"
#include "compiler/version.h"

namespace aixc::cli {
namespace {

using render::padded;
using render::paragraph;
using render::width_of;

std::string form_of(const Command& command) {
  return command.name.empty() ? std::string(command.arguments)
                              : fmt::format("{} {}", command.name, command.arguments);
}

// Paragraphs are separated by empty lines.
std::string wrapped(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const size_t end = std::min(text.find("\n\n"), text.size());
    result += paragraph("", text.substr(0, end), 0);
    text.remove_prefix(std::min(end + 2, text.size()));
    result += text.empty() ? "" : "\n";
  }
  return result;
}

std::string option_lines(const OptionList& options) {
  std::vector<std::pair<std::string, std::string_view>> rows;
  size_t widest = 0;
  for (const OptionInfo* info : options) {
    std::string names(info->names);
    if (const size_t comma = names.find(','); comma != std::string::npos) {
      names.insert(comma + 1, " ");
    }
    rows.emplace_back(info->value.empty() ? names : fmt::format("{} {}", names, info->value),
                      info->help);
    widest = std::max(widest, rows.back().first.size());
  }
  std::string text;
  for (const auto& [left, right] : rows) {
    text += paragraph(fmt::format("  {}", padded(left, widest + 2)), right, widest + 4);
  }
  return text;
}

std::string example_lines(const std::vector<Example>& examples) {
  size_t widest = 0;
  for (const Example& example : examples) {
    widest = std::max(widest, width_of(example.command));
  }
  std::string text;
  for (const Example& example : examples) {
    text += paragraph(fmt::format("  {}", padded(example.command, widest + 2)), example.what,
                      widest + 4);
  }
  return text;
}

}  // namespace

std::string overview() {
  const Command& build = commands().front();
  std::string text = fmt::format("aixc {}: a threat-model compiler for AI systems\n\n", Version);
  text += wrapped(build.description);
  text += "\nUsage:\n";
  size_t widest = 0;
  for (const Command& command : commands()) {
    widest = std::max(widest, width_of(form_of(command)));
  }
  for (const Command& command : commands()) {
    text += paragraph(fmt::format("  aixc {}", padded(form_of(command), widest + 2)),
                      command.summary, widest + 9);
  }
  text += "\nStart here:\n" + example_lines(build.examples);
  text += "\nOptions of `aixc FILE`:\n" + option_lines(build.options);
  text += "  -h, --help, --version\n\n";
  text += wrapped(
      "Exit codes: 0 all is well; 1 threats at or above `--fail-on`, or errors in a model; 2 wrong "
      "usage, or something that cannot be read or written.\n\n`aixc COMMAND --help` says more "
      "about "
      "a command.");
  return text;
}

std::string help_page(const Command& command) {
  std::string text = fmt::format("Usage: aixc {}{}\n\n", form_of(command),
                                 command.options.empty() ? "" : " [OPTION…]");
  text += wrapped(command.description);
  if (!command.examples.empty()) {
    text += "\nExamples:\n" + example_lines(command.examples);
  }
  if (!command.options.empty()) {
    text += "\nOptions:\n" + option_lines(command.options);
  }
  return text;
}

namespace {

int run_help(const Options& options, World& world) {
  if (options.man) {
    world.out << man_page();
    return Clean;
  }
  if (options.words.empty()) {
    world.out << overview();
    return Clean;
  }
  const Command* command = find_command(options.words.front());
  if (command != nullptr) {
    world.out << help_page(*command);
    return Clean;
  }
  std::vector<std::string_view> names;
  for (const Command& one : commands()) {
    names.push_back(one.name);
  }
  world.err << fmt::format("aixc: there is no command `{}`\n", options.words.front());
  const std::string help = did_you_mean(options.words.front(), names);
  world.err << (help.empty() ? "" : "  help: " + help + "\n");
  return Refused;
}

}  // namespace

Command help_command() {
  return {.name = "help",
          .arguments = "[COMMAND]",
          .summary = "say what a command does, with examples",
          .description = "Prints the page of a command, or the list of all commands.",
          .options = {&option::Man},
          .examples = {{"aixc help check", "what `check` does and takes"},
                       {"aixc help --man | man -l -", "all of it as a manual page"}},
          .least_words = 0,
          .most_words = 1,
          .run = run_help};
}

}  // namespace aixc::cli
