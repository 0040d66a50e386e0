#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/terms.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

// What a card says of its element beside its title and threats.
namespace aixc::diagram {

// The look of the nearest kind that has one.
Look look_of(const model::Model& model, model::KindId kind);

// The value of an attribute, however it is known; null: it is not.
const model::Value* known_value(const model::Model& model, const rules::Assessment& assessment,
                                model::EntityId entity, std::string_view attribute);

// The words of a value, one for each of a list; none of an unknown one.
std::vector<std::string> values_of(const model::Model& model, const model::Value& value);

// The pills of a card, most telling first.
std::vector<std::string> tags_of(const model::Model& model, const rules::Assessment& assessment,
                                 model::EntityId element);

}  // namespace aixc::diagram
