// `textDocument/definition`: from a name to where it is declared, in any file, the standard library
// included; from an import to its file.
#include "compiler/lsp/features.h"

namespace aixc::lsp {
namespace {

const ast::Import* import_at(const ast::File& tree, uint32_t offset) {
  for (const ast::Statement& statement : tree.statements) {
    const auto* import = std::get_if<ast::Import>(&statement);
    if (import != nullptr && import->path.span.begin <= offset && offset <= import->path.span.end) {
      return import;
    }
  }
  return nullptr;
}

}  // namespace

Reply definition(Session& session, const Json& params) {
  const auto place = place_of(session, params);
  if (!place) {
    return Json();
  }
  Places places(session, place->analysis);
  if (const Occurrence* found = place->analysis.occurrence_at(place->file, place->offset)) {
    return places.location(place->analysis.declaration_of(found->named));
  }
  if (const ast::Import* import = import_at(place->analysis.tree(place->file), place->offset)) {
    const std::string path = imported_path(session, place->analysis, place->file, *import);
    if (const source::FileId file = place->analysis.file(path)) {
      return places.location({file, 0, 0});
    }
  }
  return Json();
}

}  // namespace aixc::lsp
