// Elements and parties by path: from the inside out, then everywhere.
#include <algorithm>

#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

// Follows the parts after the first down from `start`; none if one is missing.
EntityId descend(const Context& context, EntityId start, const ast::Path& path) {
  EntityId place = start;
  for (size_t i = 1; place && i < path.parts.size(); ++i) {
    const Symbol symbol = context.model.names.find(path.parts[i].text);
    place = symbol ? context.elements.child(place, symbol) : EntityId();
  }
  return place;
}

struct Lookup {
  EntityId found;
  std::vector<EntityId> candidates;  // several, if the name is ambiguous
};

Lookup look_up(const Context& context, const ast::Path& path, EntityId scope) {
  const Symbol first = context.model.names.find(path.parts[0].text);
  if (!first) {
    return {};
  }
  const std::span<const EntityId> all = context.elements.named(first);
  if (all.size() == 1) {
    return {descend(context, all[0], path), {}};  // wherever it stands, no other can be meant
  }
  for (EntityId place = scope;; place = context.model.entities[place].parent) {
    const EntityId start = context.elements.child(place, first);
    if (const EntityId found = start ? descend(context, start, path) : EntityId()) {
      return {found, {}};
    }
    if (!place) {
      break;
    }
  }
  Lookup result;
  for (const EntityId start : all) {
    if (const EntityId found = descend(context, start, path)) {
      result.candidates.push_back(found);
    }
  }
  if (result.candidates.size() == 1) {
    return {result.candidates[0], {}};
  }
  return result;
}

void report_ambiguous(Context& context, const ast::Path& path,
                      const std::vector<EntityId>& candidates) {
  constexpr size_t MaxNotes = 5;
  std::vector<std::string_view> paths;
  for (const EntityId candidate : candidates) {
    paths.push_back(context.model.entities[candidate].path);
  }
  const std::string text = path_text(path);
  const std::string list = quoted_list(paths, "or");
  auto report = context.sink.report(DiagnosticKind::AmbiguousName, path.span, text, list);
  for (size_t i = 0; i < std::min(candidates.size(), MaxNotes); ++i) {
    report.note(context.model.entities[candidates[i]].name_span,
                "`" + std::string(paths[i]) + "` is declared here");
  }
  report.help("write the full path of the one that is meant");
}

// The part of the path that names nothing, and the place in which it was looked for.
void report_unknown_part(Context& context, const ast::Path& path, EntityId scope) {
  ast::Path known = path;
  EntityId place;
  while (known.parts.size() > 1 && !place) {
    known.parts.pop_back();
    place = find_element(context, known, scope);
  }
  const ast::Name& part = place ? path.parts[known.parts.size()] : path.parts[0];
  if (!place) {
    auto report = context.sink.report(DiagnosticKind::UnknownElement, part.span, part.text);
    suggest(context, report, part.text, element_names(context));
    return;
  }
  const std::string& inside = context.model.entities[place].path;
  auto report = context.sink.report(DiagnosticKind::UnknownMember, part.span, inside, part.text);
  std::vector<std::string_view> candidates;
  for (const Symbol name : context.elements.names_in(place)) {
    candidates.push_back(context.model.text(name));
  }
  suggest(context, report, part.text, candidates);
}

void report_unknown(Context& context, const ast::Path& path, EntityId scope) {
  if (path.parts.size() > 1) {
    report_unknown_part(context, path, scope);
    return;
  }
  const ast::Name& name = path.parts[0];
  auto report = context.sink.report(DiagnosticKind::UnknownElement, name.span, name.text);
  const Symbol symbol = context.model.names.find(name.text);
  const std::string quoted = "`" + std::string(name.text) + "`";
  if (name.text == "system") {
    report.help("the system as a whole can be treated, but it is no element");
  } else if (context.data.find(symbol)) {
    report.help(quoted + " is data, which flows carry: `a -> b : " + std::string(name.text) + "`");
  } else if (context.kinds.find(symbol)) {
    report.help(quoted + " is a kind; name an element of it");
  } else {
    report.help("declare it, as in `app " + std::string(name.text) +
                " \"…\"`");  // unless one is near
    suggest(context, report, name.text, element_names(context));
  }
}

}  // namespace

EntityId find_element(const Context& context, const ast::Path& path, EntityId scope) {
  return look_up(context, path, scope).found;
}

EntityId resolve_element(Context& context, const ast::Path& path, EntityId scope) {
  const Lookup lookup = look_up(context, path, scope);
  if (lookup.found) {
    context.mention(path, lookup.found);
  } else if (first_miss(context, "element", path_text(path))) {
    if (lookup.candidates.empty()) {
      report_unknown(context, path, scope);
    } else {
      report_ambiguous(context, path, lookup.candidates);
    }
  }
  return lookup.found;
}

EntityId resolve_party(Context& context, const ast::Path& path, EntityId scope) {
  const EntityId found = find_element(context, path, scope);
  const std::string text = path_text(path);
  if (!found) {
    if (first_miss(context, "element", text)) {
      auto report = context.sink.report(DiagnosticKind::UnknownParty, path.span, text);
      std::vector<std::string_view> candidates;
      for (const EntityId party : context.model.parties) {
        candidates.push_back(context.model.name_of(party));
      }
      if (path.parts.size() == 1) {  // unless one is near
        report.help("declare it: `party " + text + " \"…\" { role: supplier }`");
      }
      suggest(context, report, text, candidates);
    }
    return {};
  }
  const KindId kind = context.model.entities[found].kind;
  if (!context.model.is_a(kind, context.statement_kinds.party)) {
    const std::string_view kind_name = context.model.text(context.model.kinds[kind].name);
    context.sink.report(DiagnosticKind::NotAParty, path.span, text, kind_name)
        .note(context.model.entities[found].name_span, "declared here")
        .help("declare an organisation with `party NAME { role: … }`");
    return {};
  }
  context.mention(path, found);
  return found;
}

}  // namespace aixc::bind
