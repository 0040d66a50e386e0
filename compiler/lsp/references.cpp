// `textDocument/references` and `textDocument/documentHighlight`.
#include "compiler/lsp/features.h"

namespace aixc::lsp {

Reply references(Session& session, const Json& params) {
  const auto place = place_of(session, params);
  const Occurrence* found =
      place ? place->analysis.occurrence_at(place->file, place->offset) : nullptr;
  if (found == nullptr) {
    return Json();
  }
  const bool with_declaration = params.at("context").at("includeDeclaration").get<bool>();
  Places places(session, place->analysis);
  Json list = Json::array();
  for (const Occurrence& one : place->analysis.occurrences_of(found->named)) {
    if (with_declaration || !one.declares) {
      list.push_back(places.location(one.span));
    }
  }
  return list;
}

Reply document_highlight(Session& session, const Json& params) {
  constexpr int Read = 2;
  constexpr int Write = 3;
  const auto place = place_of(session, params);
  const Occurrence* found =
      place ? place->analysis.occurrence_at(place->file, place->offset) : nullptr;
  if (found == nullptr) {
    return Json();
  }
  Json list = Json::array();
  for (const Occurrence& one : place->analysis.occurrences_in(place->file)) {
    if (one.named == found->named) {
      list.push_back({{"range", to_json(place->positions.range(one.span.begin, one.span.end))},
                      {"kind", one.declares ? Write : Read}});
    }
  }
  return list;
}

}  // namespace aixc::lsp
