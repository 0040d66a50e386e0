#include "compiler/bind/values.h"

#include <algorithm>

#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

using model::Value;
using Form = model::Type::Form;

// A name that stands alone, such as `public`; null if the expression is anything else.
bool is_condition(const ast::Expr& expr) {
  return std::holds_alternative<ast::Call>(expr.node) ||
         std::holds_alternative<ast::Not>(expr.node) ||
         std::holds_alternative<ast::Logic>(expr.node) ||
         std::holds_alternative<ast::Comparison>(expr.node) ||
         std::holds_alternative<ast::Quantified>(expr.node);
}

// What a person wrote, as a message calls it.
std::string describe(const ast::Expr& expr) {
  if (const auto* literal = std::get_if<ast::Literal>(&expr.node)) {
    switch (literal->kind) {
      case ast::Literal::Kind::String:
        return "a text";
      case ast::Literal::Kind::Integer:
      case ast::Literal::Kind::Decimal:
        return "a number";
      case ast::Literal::Kind::Percent:
        return "a percentage";
      case ast::Literal::Kind::Date:
        return "a date";
      case ast::Literal::Kind::Duration:
        return "a duration";
    }
  }
  if (const ast::Name* name = bare_name(expr)) {
    return "`" + std::string(name->text) + "`";
  }
  if (std::holds_alternative<ast::List>(expr.node)) {
    return "a list";
  }
  return std::holds_alternative<ast::Map>(expr.node) ? "a map" : "a name with dots";
}

std::optional<Value> quoted_literal(Context& context, const ast::Expr& expr) {
  const auto* literal = std::get_if<ast::Literal>(&expr.node);
  return literal == nullptr ? std::nullopt : bind_literal(context, *literal, expr.span);
}

class ValueBinder {
 public:
  ValueBinder(Context& context, const model::AttributeDeclaration& attribute, EntityId scope)
      : context_(context), attribute_(attribute), type_(attribute.type), scope_(scope) {}

  std::optional<Value> bind(const ast::Expr& expr) {
    if (std::holds_alternative<ast::ErrorExpr>(expr.node)) {
      return std::nullopt;
    }
    if (is_condition(expr)) {
      context_.sink.report(DiagnosticKind::ConditionAsValue, expr.span, name());
      return std::nullopt;
    }
    const ast::Name* word = bare_name(expr);
    if (word != nullptr && word->text == "unknown" && !find_choice(context_, type_, word->text)) {
      return Value{model::Unknown{}};
    }
    if (type_.form == Form::SomeOf || type_.form == Form::List) {
      return bind_list(expr);
    }
    return bind_single(expr, type_.form);
  }

 private:
  std::string_view name() const { return context_.model.text(attribute_.name); }

  std::optional<Value> bind_list(const ast::Expr& expr) {
    const ast::Name* word = bare_name(expr);
    if (word != nullptr && word->text == "none" && !stands_for_something(*word)) {
      return Value{model::ValueList{}};
    }
    model::ValueList values;
    const auto* list = std::get_if<ast::List>(&expr.node);
    if (list == nullptr) {
      auto value = bind_item(expr);
      if (!value) {
        return std::nullopt;
      }
      values.push_back(std::move(*value));
      return Value{std::move(values)};
    }
    bool complete = true;
    for (const ast::Expr& item : list->items) {
      auto value = bind_item(item);
      complete = complete && value;
      if (!value) {
        continue;
      }
      // Lists of choices and references are sets; long lists of texts are not compared.
      const bool set = type_.form == Form::SomeOf || type_.element == Form::Reference;
      if (set && std::ranges::find(values, *value) != values.end()) {
        const std::string text = describe(item);
        context_.sink.report(DiagnosticKind::RepeatedValue, item.span, text);
        continue;
      }
      values.push_back(std::move(*value));
    }
    return complete ? std::optional(Value{std::move(values)}) : std::nullopt;
  }

  bool stands_for_something(const ast::Name& word) const {
    return find_choice(context_, type_, word.text) ||
           (type_.element == Form::Reference &&
            find_element(context_, {{word}, word.span}, scope_));
  }

  std::optional<Value> bind_item(const ast::Expr& item) {
    return bind_single(item, type_.form == Form::SomeOf ? Form::OneOf : type_.element);
  }

  std::optional<Value> bind_single(const ast::Expr& expr, Form form) {
    switch (form) {
      case Form::YesNo:
        return bind_yes_no(expr);
      case Form::Text:
        return bind_text(expr);
      case Form::Number:
        return expect<model::Number>(expr);
      case Form::Percent:
        return bind_percent(expr);
      case Form::Date:
        return expect<model::Date>(expr);
      case Form::Duration:
        return expect<model::Duration>(expr);
      case Form::Map:
        return bind_map(expr);
      case Form::OneOf:
        return bind_choice(expr);
      case Form::Reference:
        return bind_reference(expr);
      case Form::SomeOf:
      case Form::List:
        break;
    }
    return wrong(expr);
  }

  std::nullopt_t wrong(const ast::Expr& expr, std::string_view help = {}) {
    if (std::holds_alternative<ast::ErrorExpr>(expr.node)) {
      return std::nullopt;
    }
    auto report = context_.sink.report(DiagnosticKind::WrongType, expr.span, name(),
                                       describe_type(context_, type_), describe(expr));
    if (!help.empty()) {
      report.help(std::string(help));
    }
    return std::nullopt;
  }

  std::nullopt_t wrong_with_fix(const ast::Expr& expr, const std::string& replacement) {
    context_.sink
        .report(DiagnosticKind::WrongType, expr.span, name(), describe_type(context_, type_),
                describe(expr))
        .help("write `" + replacement + "`")
        .fix(expr.span, replacement);
    return std::nullopt;
  }

  std::optional<Value> bind_yes_no(const ast::Expr& expr) {
    const ast::Name* word = bare_name(expr);
    const auto value = word == nullptr ? std::nullopt : yes_no(word->text);
    return value ? std::optional(Value{*value}) : wrong(expr);
  }

  std::optional<Value> bind_text(const ast::Expr& expr) {
    if (const ast::Name* word = bare_name(expr)) {
      return wrong_with_fix(expr, "\"" + std::string(word->text) + "\"");
    }
    return expect<std::string>(expr);
  }

  std::optional<Value> bind_percent(const ast::Expr& expr) {
    const auto* literal = std::get_if<ast::Literal>(&expr.node);
    if (literal != nullptr && literal->kind == ast::Literal::Kind::Integer) {
      return wrong_with_fix(expr, std::string(literal->raw) + "%");
    }
    const auto value = expect<model::Percent>(expr);
    const auto* percent = value ? std::get_if<model::Percent>(&value->data) : nullptr;
    if (percent != nullptr && percent->fraction > 1) {
      context_.sink.report(DiagnosticKind::PercentRange, expr.span, literal->raw);
      return std::nullopt;
    }
    return value;
  }

  template <typename T>
  std::optional<Value> expect(const ast::Expr& expr) {
    if (!std::holds_alternative<ast::Literal>(expr.node)) {
      return wrong(expr);
    }
    auto value = quoted_literal(context_, expr);
    if (value && !std::holds_alternative<T>(value->data)) {
      return wrong(expr);
    }
    return value;
  }

  std::optional<Value> bind_choice(const ast::Expr& expr) {
    if (const ast::Name* word = bare_name(expr)) {
      if (const auto choice = find_choice(context_, type_, word->text)) {
        return Value{*choice};
      }
      report_unknown_choice(context_, attribute_, word->text, word->span);
      return std::nullopt;
    }
    const auto literal = quoted_literal(context_, expr);
    const auto* text = literal ? std::get_if<std::string>(&literal->data) : nullptr;
    if (text != nullptr && find_choice(context_, type_, *text)) {
      return wrong_with_fix(expr, *text);
    }
    return wrong(expr);
  }

  // Values of a map have no declared type: each is what it looks like, and a name is a choice.
  std::optional<Value> bind_map(const ast::Expr& expr) {
    const auto* map = std::get_if<ast::Map>(&expr.node);
    return map == nullptr ? wrong(expr, "write `{ key: value }`") : bind_entries(*map);
  }

  std::optional<Value> bind_entries(const ast::Map& map) {
    model::ValueMap result;
    for (const ast::MapEntry& entry : map.entries) {
      const auto* key = std::get_if<ast::Name>(&entry.key);
      std::string text = key != nullptr ? std::string(key->text)
                                        : ast::string_value(std::get<ast::Text>(entry.key).raw);
      const Span span = key != nullptr ? key->span : std::get<ast::Text>(entry.key).span;
      if (std::ranges::count(result, text, &model::ValueEntry::key) != 0) {
        context_.sink.report(DiagnosticKind::RepeatedKey, span, text);
        continue;
      }
      if (auto value = bind_free(entry.value)) {
        result.push_back({std::move(text), std::move(*value)});
      }
    }
    return Value{std::move(result)};
  }

  std::optional<Value> bind_free(const ast::Expr& expr) {
    if (const ast::Name* word = bare_name(expr)) {
      if (word->text == "unknown") {
        return Value{model::Unknown{}};
      }
      const auto flag = yes_no(word->text);
      if (flag) {
        return Value{*flag};
      }
      return Value{model::Choice{context_.symbol(word->text), 0}};
    }
    if (const auto* map = std::get_if<ast::Map>(&expr.node)) {
      return bind_entries(*map);
    }
    if (const auto* list = std::get_if<ast::List>(&expr.node)) {
      model::ValueList items;
      for (const ast::Expr& item : list->items) {
        if (auto value = bind_free(item)) {
          items.push_back(std::move(*value));
        }
      }
      return Value{std::move(items)};
    }
    if (is_condition(expr)) {
      context_.sink.report(DiagnosticKind::ConditionAsValue, expr.span, name());
      return std::nullopt;
    }
    return std::holds_alternative<ast::Literal>(expr.node) ? quoted_literal(context_, expr)
                                                           : wrong(expr);
  }

  std::optional<Value> bind_reference(const ast::Expr& expr) {
    const auto* reference = std::get_if<ast::Reference>(&expr.node);
    if (reference == nullptr) {
      return wrong(expr);
    }
    const ast::Path path{reference->parts, expr.span};
    const EntityId entity = resolve(path);
    if (!entity) {
      return std::nullopt;
    }
    const KindId kind = context_.model.entities[entity].kind;
    if (kind == context_.error_kind || context_.model.is_a(kind, type_.kind)) {
      return Value{entity};
    }
    const std::string_view kind_name = context_.model.text(context_.model.kinds[kind].name);
    const std::string text = path_text(path);
    context_.sink
        .report(DiagnosticKind::WrongReference, expr.span, name(),
                context_.model.text(context_.model.kinds[type_.kind].name), text, kind_name)
        .note(context_.model.entities[entity].name_span, "declared here");
    return std::nullopt;
  }

  // Each family has its own name space.
  EntityId resolve(const ast::Path& path) {
    const auto& kinds = context_.statement_kinds;
    const auto meant = [&](KindId kind) { return context_.model.is_a(type_.kind, kind); };
    if (meant(kinds.threat)) {
      const ThreatId threat = resolve_threat(context_, path);
      return threat ? context_.model.threats[threat].entity : EntityId();
    }
    if (meant(kinds.control)) {
      const ControlId control = resolve_control(context_, path.parts.back());
      return control ? context_.model.controls[control].entity : EntityId();
    }
    if (meant(kinds.data)) {
      return resolve_data(context_, path);
    }
    if (meant(kinds.taxonomy)) {
      return resolve_taxonomy(context_, path.parts.back());
    }
    return meant(kinds.party) ? resolve_party(context_, path, scope_)
                              : resolve_element(context_, path, scope_);
  }

  Context& context_;
  const model::AttributeDeclaration& attribute_;
  const model::Type& type_;
  EntityId scope_;
};

}  // namespace

const ast::Name* bare_name(const ast::Expr& expr) {
  const auto* reference = std::get_if<ast::Reference>(&expr.node);
  return reference != nullptr && reference->parts.size() == 1 ? &reference->parts[0] : nullptr;
}

std::optional<bool> yes_no(std::string_view word) {
  if (word == "yes" || word == "true") {
    return true;
  }
  return word == "no" || word == "false" ? std::optional(false) : std::nullopt;
}

std::optional<Value> bind_value(Context& context, const model::AttributeDeclaration& attribute,
                                const ast::Expr& expr, EntityId scope) {
  return ValueBinder(context, attribute, scope).bind(expr);
}

}  // namespace aixc::bind
