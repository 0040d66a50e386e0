// Relations and path classes.
#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"

namespace aixc::pages {
namespace {

void add_row(Table& table, std::string name, Line line) {
  if (!line.empty()) {
    table.rows.push_back({{plain(std::move(name))}, std::move(line)});
  }
}

}  // namespace

Page page_of(const Library& library, model::RelationId id) {
  const model::Model& model = library.model;
  const model::Relation& relation = model.relations[id];
  Page page = page_about(Subject::What::Relation, std::string(model.text(relation.name)),
                         relation.label, relation.doc, relation.name_span);
  Table table;
  add_row(table, "from", links_to(model, relation.from));
  add_row(table, "to", links_to(model, relation.to));
  add_row(table, "carries data", {plain(relation.carries ? "yes" : "no")});
  page.add("Ends", std::move(table));
  return page;
}

Page page_of(const Library& library, model::PathClassId id) {
  const model::Model& model = library.model;
  const model::PathClass& path = model.paths[id];
  Page page = page_about(Subject::What::Path, std::string(model.text(path.name)), path.label,
                         path.doc, path.name_span);
  Table table;
  add_row(table, "from", links_to(model, path.from));
  add_row(table, "to", links_to(model, path.to));
  add_row(table, "through", links_to(model, path.through));
  Line over;
  for (const model::RelationId relation : path.over) {
    over.push_back(
        link(Subject::What::Relation, std::string(model.text(model.relations[relation].name)), {}));
  }
  add_row(table, "over", joined(over));
  page.add("Ways", std::move(table));
  page.add("As it stands in the library", Code{std::string(library.sources.text(path.span))});
  return page;
}

}  // namespace aixc::pages
