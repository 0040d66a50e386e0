// Which files of a folder are models.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/configuration.h"
#include "compiler/cli/world.h"

namespace aixc::cli {

// Of the `.aisys` files of a folder those to check one by one, in the same order: what another of
// them imports is a part of that one, unless it declares a system of its own. Without those that
// the configuration excludes. Nothing if a configuration has errors.
std::optional<std::vector<std::string>> models_among(const std::vector<std::string>& files,
                                                     Configurations& configurations,
                                                     const World& world);

}  // namespace aixc::cli
