// Literals, the values of enumerations, and how types are called in messages.
#include <algorithm>
#include <array>
#include <charconv>

#include "compiler/bind/names.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

using model::Value;
using Form = model::Type::Form;

std::optional<double> number_of(std::string_view digits) {
  double number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  const bool whole = error == std::errc() && end == digits.data() + digits.size();
  return whole ? std::optional(number) : std::nullopt;
}

struct Unit {
  std::string_view name;
  int64_t seconds;
};

constexpr auto Units = std::to_array<Unit>(
    {{"s", 1}, {"min", 60}, {"h", 3600}, {"d", 86400}, {"w", 7 * 86400}, {"y", 365LL * 86400}});

std::optional<Value> duration_of(std::string_view raw) {
  const size_t digits = std::min(raw.find_first_not_of("0123456789"), raw.size());
  const auto unit = std::ranges::find(Units, raw.substr(digits), &Unit::name);
  int64_t count = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + digits, count);
  constexpr int64_t MaxSeconds = int64_t{1} << 53U;  // exact as a double, and 285 million years
  if (unit == Units.end() || error != std::errc() || count > MaxSeconds / unit->seconds) {
    return std::nullopt;
  }
  return Value{model::Duration{count * unit->seconds}};
}

std::optional<Value> value_of(const ast::Literal& literal) {
  switch (literal.kind) {
    case ast::Literal::Kind::String:
      return Value{ast::string_value(literal.raw)};
    case ast::Literal::Kind::Integer:
    case ast::Literal::Kind::Decimal: {
      const auto number = number_of(literal.raw);
      return number ? std::optional(Value{model::Number{*number}}) : std::nullopt;
    }
    case ast::Literal::Kind::Percent: {
      const auto number = number_of(literal.raw.substr(0, literal.raw.size() - 1));
      return number ? std::optional(Value{model::Percent{*number / 100}}) : std::nullopt;
    }
    case ast::Literal::Kind::Date: {
      model::Date date;
      return model::parse_date(literal.raw, date) ? std::optional(Value{date}) : std::nullopt;
    }
    case ast::Literal::Kind::Duration:
      return duration_of(literal.raw);
  }
  return std::nullopt;
}

std::string_view plain_name(Form form) {
  switch (form) {
    case Form::YesNo:
      return "`yes` or `no`";
    case Form::Text:
      return "a text in quotes";
    case Form::Number:
      return "a number";
    case Form::Percent:
      return "a percentage such as `60%`";
    case Form::Date:
      return "a date such as `2027-06-30`";
    case Form::Duration:
      return "a duration such as `90d`";
    case Form::Map:
      return "a map";
    case Form::OneOf:
    case Form::SomeOf:
    case Form::Reference:
    case Form::List:
      break;
  }
  return {};
}

std::string_view plural_name(Form form) {
  switch (form) {
    case Form::YesNo:
      return "`yes` and `no`";
    case Form::Text:
      return "texts in quotes";
    case Form::Number:
      return "numbers";
    case Form::Percent:
      return "percentages";
    case Form::Date:
      return "dates";
    case Form::Duration:
      return "durations";
    case Form::Map:
      return "maps";
    case Form::OneOf:
    case Form::SomeOf:
    case Form::Reference:
    case Form::List:
      break;
  }
  return {};
}

std::string choices_text(const Context& context, const model::Type& type,
                         std::string_view conjunction) {
  std::vector<std::string_view> names;
  for (const Symbol value : type.values) {
    names.push_back(context.model.text(value));
  }
  return quoted_list(names, conjunction);
}

}  // namespace

std::optional<Value> bind_literal(Context& context, const ast::Literal& literal, Span span) {
  auto value = value_of(literal);
  if (!value) {
    const bool date = literal.kind == ast::Literal::Kind::Date;
    context.sink.report(date ? DiagnosticKind::BadDate : DiagnosticKind::NumberTooLarge, span,
                        literal.raw);
  }
  return value;
}

std::optional<model::Choice> find_choice(const Context& context, const model::Type& type,
                                         std::string_view name) {
  const Symbol symbol = context.model.names.find(name);
  const auto found = std::ranges::find(type.values, symbol);
  if (!symbol || found == type.values.end()) {
    return std::nullopt;
  }
  return model::Choice{symbol, static_cast<uint16_t>(found - type.values.begin())};
}

void report_unknown_choice(Context& context, const model::AttributeDeclaration& attribute,
                           std::string_view name, Span span) {
  const std::string_view attribute_name = context.model.text(attribute.name);
  auto report = context.sink.report(DiagnosticKind::UnknownValue, span, name, attribute_name);
  std::vector<std::string_view> candidates;
  for (const Symbol value : attribute.type.values) {
    candidates.push_back(context.model.text(value));
  }
  const std::vector<std::string> near = similar(context, name, candidates);
  std::string help = "the values are " + quoted_list(candidates, "and");
  if (name == "none" && attribute.type.form == Form::SomeOf) {
    help = "an empty list is written `none`, without brackets; " + help;
  }
  if (near.size() == 1) {
    help = "did you mean `" + near[0] + "`? " + help;
    report.fix(span, near[0]);
  }
  report.help(std::move(help));
}

std::string describe_type(const Context& context, const model::Type& type) {
  const auto kind_name = [&] {
    return std::string(context.model.text(context.model.kinds[type.kind].name));
  };
  switch (type.form) {
    case Form::OneOf:
      return "one of " + choices_text(context, type, "or");
    case Form::SomeOf:
      return "a list of some of " + choices_text(context, type, "and") + ", or `none`";
    case Form::Reference:
      return "a name of kind `" + kind_name() + "`";
    case Form::List:
      return type.element == Form::Reference
                 ? "a list of names of kind `" + kind_name() + "`"
                 : "a list of " + std::string(plural_name(type.element));
    case Form::YesNo:
    case Form::Text:
    case Form::Number:
    case Form::Percent:
    case Form::Date:
    case Form::Duration:
    case Form::Map:
      break;
  }
  return std::string(plain_name(type.form));
}

}  // namespace aixc::bind
