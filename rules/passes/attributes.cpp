#include "rules/passes/attributes.h"

namespace aixc::rules::passes {

const model::Value* value_of(const model::Model& model, model::EntityId entity,
                             std::string_view attribute) {
  const Symbol name = model.names.find(attribute);
  const model::KindId kind = model.entities[entity].kind;
  const model::AttributeId id = name && kind ? model.attribute(kind, name) : model::AttributeId();
  if (!id) {
    return nullptr;
  }
  if (const model::Value* given = model.given(entity, id)) {
    return given;
  }
  const model::Assignment* fallback = model.default_of(kind, id);
  return fallback != nullptr ? &fallback->value : nullptr;
}

const model::Value* value_of(const model::Model& model, const model::Treatment& treatment,
                             std::string_view attribute) {
  const Symbol name = model.names.find(attribute);
  for (const model::Assignment& assignment : treatment.attributes) {
    if (model.attributes[assignment.attribute].name == name) {
      return &assignment.value;
    }
  }
  return nullptr;
}

std::string text_of(const model::Model& model, const model::Value* value) {
  if (value == nullptr) {
    return {};
  }
  if (const auto* choice = std::get_if<model::Choice>(&value->data)) {
    return std::string(model.text(choice->name));
  }
  if (const auto* text = std::get_if<std::string>(&value->data)) {
    return *text;
  }
  return {};
}

std::vector<std::string> texts_of(const model::Model& model, const model::Value* value) {
  std::vector<std::string> result;
  if (value == nullptr) {
    return result;
  }
  if (const auto* list = std::get_if<model::ValueList>(&value->data)) {
    for (const model::Value& item : *list) {
      result.push_back(text_of(model, &item));
    }
  } else if (std::string text = text_of(model, value); !text.empty()) {
    result.push_back(std::move(text));
  }
  return result;
}

std::optional<double> fraction_of(const model::Value* value) {
  const auto* percent = value != nullptr ? std::get_if<model::Percent>(&value->data) : nullptr;
  return percent != nullptr ? std::optional(percent->fraction) : std::nullopt;
}

std::optional<model::Date> date_of(const model::Value* value) {
  const auto* date = value != nullptr ? std::get_if<model::Date>(&value->data) : nullptr;
  return date != nullptr ? std::optional(*date) : std::nullopt;
}

}  // namespace aixc::rules::passes
