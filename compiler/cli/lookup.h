// Finding what a person names on the command line.
#pragma once

#include <optional>
#include <string_view>

#include "compiler/cli/session.h"

namespace aixc::cli {

// A threat by id, slug or alias; an element by path or short name, `system` for the system. What
// does not exist is refused on standard error with the nearest names.
std::optional<model::ThreatId> look_up_threat(const model::Model& model, std::string_view name,
                                              World& world);
std::optional<model::EntityId> look_up_element(const model::Model& model, std::string_view name,
                                               World& world);

}  // namespace aixc::cli
