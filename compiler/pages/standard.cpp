#include <algorithm>
#include <array>

#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"

namespace aixc::pages {
namespace {

constexpr auto ToldOfStandard = std::to_array<std::string_view>({"items", "note"});

// The names that are mapped on one word, and the word: `evasion, model leak (published)`.
template <typename IdType>
void add(Line& line, const model::Model& model, const std::vector<rules::Mapped<IdType>>& all,
         rules::Basis basis) {
  Line names;
  for (const rules::Mapped<IdType>& it : all) {
    if (it.basis == basis) {
      names.push_back(link_to(model, it.id));
    }
  }
  if (names.empty()) {
    return;
  }
  line.push_back(plain(line.empty() ? "" : ", "));
  for (const Piece& piece : joined(names)) {
    line.push_back(piece);
  }
  line.push_back(plain(" (" + std::string(rules::word(basis)) + ")"));
}

Line related(const model::Model& model, const rules::StandardEntry& entry) {
  Line line;
  for (const rules::Basis basis :
       {rules::Basis::Published, rules::Basis::Transitive, rules::Basis::Derived}) {
    add(line, model, entry.threats, basis);
    add(line, model, entry.controls, basis);
  }
  return line.empty() ? Line{plain("nothing in this library")} : line;
}

}  // namespace

Page page_of_taxonomy(const Library& library, model::EntityId taxonomy) {
  const model::Model& model = library.model;
  const model::Entity& entity = model.entities[taxonomy];
  Page page{{Subject::What::Standard, std::string(model.text(entity.name))},
            entity.label,
            model.text_of(taxonomy, "note"),
            entity.name_span,
            {}};
  page.add("", Prose{entity.doc});
  page.add("", Prose{page.summary});
  page.add("", facts(model, taxonomy, ToldOfStandard));
  Table table{{"entry", "threats and controls"}, {}, 2};
  for (const rules::StandardEntry& entry : rules::read_standard(model, taxonomy).entries) {
    table.rows.push_back({entry_line(entry), related(model, entry)});
  }
  page.add("Entries", std::move(table));
  return page;
}

}  // namespace aixc::pages
