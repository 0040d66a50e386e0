// What the commands about standards share.
#pragma once

#include <optional>
#include <string>

#include "compiler/cli/world.h"
#include "compiler/render/json_parts.h"
#include "rules/standards.h"

namespace aixc::cli {

// The standard of that name; else nothing, and what there is stands on standard error.
std::optional<rules::Standard> standard_named(const model::Model& model, const std::string& name,
                                              World& world);

// `{"id", "name", "url", "threats": [{"name", "basis"}], "controls": …}`
render::Json standard_entry_json(const model::Model& model, const rules::StandardEntry& entry);

// The standard with what is mapped to its entries, for people.
void print_standard(const model::Model& model, const rules::Standard& standard, World& world);

}  // namespace aixc::cli
