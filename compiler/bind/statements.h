// The first look at the statements: what each one is.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Fills `context.statements`; statements that may not stand in a test are reported.
void sort_statements(Context& context);
// Fills `context.declarations`, by the kinds, which must be bound. Unknown kinds and clauses that a
// declaration does not take are reported.
void sort_declarations(Context& context);

// The kind that a declaration starts with; the error kind, after a report, if there is none.
KindId kind_of(Context& context, const ast::Declaration& declaration);
// The way out of a statement that stands in a block.
inline constexpr std::string_view MoveOut = "move it behind the `}` of the block";

// Reports `is`, `in` and `by` where they have no meaning.
void check_clauses(Context& context, const ast::Declaration& declaration, KindId kind);
// Reports the members of a block that are no attributes; `inside` says of what: "a party".
void report_misplaced_members(Context& context, const ast::Block& block, std::string_view inside);
// "a party", "an element": with its article, for messages.
std::string_view family_text(model::Family family);

}  // namespace aixc::bind
