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

// Whether the argument takes the next one for its value, in some command that knows it.
bool takes_next(std::string_view argument) {
  const auto is_meant = [&](const OptionInfo* info) {
    std::string_view names = info->names;
    while (!names.empty()) {
      const size_t end = std::min(names.find(','), names.size());
      if (names.substr(0, end) == argument) {
        return !info->value.empty();
      }
      names.remove_prefix(std::min(end + 1, names.size()));
    }
    return false;
  };
  return std::ranges::any_of(commands(), [&](const Command& command) {
    return std::ranges::any_of(command.options, is_meant);
  });
}

// Where the command stands: the first word that is no option and no value of one.
size_t place_of_command(std::span<const std::string> arguments) {
  size_t at = 0;
  while (at < arguments.size() && arguments[at].starts_with('-') && arguments[at] != "-" &&
         arguments[at] != "--") {
    at += takes_next(arguments[at]) ? 2 : 1;
  }
  return std::min(at, arguments.size());
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
  const size_t place = place_of_command(arguments);
  const Command* command = place < arguments.size() ? find_command(arguments[place]) : nullptr;
  std::vector<std::string> rest(arguments.begin(), arguments.end());
  if (command != nullptr) {
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(place));
  } else {
    command = &commands().front();
  }
  if (asks_for_help(rest)) {
    world.out << (command->name.empty() ? overview() : help_page(*command));
    return Clean;
  }
  Options options;
  const auto error = parse_arguments(*command, rest, options);
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
