// Reading attributes of threats, controls, parties and treatments by name.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"

namespace aixc::rules::passes {

// Given, else the default of the kind; null if neither is there.
const model::Value* value_of(const model::Model& model, model::EntityId entity,
                             std::string_view attribute);
// The same for the attributes of a treatment.
const model::Value* value_of(const model::Model& model, const model::Treatment& treatment,
                             std::string_view attribute);
// A choice or text as text, a list as its members; empty if there is none.
std::string text_of(const model::Model& model, const model::Value* value);
std::vector<std::string> texts_of(const model::Model& model, const model::Value* value);
std::optional<double> fraction_of(const model::Value* value);
std::optional<model::Date> date_of(const model::Value* value);

}  // namespace aixc::rules::passes
