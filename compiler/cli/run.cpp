#include "compiler/cli/run.h"

#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/help.h"
#include "compiler/version.h"

namespace aixc::cli {
namespace {

int refuse(const Command& command, const UsageError& error, World& world) {
  world.err << "aixc: " << error.message << "\n";
  if (!error.help.empty()) {
    world.err << "  help: " << error.help << "\n";
  }
  world.err << fmt::format("  see `aixc{}{} --help`\n", command.name.empty() ? "" : " ",
                           command.name);
  return Refused;
}

// A word that names no file may be a command with a slip of the pen.
std::optional<UsageError> mistyped_command(const Options& options, const World& world) {
  if (options.words.empty()) {
    return std::nullopt;
  }
  const std::string& word = options.words.front();
  const bool like_a_name = std::ranges::all_of(
      word, [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '-'; });
  const bool is_missing = world.files.read(word, 0).error == "no such file";
  if (word == "-" || !like_a_name || !is_missing) {
    return std::nullopt;
  }
  if (find_command(word) != nullptr) {
    return UsageError{fmt::format("the command `{}` stands before its options", word),
                      fmt::format("the form is `aixc {} …`", word)};
  }
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    if (!command.name.empty()) {
      names.push_back(command.name);
    }
  }
  return UsageError{fmt::format("`{}` is neither a command nor a file", word),
                    did_you_mean(word, names)};
}

bool asks_for_help(std::span<const std::string> arguments) {
  const auto end = std::ranges::find(arguments, "--");
  return std::any_of(arguments.begin(), end,
                     [](const std::string& one) { return one == "--help" || one == "-h"; });
}

}  // namespace

int run(std::span<const std::string> arguments, World& world) {
  if (arguments.empty()) {
    world.err << overview();
    return Refused;
  }
  if (arguments.front() == "--version") {
    world.out << "aixc " << Version << "\n";
    return Clean;
  }
  const Command* command = find_command(arguments.front());
  if (command != nullptr) {
    arguments = arguments.subspan(1);
  } else {
    command = &commands().front();
  }
  if (asks_for_help(arguments)) {
    world.out << (command->name.empty() ? overview() : help_page(*command));
    return Clean;
  }
  Options options;
  const auto error = parse_arguments(*command, arguments, options);
  if (command->name.empty()) {
    if (const auto slip = mistyped_command(options, world)) {
      return refuse(*command, *slip, world);
    }
  }
  if (error) {
    return refuse(*command, *error, world);
  }
  const int code = command->run(options, world);
  if (!world.out.flush()) {
    world.err << "aixc: standard output cannot be written\n";
    return Refused;
  }
  return code;
}

}  // namespace aixc::cli
