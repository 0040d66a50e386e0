#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/completions.h"

namespace aixc::cli {
namespace {

// What an option or argument stands for, by the word that the help has for it.
enum class Offered { None, Choice, File, Folder, Text };

Offered value_of(const OptionInfo& info) {
  if (info.value.empty()) {
    return Offered::None;
  }
  if (!info.choices.empty()) {
    return Offered::Choice;
  }
  if (info.value == "DIR") {
    return Offered::Folder;
  }
  return info.value == "FILE" || info.value == "OUT" ? Offered::File : Offered::Text;
}

std::vector<std::string_view> names_of(const OptionInfo& info) {
  const size_t comma = info.names.find(',');
  if (comma == std::string_view::npos) {
    return {info.names};
  }
  return {info.names.substr(0, comma), info.names.substr(comma + 1)};
}

std::string joined(const std::vector<std::string_view>& words, std::string_view between) {
  std::string text;
  for (const std::string_view word : words) {
    text.append(text.empty() ? "" : between).append(word);
  }
  return text;
}

// The words that a command takes in place of files; empty if it takes files.
std::vector<std::string_view> words_of(const Command& command) {
  if (command.name == "completions") {
    return {"bash", "zsh", "fish"};
  }
  std::vector<std::string_view> names;
  if (command.name == "help") {
    for (const Command& one : commands()) {
      if (!one.name.empty()) {
        names.push_back(one.name);
      }
    }
  }
  return names;
}

bool takes_files(const Command& command) {
  return command.arguments.find("FILE") != std::string_view::npos && command.most_words > 0;
}

// Without backticks, and safe between the quotes of any of the shells.
std::string plain(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '\'') {
      result += "’";
    } else if (c != '`') {
      result += c;
    }
  }
  return result;
}

// ---- bash ---------------------------------------------------------------------------------------

std::string bash_values(const Command& command) {
  std::string text;
  for (const OptionInfo* info : command.options) {
    const std::string names = joined(names_of(*info), "|");
    switch (value_of(*info)) {
      case Offered::None:
        break;
      case Offered::Choice:
        text += fmt::format("        {}) _aixc_words '{}'; return ;;\n", names,
                            joined(info->choices, " "));
        break;
      case Offered::File:
        text += fmt::format("        {}) _aixc_files -f; return ;;\n", names);
        break;
      case Offered::Folder:
        text += fmt::format("        {}) _aixc_files -d; return ;;\n", names);
        break;
      case Offered::Text:
        text += fmt::format("        {}) return ;;\n", names);
        break;
    }
  }
  return text;
}

std::string bash_command(const Command& command) {
  std::string options = "--help";
  for (const OptionInfo* info : command.options) {
    options += " " + joined(names_of(*info), " ");
  }
  std::string text = fmt::format("    {})\n", command.name.empty() ? "''" : command.name);
  if (const std::string values = bash_values(command); !values.empty()) {
    text += fmt::format("      case $before in\n{}      esac\n", values);
  }
  text += fmt::format("      options='{}'\n", options);
  if (const auto words = words_of(command); !words.empty()) {
    text += fmt::format("      words='{}'\n", joined(words, " "));
  }
  if (takes_files(command)) {
    text += "      files=1\n";
  }
  return text + "      ;;\n";
}

// ---- zsh ----------------------------------------------------------------------------------------

// `:` and brackets have a meaning in what `_arguments` reads.
std::string zsh_text(std::string_view text) {
  std::string result;
  for (const char c : plain(text)) {
    if (c == ':' || c == '[' || c == ']' || c == '\\') {
      result += '\\';
    }
    result += c;
  }
  return result;
}

std::string zsh_action(const OptionInfo& info) {
  switch (value_of(info)) {
    case Offered::None:
      return "";
    case Offered::Choice:
      return fmt::format(":{}:({})", info.value, joined(info.choices, " "));
    case Offered::File:
      return fmt::format(":{}:_files", info.value);
    case Offered::Folder:
      return fmt::format(":{}:_files -/", info.value);
    case Offered::Text:
      return fmt::format(":{}: ", info.value);
  }
  return "";
}

std::string zsh_command(const Command& command) {
  std::string text =
      fmt::format("    {})\n      _arguments -s \\\n        '--help[say what it does]'",
                  command.name.empty() ? "*" : command.name);
  for (const OptionInfo* info : command.options) {
    const bool repeated = std::holds_alternative<std::vector<std::string> Options::*>(info->target);
    for (const std::string_view name : names_of(*info)) {
      text += fmt::format(" \\\n        '{}{}[{}]{}'", repeated ? "*" : "", name,
                          zsh_text(info->help), zsh_action(*info));
    }
  }
  if (const auto words = words_of(command); !words.empty()) {
    text += fmt::format(" \\\n        '*:WORD:({})'", joined(words, " "));
  } else if (takes_files(command)) {
    text += " \\\n        '*:FILE:_files -g \"*.aisys(-.)\"'";
  }
  return text + "\n      ;;\n";
}

// ---- fish ---------------------------------------------------------------------------------------

std::string fish_option(const Command& command, const OptionInfo& info) {
  std::string text = fmt::format(
      "complete -c aixc -n '{}'",
      command.name.empty() ? "__aixc_no_command" : fmt::format("__aixc_command {}", command.name));
  for (const std::string_view name : names_of(info)) {
    text += name.starts_with("--") ? fmt::format(" -l {}", name.substr(2))
                                   : fmt::format(" -s {}", name.substr(1));
  }
  switch (value_of(info)) {
    case Offered::None:
      break;
    case Offered::Choice:
      text += fmt::format(" -x -a '{}'", joined(info.choices, " "));
      break;
    case Offered::File:
      text += " -r -F";
      break;
    case Offered::Folder:
      text += " -x -a '(__fish_complete_directories)'";
      break;
    case Offered::Text:
      text += " -x";
      break;
  }
  return fmt::format("{} -d '{}'\n", text, plain(info.help));
}

std::string fish_command(const Command& command) {
  std::string text;
  const std::string condition =
      command.name.empty() ? "__aixc_no_command" : fmt::format("__aixc_command {}", command.name);
  if (!command.name.empty()) {
    text += fmt::format("complete -c aixc -n __aixc_no_command -a {} -d '{}'\n", command.name,
                        plain(command.summary));
  }
  if (const auto words = words_of(command); !words.empty()) {
    text += fmt::format("complete -c aixc -n '{}' -a '{}'\n", condition, joined(words, " "));
  } else if (takes_files(command)) {
    text +=
        fmt::format("complete -c aixc -n '{}' -a '(__fish_complete_suffix .aisys)'\n", condition);
  }
  for (const OptionInfo* info : command.options) {
    text += fish_option(command, *info);
  }
  return text;
}

std::string command_names() {
  std::vector<std::string_view> names;
  for (const Command& command : commands()) {
    if (!command.name.empty()) {
      names.push_back(command.name);
    }
  }
  return joined(names, " ");
}

}  // namespace

std::string bash_completions() {
  std::string text =
      fmt::format(R"sh(# Completions of aixc for bash, made by `aixc completions bash`.
_aixc_words() {{ mapfile -t COMPREPLY < <(compgen -W "$1" -- "$current"); }}
_aixc_files() {{
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen "$1" -- "$current")
}}
_aixc() {{
  local current=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  local commands='{}' command='' options='' words='' files='' one
  COMPREPLY=()
  # `--option=value` comes in three words.
  if [[ $current == = ]]; then current=''; elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  if (( COMP_CWORD > 1 )) && [[ " $commands " == *" ${{COMP_WORDS[1]}} "* ]]; then
    command=${{COMP_WORDS[1]}}
  fi
  case $command in
)sh",
                  command_names());
  for (const Command& command : commands()) {
    text += bash_command(command);
  }
  return text + R"sh(  esac
  if [[ $current == -* ]]; then
    _aixc_words "$options"
    return
  fi
  (( COMP_CWORD == 1 )) && words=$commands
  [[ -n $words ]] && _aixc_words "$words"
  if [[ -n $files ]]; then
    compopt -o filenames 2>/dev/null
    while IFS= read -r one; do
      COMPREPLY+=("$one")
    done < <(compgen -f -X '!*.aisys' -- "$current"; compgen -d -- "$current")
  fi
}
complete -F _aixc aixc
)sh";
}

std::string zsh_completions() {
  std::string text =
      "#compdef aixc\n# Completions of aixc for zsh, made by `aixc completions zsh`.\n_aixc() {\n"
      "  local -a commands=(\n";
  for (const Command& command : commands()) {
    if (!command.name.empty()) {
      text += fmt::format("    '{}:{}'\n", command.name, zsh_text(command.summary));
    }
  }
  text += R"sh(  )
  if (( CURRENT == 2 )) && [[ $words[2] != -* ]]; then
    _describe -t commands command commands
    _files -g '*.aisys(-.)'
    return
  fi
  local command=$words[2]
  if (( ${+commands[(r)$command:*]} )); then
    shift words
    (( CURRENT-- ))
  fi
  case $command in
)sh";
  for (const Command& command : commands()) {
    if (!command.name.empty()) {
      text += zsh_command(command);
    }
  }
  text += zsh_command(commands().front());
  return text +
         "  esac\n}\nif [[ $funcstack[1] == _aixc ]]; then _aixc \"$@\"; else compdef _aixc "
         "aixc; fi\n";
}

std::string fish_completions() {
  std::string text =
      fmt::format(R"sh(# Completions of aixc for fish, made by `aixc completions fish`.
function __aixc_no_command
    set -l words (commandline -opc)
    test (count $words) -lt 2; or not contains -- $words[2] {}
end
function __aixc_command
    set -l words (commandline -opc)
    test (count $words) -ge 2; and test $words[2] = $argv[1]
end
complete -c aixc -f
complete -c aixc -s h -l help -d 'say what it does'
)sh",
                  command_names());
  for (const Command& command : commands()) {
    text += fish_command(command);
  }
  return text;
}

}  // namespace aixc::cli
