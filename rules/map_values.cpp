#include "rules/map_values.h"

namespace aixc::rules {

const model::ValueMap* map_of(const model::Model& model, model::EntityId entity,
                              std::string_view attribute) {
  const model::Value* value = model.given(entity, attribute);
  return value == nullptr ? nullptr : std::get_if<model::ValueMap>(&value->data);
}

std::vector<std::string> texts_of(const model::Value& value) {
  if (const auto* text = std::get_if<std::string>(&value.data)) {
    return {*text};
  }
  std::vector<std::string> texts;
  if (const auto* list = std::get_if<model::ValueList>(&value.data)) {
    for (const model::Value& one : *list) {
      if (const auto* text = std::get_if<std::string>(&one.data)) {
        texts.push_back(*text);
      }
    }
  }
  return texts;
}

}  // namespace aixc::rules
