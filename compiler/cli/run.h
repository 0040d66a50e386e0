// The whole program but for its outside: arguments → a command → its exit code.
#pragma once

#include <span>
#include <string>

#include "compiler/cli/world.h"

namespace aixc::cli {

// `arguments` without the program's name. Never throws for what a person gave.
int run(std::span<const std::string> arguments, World& world);

}  // namespace aixc::cli
