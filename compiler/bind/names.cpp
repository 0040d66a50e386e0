#include "compiler/bind/names.h"

#include <algorithm>

#include "compiler/base/fold_name.h"

namespace aixc::bind {
namespace {

Symbol known_symbol(const Context& context, const ast::Name& name) {
  return context.model.names.find(name.text);
}

template <typename Table>
std::vector<std::string_view> names_of(const Context& context, const Table& table) {
  std::vector<std::string_view> result;
  for (const Symbol name : table.names()) {
    result.push_back(context.model.text(name));
  }
  return result;
}

bool is_yes_no_attribute(const Context& context, Symbol name) {
  const auto declared = context.attributes_by_name.find(name);
  return declared != context.attributes_by_name.end() &&
         std::ranges::any_of(declared->second, [&](AttributeId id) {
           return context.model.attributes[id].type.form == model::Type::Form::YesNo;
         });
}

}  // namespace

KindId resolve_kind(Context& context, const ast::Name& name) {
  const Symbol symbol = known_symbol(context, name);
  if (const KindId kind = context.kinds.find(symbol)) {
    context.mention(name.span, kind);
    return kind;
  }
  if (first_miss(context, "kind", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownKind, name.span, name.text);
    suggest(context, report, name.text, kind_names(context));
  }
  return {};
}

std::optional<model::NodeFilter> resolve_filter(Context& context, const ast::Name& name) {
  using Form = model::NodeFilter::Form;
  const Symbol symbol = known_symbol(context, name);
  if (const KindId kind = context.kinds.find(symbol)) {
    context.mention(name.span, kind);
    return model::NodeFilter{Form::Kind, kind, {}, name.span};
  }
  if (symbol && is_yes_no_attribute(context, symbol)) {
    return model::NodeFilter{Form::Attribute, {}, symbol, name.span};
  }
  if (first_miss(context, "kind", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownFilter, name.span, name.text);
    std::vector<std::string_view> candidates = kind_names(context);
    std::ranges::copy(yes_no_attribute_names(context), std::back_inserter(candidates));
    suggest(context, report, name.text, candidates);
  }
  return std::nullopt;
}

RelationId resolve_relation(Context& context, const ast::Name& name) {
  const Symbol symbol = known_symbol(context, name);
  if (const RelationId relation = context.relations.find(symbol)) {
    context.mention(name.span, relation);
    return relation;
  }
  if (!first_miss(context, "relation", name.text)) {
    return {};
  }
  auto report = context.sink.report(DiagnosticKind::UnknownRelation, name.span, name.text);
  if (context.paths.find(symbol)) {
    report.help("`" + std::string(name.text) + "` is a path class, which only rules use");
    return {};
  }
  suggest(context, report, name.text, names_of(context, context.relations));
  return {};
}

EdgeName find_edge_name(const Context& context, std::string_view name) {
  const Symbol symbol = context.model.names.find(name);
  return {context.relations.find(symbol), context.paths.find(symbol)};
}

ThreatId resolve_threat(Context& context, const ast::Name& name) {
  const auto found = context.threat_names.find(fold_name(name.text));
  if (found != context.threat_names.end()) {
    context.mention(name.span, context.model.threats[found->second].entity);
    return found->second;
  }
  if (first_miss(context, "threat", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownThreat, name.span, name.text);
    suggest(context, report, name.text, names_of(context, context.threats));
    if (context.control_names.contains(fold_name(name.text))) {
      report.help("`" + std::string(name.text) + "` is a control, and a threat is needed here");
    }
  }
  return {};
}

ThreatId resolve_threat(Context& context, const ast::Path& path) {
  const ThreatId threat = resolve_threat(context, path.parts.back());
  // The parts before name what it is a form of, from the inside out.
  ThreatId around = threat;
  for (size_t i = path.parts.size() - 1; threat && i > 0; --i) {
    const ThreatId wanted = resolve_threat(context, path.parts[i - 1]);
    if (!wanted) {
      return {};
    }
    while (around && around != wanted) {
      around = context.model.threats[around].parent;
    }
    if (!around) {
      const std::string text = path_text(path);
      context.sink.report(DiagnosticKind::UnknownThreat, path.span, text)
          .help("`" + std::string(path.parts.back().text) + "` is no form of `" +
                std::string(path.parts[i - 1].text) + "`; its own name is enough");
      return {};
    }
  }
  return threat;
}

ControlId resolve_control(Context& context, const ast::Name& name) {
  const auto found = context.control_names.find(fold_name(name.text));
  if (found != context.control_names.end()) {
    context.mention(name.span, context.model.controls[found->second].entity);
    return found->second;
  }
  if (first_miss(context, "control", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownControl, name.span, name.text);
    suggest(context, report, name.text, names_of(context, context.controls));
    if (context.threat_names.contains(fold_name(name.text))) {
      report.help("`" + std::string(name.text) + "` is a threat, and a control is needed here");
    }
  }
  return {};
}

EntityId resolve_data(Context& context, const ast::Path& path) {
  const std::string text = path_text(path);
  const EntityId found = context.data.find(context.model.names.find(text));
  if (found) {
    context.mention(path.span, found);
  } else if (first_miss(context, "data", text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownData, path.span, text);
    suggest(context, report, text, names_of(context, context.data));
  }
  return found;
}

EntityId resolve_taxonomy(Context& context, const ast::Name& name) {
  const EntityId found = context.taxonomies.find(known_symbol(context, name));
  if (found) {
    context.mention(name.span, found);
  } else if (first_miss(context, "taxonomy", name.text)) {
    auto report = context.sink.report(DiagnosticKind::UnknownTaxonomy, name.span, name.text);
    suggest(context, report, name.text, names_of(context, context.taxonomies));
  }
  return found;
}

std::span<const AttributeId> attributes_named(const Context& context, std::string_view name) {
  const auto found = context.attributes_by_name.find(context.model.names.find(name));
  return found == context.attributes_by_name.end() ? std::span<const AttributeId>()
                                                   : std::span<const AttributeId>(found->second);
}

void declare_rule_name(Context& context, const ast::Name& name, std::string_view what) {
  const auto [entry, entered] =
      context.rule_names.try_emplace(context.symbol(name.text), name.span);
  if (!entered) {
    report_duplicate(context, name, what, entry->second);
  }
}

void report_duplicate(Context& context, const ast::Name& name, std::string_view what, Span first) {
  context.sink.report(DiagnosticKind::DuplicateName, name.span, what, name.text)
      .note(first, "first declared here")
      .help("give one of them another name");
}

}  // namespace aixc::bind
