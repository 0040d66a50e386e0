// Help texts, made from the table of commands.
#pragma once

#include <string>

#include "compiler/cli/command.h"

namespace aixc::cli {

// What `aixc --help` prints: what the program is for, its commands, where to start.
std::string overview();
// What `aixc COMMAND --help` prints.
std::string help_page(const Command& command);

}  // namespace aixc::cli
