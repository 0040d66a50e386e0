// Maps and texts among the values of attributes, as the library's lists are written.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"

namespace aixc::rules {

// The map that a person or the library gave; null if none was given.
const model::ValueMap* map_of(const model::Model& model, model::EntityId entity,
                              std::string_view attribute);
// A text as a list of one, the texts of a list; nothing of other values.
std::vector<std::string> texts_of(const model::Value& value);

}  // namespace aixc::rules
