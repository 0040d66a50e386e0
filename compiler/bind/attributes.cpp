// Attributes of an instance: each known to its kind, given once, with a value of its type.
#include <algorithm>

#include "compiler/bind/names.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

// The kinds that declare an attribute of that name, as a hint; empty if none does.
std::string other_owners(const Context& context, std::string_view name) {
  std::vector<std::string_view> owners;
  for (const AttributeId id : attributes_named(context, name)) {
    const model::AttributeDeclaration& attribute = context.model.attributes[id];
    owners.push_back(context.model.text(context.model.kinds[attribute.owner].name));
  }
  if (owners.empty()) {
    return {};
  }
  return "`" + std::string(name) + "` is an attribute of " + quoted_list(owners, "and");
}

std::string kind_text(const Context& context, KindId kind) {
  return std::string(context.model.text(context.model.kinds[kind].name));
}

// The command that prints the kind's page; of a kind of the user's own it has to be told the file.
std::string page_command(const Context& context, KindId kind) {
  const Span declared = context.model.kinds[kind].name_span;
  const source::SourceMap& sources = context.program.sources;
  const bool own = declared && !sources.file(declared.file).library;
  return "aixc explain " + kind_text(context, kind) +
         (own ? " " + sources.path(declared.file) : "");
}

std::string hint_for(Context& context, KindId kind, const ast::Name& name,
                     std::optional<std::string>& replacement) {
  if (name.text == "by" && context.model.kinds[kind].family == model::Family::Element) {
    return "who operates an element stands before its braces: `KIND name by PARTY { … }`";
  }
  const std::vector<std::string> near = similar(context, name.text, attribute_names(context, kind));
  const std::string owners = other_owners(context, name.text);
  if (near.empty()) {
    return owners.empty() ? "`" + page_command(context, kind) + "` lists them" : owners;
  }
  if (owners.empty() && near.size() == 1) {
    replacement = near[0];
  }
  const std::vector<std::string_view> views(near.begin(), near.end());
  const std::string meant = "did you mean " + quoted_list(views, "or") + "?";
  return owners.empty() ? meant : meant + " " + owners;
}

}  // namespace

AttributeId resolve_attribute(Context& context, KindId kind, const ast::Name& name) {
  const Symbol symbol = context.model.names.find(name.text);
  if (kind == context.error_kind) {
    return {};
  }
  if (const AttributeId id = symbol ? context.model.attribute(kind, symbol) : AttributeId()) {
    context.mention(name.span, id);
    return id;
  }
  const std::string kind_name = kind_text(context, kind);
  std::optional<std::string> replacement;
  std::string hint = hint_for(context, kind, name, replacement);
  auto report =
      context.sink.report(DiagnosticKind::UnknownAttribute, name.span, kind_name, name.text);
  report.help(std::move(hint));
  if (replacement) {
    report.fix(name.span, *replacement);
  }
  return {};
}

void bind_attributes(Context& context, KindId kind, const ast::Block& block, EntityId scope,
                     std::vector<model::Assignment>& into, std::string_view except) {
  for (const ast::Member& member : block.members) {
    const auto* written = std::get_if<ast::Attribute>(&member);
    if (written == nullptr || (!except.empty() && written->name.text == except)) {
      continue;
    }
    const AttributeId id = resolve_attribute(context, kind, written->name);
    if (!id || context.untyped.contains(id)) {
      continue;
    }
    const auto place = std::ranges::lower_bound(into, id, {}, &model::Assignment::attribute);
    if (place != into.end() && place->attribute == id) {
      context.sink
          .report(DiagnosticKind::DuplicateAttribute, written->name.span, written->name.text)
          .note(place->name_span, "first given here")
          .help("several values are written as a list: `[a, b]`");
      continue;
    }
    auto value = bind_value(context, context.model.attributes[id], written->value, scope);
    if (value) {
      into.insert(place, {id, std::move(*value), written->name.span, written->value.span});
    }
  }
}

}  // namespace aixc::bind
