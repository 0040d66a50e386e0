#include "compiler/pages/vocabulary.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::pages {
namespace {

using model::Type;

std::string plain_type(const model::Model& model, Type::Form form, model::KindId kind) {
  switch (form) {
    case Type::Form::YesNo:
      return "yes/no";
    case Type::Form::Text:
      return "text";
    case Type::Form::Number:
      return "number";
    case Type::Form::Percent:
      return "percent";
    case Type::Form::Date:
      return "date";
    case Type::Form::Duration:
      return "duration";
    case Type::Form::Map:
      return "map";
    case Type::Form::Reference:
      return kind ? std::string(model.text(model.kinds[kind].name)) : "element";
    case Type::Form::OneOf:
      return "one of";
    case Type::Form::SomeOf:
      return "some of";
    case Type::Form::List:
      return "list";
  }
  return {};
}

}  // namespace

std::string type_text(const model::Model& model, const Type& type) {
  if (type.form == Type::Form::List) {
    return "list of " + plain_type(model, type.element, type.kind);
  }
  std::string text = plain_type(model, type.form, type.kind);
  if (type.form == Type::Form::OneOf || type.form == Type::Form::SomeOf) {
    std::string values;
    for (const Symbol value : type.values) {
      values += fmt::format("{}{}", values.empty() ? "" : ", ", model.text(value));
    }
    text += fmt::format(" [{}]", values);
  }
  return text;
}

std::vector<model::AttributeId> attributes_of(const model::Model& model, model::KindId kind) {
  std::vector<model::AttributeId> attributes;
  for (const auto& [name, attribute] : model.kinds[kind].attributes) {
    attributes.push_back(attribute);
  }
  std::ranges::sort(attributes, {}, [&](model::AttributeId id) {
    const model::AttributeDeclaration& declaration = model.attributes[id];
    return std::pair(model.kinds[declaration.owner].depth, declaration.span);
  });
  return attributes;
}

std::vector<model::RuleId> rules_of(const model::Model& model, model::ThreatId threat) {
  std::vector<model::RuleId> rules;
  for (size_t i = 0; i < model.rules.size(); ++i) {
    const model::Rule& rule = model.rules[model::RuleId(i)];
    if (rule.threat == threat || rules::passes::shown_as(model, rule.threat) == threat) {
      rules.emplace_back(i);
    }
  }
  return rules;
}

}  // namespace aixc::pages
