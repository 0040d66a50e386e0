#include <algorithm>
#include <array>

#include "compiler/bind/kinds.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

using Form = model::Type::Form;

struct PlainType {
  std::string_view name;
  Form form;
};

constexpr auto PlainTypes = std::to_array<PlainType>({{"text", Form::Text},
                                                      {"number", Form::Number},
                                                      {"percent", Form::Percent},
                                                      {"date", Form::Date},
                                                      {"duration", Form::Duration},
                                                      {"map", Form::Map}});

// A plain type's form, or Reference with its kind; nothing if the name is neither.
std::optional<model::Type> named_type(Context& context, const ast::Name& name) {
  const auto plain = std::ranges::find(PlainTypes, name.text, &PlainType::name);
  model::Type type;
  if (plain != PlainTypes.end()) {
    type.form = plain->form;
    return type;
  }
  type.form = Form::Reference;
  type.kind = context.kinds.find(context.model.names.find(name.text));
  if (type.kind) {
    context.mention(name.span, type.kind);
    return type;
  }
  if (first_miss(context, "type", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownType, name.span, name.text);
    std::vector<std::string_view> candidates = {"yes/no"};
    std::ranges::transform(PlainTypes, std::back_inserter(candidates), &PlainType::name);
    std::ranges::copy(kind_names(context), std::back_inserter(candidates));
    report.help(
        "a type is `yes/no`, `text`, `number`, `percent`, `date`, `duration`, `map`, "
        "`one of […]`, `some of […]`, `list of …` or a kind");
    suggest(context, report, name.text, candidates);
  }
  return std::nullopt;
}

// The values of `one of` and `some of`, in their order.
std::vector<Symbol> choices_of(Context& context, const ast::Type& type) {
  std::vector<Symbol> values;
  for (const ast::Expr& value : type.values) {
    const auto* reference = std::get_if<ast::Reference>(&value.node);
    if (reference == nullptr || reference->parts.size() != 1) {
      if (!std::holds_alternative<ast::ErrorExpr>(value.node)) {
        context.sink.report(DiagnosticKind::WrongChoice, value.span);
      }
      continue;
    }
    const ast::Name& name = reference->parts[0];
    const Symbol symbol = context.symbol(name.text);
    if (std::ranges::count(values, symbol) != 0) {
      context.sink.report(DiagnosticKind::RepeatedChoice, name.span, name.text);
      continue;
    }
    values.push_back(symbol);
  }
  return values;
}

}  // namespace

std::optional<model::Type> bind_type(Context& context, const ast::Type& written) {
  model::Type type;
  switch (written.form) {
    case ast::Type::Form::YesNo:
      type.form = Form::YesNo;
      return type;
    case ast::Type::Form::Plain:
      return named_type(context, written.name);
    case ast::Type::Form::OneOf:
    case ast::Type::Form::SomeOf:
      type.form = written.form == ast::Type::Form::OneOf ? Form::OneOf : Form::SomeOf;
      type.values = choices_of(context, written);
      return type;
    case ast::Type::Form::ListOf: {
      const auto element = named_type(context, written.name);
      if (!element) {
        return std::nullopt;
      }
      type.form = Form::List;
      type.element = element->form;
      type.kind = element->kind;
      return type;
    }
  }
  return std::nullopt;
}

}  // namespace aixc::bind
