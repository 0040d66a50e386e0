#include "compiler/cli/arguments.h"

#include <algorithm>

#include <CLI/CLI.hpp>
#include <fmt/core.h>

#include "compiler/base/edit_distance.h"

namespace aixc::cli {
namespace {

// `--output` of `-o,--output`.
std::string_view long_name(const OptionInfo& info) {
  return info.names.substr(info.names.rfind(',') + 1);
}

void declare(CLI::App& app, const OptionInfo& info, Options& options) {
  const std::string names(info.names);
  if (const auto* flag = std::get_if<bool Options::*>(&info.target)) {
    app.add_flag(names, options.*(*flag));
  } else if (const auto* one = std::get_if<std::string Options::*>(&info.target)) {
    app.add_option(names, options.*(*one));
  } else if (const auto* list = std::get_if<std::vector<std::string> Options::*>(&info.target)) {
    // One value each time it is given, so that a file may follow.
    app.add_option(names, options.*(*list))->allow_extra_args(false);
  }
}

UsageError unknown_option(const Command& command, std::string_view given) {
  std::vector<std::string_view> known = {"--help"};
  for (const OptionInfo* info : command.options) {
    known.push_back(long_name(*info));
  }
  const std::string_view name = given.substr(0, given.find('='));
  return {command.name.empty() ? fmt::format("there is no option `{}`", name)
                               : fmt::format("`{}` has no option `{}`", command.name, name),
          did_you_mean(name, known)};
}

// `1`, `1.5` or `2`
std::string one_of(std::span<const std::string_view> choices) {
  std::string text;
  for (const std::string_view& choice : choices) {
    const bool first = &choice == &choices.front();
    const bool last = &choice == &choices.back();
    text += fmt::format("{}`{}`", first ? "" : last ? " or " : ", ", choice);
  }
  return text;
}

std::optional<UsageError> check_choices(const Command& command, const Options& options) {
  for (const OptionInfo* info : command.options) {
    const auto* target = std::get_if<std::string Options::*>(&info->target);
    if (target == nullptr || info->choices.empty()) {
      continue;
    }
    const std::string& given = options.*(*target);
    if (given.empty() || std::ranges::find(info->choices, given) != info->choices.end()) {
      continue;
    }
    const bool numbers = std::ranges::all_of(info->choices, [](std::string_view choice) {
      return choice.find_first_not_of("0123456789.") == std::string_view::npos;
    });
    // Digits are no letters: a number is not misspelt.
    std::string help =
        numbers ? "it takes " + one_of(info->choices) : did_you_mean(given, info->choices);
    return UsageError{fmt::format("`{}` does not take `{}`", long_name(*info), given),
                      help.empty() ? std::string(info->help) : help};
  }
  return std::nullopt;
}

std::optional<UsageError> check_words(const Command& command, const Options& options) {
  const size_t given = options.words.size();
  const std::string name =
      command.name.empty() ? std::string("aixc") : fmt::format("aixc {}", command.name);
  if (given < command.least_words) {
    return UsageError{
        fmt::format("too few arguments: the form is `{} {}`", name, command.arguments), ""};
  }
  if (given > command.most_words) {
    return UsageError{fmt::format("`{}` is one argument too many: the form is `{} {}`",
                                  options.words[command.most_words], name, command.arguments),
                      ""};
  }
  return std::nullopt;
}

}  // namespace

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const std::vector<std::string> near = nearest_names(word, candidates);
  std::string text;
  for (const std::string& name : near) {
    text += fmt::format("{}`{}`", text.empty() ? "did you mean " : " or ", name);
  }
  return text.empty() ? text : text + "?";
}

std::optional<UsageError> parse_arguments(const Command& command,
                                          std::span<const std::string> arguments,
                                          Options& options) {
  CLI::App app;
  app.set_help_flag();  // help is printed before arguments are looked at
  app.allow_extras();
  for (const OptionInfo* info : command.options) {
    declare(app, *info, options);
  }
  app.add_option("words", options.words);
  try {
    app.parse(std::vector<std::string>(arguments.rbegin(), arguments.rend()));
  } catch (const CLI::ParseError& error) {
    return UsageError{error.what(), ""};
  }
  for (const OptionInfo* info : command.options) {
    const std::string_view name = long_name(*info);
    if (app.count(std::string(name)) > 0) {
      options.given.push_back(name);
    }
  }
  for (const std::string& rest : app.remaining()) {
    if (rest.starts_with('-') && rest != "-" && rest != "--") {
      return unknown_option(command, rest);
    }
  }
  if (auto error = check_choices(command, options)) {
    return error;
  }
  return check_words(command, options);
}

}  // namespace aixc::cli
