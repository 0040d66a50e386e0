#include "compiler/model/model.h"

#include <algorithm>

#include "compiler/base/fold_name.h"

namespace aixc::model {
namespace {

bool has_alias(const Model& model, EntityId entity, const std::string& wanted) {
  const Value* aliases = model.given(entity, "aliases");
  const auto* list = aliases == nullptr ? nullptr : std::get_if<ValueList>(&aliases->data);
  return list != nullptr && std::ranges::any_of(*list, [&](const Value& alias) {
           const auto* text = std::get_if<std::string>(&alias.data);
           return text != nullptr && fold_name(*text) == wanted;
         });
}

// Ids win over slugs and aliases, so that a user's own id is never hidden by an old name.
template <typename IdType, typename T>
IdType find_known(const Model& model, const Store<IdType, T>& store, std::string_view name) {
  const std::string wanted = fold_name(name);
  IdType other;
  for (size_t i = 0; i < store.size(); ++i) {
    const IdType id = store.id_of(i);
    const EntityId entity = store[id].entity;
    if (fold_name(model.name_of(entity)) == wanted) {
      return id;
    }
    if (!other && (fold_name(store[id].slug) == wanted || has_alias(model, entity, wanted))) {
      other = id;
    }
  }
  return other;
}

}  // namespace

bool Model::is_a(KindId kind, KindId ancestor) const {
  while (kind && kind != ancestor) {
    kind = kinds[kind].parent;
  }
  return static_cast<bool>(kind);
}

KindId Model::find_kind(std::string_view name) const {
  const Symbol symbol = names.find(name);
  const auto found = std::ranges::find(kinds, symbol, &Kind::name);
  return !symbol || found == kinds.end() ? KindId()
                                         : kinds.id_of(static_cast<size_t>(found - kinds.begin()));
}

AttributeId Model::attribute(KindId kind, Symbol name) const {
  const auto& all = kinds[kind].attributes;
  const auto found =
      std::ranges::lower_bound(all, name, {}, &std::pair<Symbol, AttributeId>::first);
  return found == all.end() || found->first != name ? AttributeId() : found->second;
}

const Value* Model::given(EntityId entity, AttributeId attribute) const {
  const auto& all = entities[entity].attributes;
  const auto found = std::ranges::lower_bound(all, attribute, {}, &Assignment::attribute);
  return found == all.end() || found->attribute != attribute ? nullptr : &found->value;
}

const Value* Model::given(EntityId entity, std::string_view attribute) const {
  const Symbol symbol = names.find(attribute);
  const AttributeId id = symbol ? this->attribute(entities[entity].kind, symbol) : AttributeId();
  return id ? given(entity, id) : nullptr;
}

const Assignment* Model::default_of(KindId kind, AttributeId attribute) const {
  for (; kind; kind = kinds[kind].parent) {
    const auto& own = kinds[kind].defaults;
    const auto found = std::ranges::find(own, attribute, &Assignment::attribute);
    if (found != own.end()) {
      return &*found;
    }
  }
  return nullptr;
}

std::string Model::text_of(EntityId entity, std::string_view attribute) const {
  const Symbol symbol = names.find(attribute);
  const KindId kind = entities[entity].kind;
  const AttributeId id = symbol ? this->attribute(kind, symbol) : AttributeId();
  if (!id) {
    return {};
  }
  const Value* value = given(entity, id);
  if (value == nullptr) {
    const Assignment* assumed = default_of(kind, id);
    value = assumed == nullptr ? nullptr : &assumed->value;
  }
  if (value == nullptr) {
    return {};
  }
  if (const auto* choice = std::get_if<Choice>(&value->data)) {
    return std::string(text(choice->name));
  }
  const auto* string = std::get_if<std::string>(&value->data);
  return string == nullptr ? std::string() : *string;
}

ThreatId Model::find_threat(std::string_view name) const {
  return find_known(*this, threats, name);
}

ControlId Model::find_control(std::string_view name) const {
  return find_known(*this, controls, name);
}

EntityId Model::find_element(std::string_view path) const {
  if (path == "system") {
    return system;
  }
  EntityId by_name;
  bool unique = true;
  for (const auto* group : {&elements, &parties}) {
    for (const EntityId id : *group) {
      if (entities[id].path == path) {
        return id;
      }
      if (name_of(id) == path) {
        unique = !by_name;
        by_name = id;
      }
    }
  }
  return unique ? by_name : EntityId();
}

}  // namespace aixc::model
