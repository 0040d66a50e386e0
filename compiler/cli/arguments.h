// Arguments → options. The only file behind this header sees CLI11.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "compiler/cli/command.h"

namespace aixc::cli {

// What is wrong with the arguments, and the way out.
struct UsageError {
  std::string message;
  std::string help;  // may be empty
};

// Fills `options` with what `arguments` (without the command's name) say.
std::optional<UsageError> parse_arguments(const Command& command,
                                          std::span<const std::string> arguments, Options& options);

// "did you mean `x`?", or "" if nothing is near.
std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace aixc::cli
