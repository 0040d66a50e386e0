#include "compiler/pages/pages.h"

#include "compiler/model/titles.h"

namespace aixc::pages {
namespace {

class Named {
 public:
  Named(const Library& library, std::string_view name)
      : library_(library), symbol_(library.model.names.find(name)) {}

  template <typename IdType, typename Store>
  void add(const Store& store) {
    for (size_t i = 0; i < store.size(); ++i) {
      if (symbol_ && store[IdType(i)].name == symbol_) {
        pages.push_back(page_of(library_, IdType(i)));
      }
    }
  }

  void add_taxonomies() {
    for (const model::EntityId taxonomy : library_.model.taxonomies) {
      if (symbol_ && library_.model.entities[taxonomy].name == symbol_) {
        pages.push_back(page_of_taxonomy(library_, taxonomy));
      }
    }
  }

  std::vector<Page> pages;

 private:
  const Library& library_;
  Symbol symbol_;
};

template <typename IdType, typename Store>
void add_all(const Library& library, const Store& store, std::vector<Page>& into) {
  for (size_t i = 0; i < store.size(); ++i) {
    into.push_back(page_of(library, IdType(i)));
  }
}

}  // namespace

std::vector<Page> pages_named(const Library& library, std::string_view name) {
  const model::Model& model = library.model;
  Named named(library, name);
  if (const model::ThreatId threat = model.find_threat(name)) {
    named.pages.push_back(page_of(library, threat));
  }
  if (const model::ControlId control = model.find_control(name)) {
    named.pages.push_back(page_of(library, control));
  }
  named.add<model::KindId>(model.kinds);
  named.add<model::RelationId>(model.relations);
  named.add<model::PathClassId>(model.paths);
  named.add<model::RuleId>(model.rules);
  named.add<model::RateId>(model.rates);
  named.add<model::PolicyId>(model.policies);
  named.add<model::AttributeId>(model.attributes);
  named.add_taxonomies();
  if (named.pages.empty()) {
    if (const auto threat = model::find_titled(model, model.threats, name)) {
      named.pages.push_back(page_of(library, threat));
    }
    if (const auto control = model::find_titled(model, model.controls, name)) {
      named.pages.push_back(page_of(library, control));
    }
  }
  return std::move(named.pages);
}

std::vector<std::string_view> all_names(const model::Model& model) {
  std::vector<std::string_view> names;
  const auto add_entities = [&](const auto& store) {
    for (const auto& item : store) {
      names.push_back(model.name_of(item.entity));
    }
  };
  const auto add_names = [&](const auto& store) {
    for (const auto& item : store) {
      names.push_back(model.text(item.name));
    }
  };
  add_entities(model.threats);
  add_entities(model.controls);
  add_names(model.kinds);
  add_names(model.relations);
  add_names(model.paths);
  add_names(model.rules);
  add_names(model.rates);
  add_names(model.policies);
  add_names(model.attributes);
  for (const model::EntityId taxonomy : model.taxonomies) {
    names.push_back(model.name_of(taxonomy));
  }
  for (const diagnostics::KindInfo& kind : diagnostics::all_kinds()) {
    names.push_back(kind.name);
  }
  return names;
}

std::vector<Page> all_pages(const Library& library) {
  const model::Model& model = library.model;
  std::vector<Page> pages;
  add_all<model::ThreatId>(library, model.threats, pages);
  add_all<model::ControlId>(library, model.controls, pages);
  for (size_t i = 0; i < model.kinds.size(); ++i) {
    // Kinds without a place are the compiler's own and stand for mistakes.
    if (model.kinds[model::KindId(i)].span) {
      pages.push_back(page_of(library, model::KindId(i)));
    }
  }
  add_all<model::RelationId>(library, model.relations, pages);
  add_all<model::PathClassId>(library, model.paths, pages);
  add_all<model::RuleId>(library, model.rules, pages);
  add_all<model::RateId>(library, model.rates, pages);
  add_all<model::PolicyId>(library, model.policies, pages);
  for (const model::EntityId taxonomy : model.taxonomies) {
    pages.push_back(page_of_taxonomy(library, taxonomy));
  }
  for (const diagnostics::KindInfo& info : diagnostics::all_kinds()) {
    pages.push_back(page_of(info.kind));
  }
  return pages;
}

}  // namespace aixc::pages
