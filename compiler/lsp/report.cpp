// `aixc/report`: `{ textDocument }` → `{ svg, cards: [{ id, path, location }], errors }`.
//
// `svg` is the report of the system that the document belongs to, and the last good one while the
// text has errors, which `errors` counts. `id` is that of the card's group in the picture.
#include "compiler/render/svg/report.h"

#include "compiler/lsp/features.h"
#include "compiler/render/svg.h"
#include "compiler/render/svg/writer.h"

namespace aixc::lsp {

Reply report(Session& session, const Json& params) {
  const auto place = document_of(session, params, true);
  if (!place) {
    return Refusal{ErrorCode::RequestFailed, "the text cannot be read"};
  }
  Analysis& analysis = place->analysis;
  const size_t errors = analysis.compilation().sink.error_count();
  Json& last = session.pictures[analysis.entry()];
  if (!analysis.assessment()) {
    if (last.is_null()) {
      last = {{"svg", nullptr}, {"cards", Json::array()}};
    }
    Json result = last;
    result["errors"] = errors;
    return result;
  }
  Places places(session, analysis);
  const std::string prefix = render::SvgOptions().id_prefix;
  Json cards = Json::array();
  for (const model::EntityId id : analysis.model().elements) {
    const model::Entity& entity = analysis.model().entities[id];
    cards.push_back({{"id", render::id_of(prefix, entity.path)},
                     {"path", entity.path},
                     {"location", places.location(entity.name_span)},
                     {"range", to_json(places.range(entity.span))}});
  }
  const render::RenderInput input{.model = analysis.model(),
                                  .assessment = *analysis.assessment(),
                                  .sources = analysis.sources(),
                                  .layout = session.outside.layout,
                                  .options = {}};
  last = {{"svg", render::render_svg(input).bytes}, {"cards", std::move(cards)}};
  Json result = last;
  result["errors"] = errors;
  return result;
}

}  // namespace aixc::lsp
