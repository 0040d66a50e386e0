// From written values to values of a type.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/bind/context.h"

namespace aixc::bind {

// The name that `expr` is and nothing else; nullptr if it is more.
const ast::Name* bare_name(const ast::Expr& expr);
// What the words for yes and no mean; none for any other.
std::optional<bool> yes_no(std::string_view word);
// The value of `expr` as one of the attribute's type; a list, or a single item of it, where the
// type is a list. Reports what does not fit and then gives nothing. `scope` is where names of
// elements are looked up.
std::optional<model::Value> bind_value(Context& context,
                                       const model::AttributeDeclaration& attribute,
                                       const ast::Expr& expr, EntityId scope);
// The value of a literal by its own form: a string, number, percentage, date or duration.
std::optional<model::Value> bind_literal(Context& context, const ast::Literal& literal, Span span);
// The choice of that name; none if the type has no such value. OneOf and SomeOf.
std::optional<model::Choice> find_choice(const Context& context, const model::Type& type,
                                         std::string_view name);
// Reports a value that `type` does not have, with those that it has.
void report_unknown_choice(Context& context, const model::AttributeDeclaration& attribute,
                           std::string_view name, Span span);
// "yes or no", "a text in quotes", "one of `a`, `b`", "a list of `actor`": in messages.
std::string describe_type(const Context& context, const model::Type& type);

// The attributes of an instance of `kind`, added to `into`, which stays sorted by attribute. The
// one named `except` is left out; members that are no attributes are left to the caller.
void bind_attributes(Context& context, KindId kind, const ast::Block& block, EntityId scope,
                     std::vector<model::Assignment>& into, std::string_view except = {});

}  // namespace aixc::bind
