// Kinds and their attributes, relations and path classes: the vocabulary of a model.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

// Declares all kinds with their attributes; the kinds of the statements exist afterwards, declared
// or not.
void bind_kinds(Context& context);
// `NAME: value` of kinds; after everything that a value may name was declared.
void bind_kind_defaults(Context& context);
// Relations, and path classes without their conditions.
void bind_relations(Context& context);

// The type as written; reports what it does not know.
std::optional<model::Type> bind_type(Context& context, const ast::Type& type);

}  // namespace aixc::bind
