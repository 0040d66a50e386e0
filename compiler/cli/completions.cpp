// `aixc completions SHELL`
#include "compiler/cli/completions.h"

#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/arguments.h"
#include "compiler/cli/command.h"
#include "compiler/cli/session.h"

namespace aixc::cli {
namespace {

int run_completions(const Options& options, World& world) {
  const std::string& shell = options.words.front();
  if (shell == "bash") {
    world.out << bash_completions();
  } else if (shell == "zsh") {
    world.out << zsh_completions();
  } else if (shell == "fish") {
    world.out << fish_completions();
  } else {
    const std::vector<std::string_view> shells = {"bash", "zsh", "fish"};
    const std::string near = did_you_mean(shell, shells);
    return refuse(world, fmt::format("there are no completions for `{}`", shell),
                  near.empty() ? "there are those for bash, zsh and fish" : near);
  }
  return Clean;
}

}  // namespace

Command completions_command() {
  return {
      .name = "completions",
      .arguments = "bash|zsh|fish",
      .summary = "the script that completes commands and options in a shell",
      .description =
          "Prints a script for a shell, which completes commands, options, their values and files. "
          "`cmake --install` puts all three where the shells look for them.",
      .options = {},
      .examples = {{"aixc completions bash > ~/.local/share/bash-completion/completions/aixc",
                    "for bash"},
                   {"aixc completions zsh > ~/.zfunc/_aixc", "a folder of zsh's `fpath`"},
                   {"aixc completions fish > ~/.config/fish/completions/aixc.fish", "for fish"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_completions,
  };
}

}  // namespace aixc::cli
