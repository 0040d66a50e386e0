// `textDocument/documentLink`: imports lead to their files.
#include "compiler/lsp/features.h"

namespace aixc::lsp {

Reply document_links(Session& session, const Json& params) {
  const auto place = document_of(session, params);
  if (!place) {
    return Json();
  }
  Places places(session, place->analysis);
  Json list = Json::array();
  for (const ast::Statement& statement : place->analysis.tree(place->file).statements) {
    const auto* import = std::get_if<ast::Import>(&statement);
    const source::FileId file =
        import == nullptr
            ? source::FileId()
            : place->analysis.file(imported_path(session, place->analysis, place->file, *import));
    if (file) {
      // Within the quotes.
      const source::Span span = import->path.span;
      list.push_back({{"range", to_json(place->positions.range(span.begin + 1, span.end - 1))},
                      {"target", places.uri(file)}});
    }
  }
  return list;
}

}  // namespace aixc::lsp
