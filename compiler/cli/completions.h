// Completions for shells, made from the table of commands.
#pragma once

#include <string>

namespace aixc::cli {

// Scripts that the shells read: bash and fish by themselves, zsh as `_aixc` on its `fpath`.
std::string bash_completions();
std::string zsh_completions();
std::string fish_completions();

}  // namespace aixc::cli
