#include "compiler/model/type_text.h"

#include <fmt/core.h>

namespace aixc::model {
namespace {

std::string plain_type(const Model& model, Type::Form form, KindId kind) {
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

std::string type_text(const Model& model, const Type& type) {
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

}  // namespace aixc::model
