// `textDocument/prepareRename` and `textDocument/rename`.
//
// What the standard library declares cannot be renamed. A new name must read as one name, and
// nothing that it could be mistaken for may have it.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/lsp/features.h"
#include "compiler/lsp/words.h"

namespace aixc::lsp {
namespace {

Refusal refused(std::string message) {
  return {ErrorCode::RequestFailed, std::move(message)};
}

struct Renamed {
  std::optional<Place> place;
  const Occurrence* occurrence = nullptr;
  std::string reason;  // why nothing can be renamed; empty if it can
};

Renamed renamed_at(Session& session, const Json& params) {
  Renamed result{place_of(session, params), nullptr, {}};
  if (result.place) {
    result.occurrence =
        result.place->analysis.occurrence_at(result.place->file, result.place->offset);
  }
  if (result.occurrence == nullptr) {
    result.reason = "no name of an element, kind, attribute … stands here";
    return result;
  }
  const Analysis& analysis = result.place->analysis;
  const source::Span declared = analysis.declaration_of(result.occurrence->named);
  const std::string_view name = analysis.name_of(result.occurrence->named);
  if (!declared || analysis.sources().file(declared.file).library) {
    result.reason = fmt::format("`{}` belongs to the standard library", name);
  } else if (analysis.sources().text(result.occurrence->span) != name) {
    // `system` for the system, the slug of a threat.
    result.reason = fmt::format("`{}` is only another name of `{}`",
                                analysis.sources().text(result.occurrence->span), name);
  }
  return result;
}

// Whether two names would be looked for in one place.
bool share_names(const model::Model& model, const model::Named& a, const model::Named& b) {
  if (a.index() != b.index()) {
    // Relations and path classes share a name space.
    const auto is_edge = [](const model::Named& it) {
      return std::holds_alternative<model::RelationId>(it) ||
             std::holds_alternative<model::PathClassId>(it);
    };
    return is_edge(a) && is_edge(b);
  }
  const auto* one = std::get_if<model::EntityId>(&a);
  const auto* other = std::get_if<model::EntityId>(&b);
  if (one == nullptr || other == nullptr) {
    return true;
  }
  const auto family = [&](model::EntityId id) {
    const model::Family its = model.kinds[model.entities[id].kind].family;
    return its == model::Family::Party ? model::Family::Element : its;
  };
  // Elements may share a name, in different boundaries, but then short names become ambiguous.
  return family(*one) == family(*other);
}

bool is_taken(const Analysis& analysis, const model::Named& named, std::string_view name) {
  const auto taken = [&](const model::Named& other) {
    return analysis.name_of(other) == name && share_names(analysis.model(), named, other);
  };
  const auto any = [&]<typename IdType>(const auto& store, IdType) {
    for (size_t i = 0; i < store.size(); ++i) {
      if (taken(IdType(i))) {
        return true;
      }
    }
    return false;
  };
  const model::Model& all = analysis.model();
  return any(all.entities, model::EntityId()) || any(all.kinds, model::KindId()) ||
         any(all.relations, model::RelationId()) || any(all.paths, model::PathClassId());
}

}  // namespace

Reply prepare_rename(Session& session, const Json& params) {
  const Renamed renamed = renamed_at(session, params);
  if (!renamed.reason.empty()) {
    return refused(renamed.reason);
  }
  const source::Span span = renamed.occurrence->span;
  return Json{{"range", to_json(renamed.place->positions.range(span.begin, span.end))},
              {"placeholder", renamed.place->analysis.sources().text(span)}};
}

Reply rename(Session& session, const Json& params) {
  const auto new_name = params.at("newName").get<std::string>();
  const Renamed renamed = renamed_at(session, params);
  if (!renamed.reason.empty()) {
    return refused(renamed.reason);
  }
  const Analysis& analysis = renamed.place->analysis;
  const model::Named named = renamed.occurrence->named;
  if (!is_name(new_name)) {
    return refused(fmt::format(
        "`{}` is no name: a letter or `_`, then letters, digits, `_` and single hyphens; and no "
        "reserved word",
        new_name));
  }
  if (new_name != analysis.name_of(named) && is_taken(analysis, named, new_name)) {
    return refused(fmt::format("the name `{}` is taken", new_name));
  }
  std::vector<TextEdit> edits;
  for (const Occurrence& one : analysis.occurrences_of(named)) {
    if (analysis.sources().text(one.span) == analysis.name_of(named)) {
      edits.push_back({one.span, new_name});
    }
  }
  return workspace_edit(session, analysis, edits);
}

}  // namespace aixc::lsp
