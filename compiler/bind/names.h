// From a written name to what it stands for.
//
// Each function reports a name that stands for nothing, with the nearest names, the first time that
// it is used, and gives none; whoever gets none stays silent and goes on.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/bind/context.h"
#include "compiler/bind/texts.h"

namespace aixc::bind {

KindId resolve_kind(Context& context, const ast::Name& name);
// What may stand at a pattern's node or a path's end: a kind, or a yes/no attribute. Empty if it is
// neither.
std::optional<model::NodeFilter> resolve_filter(Context& context, const ast::Name& name);
RelationId resolve_relation(Context& context, const ast::Name& name);
// A relation or a path class; reports nothing, because a reference attribute may be meant.
EdgeName find_edge_name(const Context& context, std::string_view name);

// By id, slug or alias, ignoring case, `_` and `-`. A path names a variant below its threat:
// `evasion.digital_evasion`.
ThreatId resolve_threat(Context& context, const ast::Path& path);
ThreatId resolve_threat(Context& context, const ast::Name& name);
ControlId resolve_control(Context& context, const ast::Name& name);

// An element or party as seen from inside `scope` (none: the top level): in its own block, then in
// the blocks around it, then everywhere, where it must be unique.
EntityId resolve_element(Context& context, const ast::Path& path, EntityId scope);
// The same without any report; for a name that may stand for something else.
EntityId find_element(const Context& context, const ast::Path& path, EntityId scope);
// A party, as `by` and `to` name it.
EntityId resolve_party(Context& context, const ast::Path& path, EntityId scope);

// A data asset that is declared, or that a payload implies.
EntityId resolve_data(Context& context, const ast::Path& path);
EntityId resolve_taxonomy(Context& context, const ast::Name& name);

// All attributes of that name that kinds declare; empty if there are none.
std::span<const AttributeId> attributes_named(const Context& context, std::string_view name);
// The attribute that an instance of `kind` may have; an unknown one is reported with near
// attributes of that kind, or with the kinds that have it.
AttributeId resolve_attribute(Context& context, KindId kind, const ast::Name& name);

// Enters a rule, rate or policy; a name taken twice is reported.
void declare_rule_name(Context& context, const ast::Name& name, std::string_view what);
// Reports that `name`, a `what`, was declared before at `first`.
void report_duplicate(Context& context, const ast::Name& name, std::string_view what, Span first);

// True the first time that `name` is missed as a `what` ("kind", "threat", …).
bool first_miss(Context& context, std::string_view what, std::string_view name);
// Adds "did you mean" unless the budget for similar names is used up.
void suggest(Context& context, diagnostics::Sink::Builder& builder, std::string_view name,
             std::span<const std::string_view> candidates);

// The nearest candidates, best first; none when the budget is used up.
std::vector<std::string> similar(Context& context, std::string_view name,
                                 std::span<const std::string_view> candidates);

// Candidates for `suggest`.
std::vector<std::string_view> kind_names(const Context& context);
std::vector<std::string_view> attribute_names(const Context& context, KindId kind);
std::vector<std::string_view> yes_no_attribute_names(const Context& context);
std::vector<std::string_view> edge_names(const Context& context);  // relations and path classes
std::vector<std::string_view> element_names(const Context& context);

}  // namespace aixc::bind
