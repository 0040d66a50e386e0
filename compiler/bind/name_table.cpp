#include "compiler/bind/name_table.h"

namespace aixc::bind {
namespace {

uint64_t key_of(model::EntityId place, Symbol name) {
  return uint64_t{place.value} << 32U | name.value;
}

}  // namespace

model::EntityId ElementNames::child(model::EntityId place, Symbol name) const {
  const auto found = places_.find(key_of(place, name));
  return found == places_.end() ? model::EntityId() : found->second;
}

model::EntityId ElementNames::declare(model::EntityId place, Symbol name, model::EntityId id) {
  const auto [entry, entered] = places_.try_emplace(key_of(place, name), id);
  if (!entered) {
    return entry->second;
  }
  if (name.value >= named_.size()) {
    named_.resize(name.value + 1);
  }
  if (named_[name.value].empty()) {
    order_.push_back(name);
  }
  named_[name.value].push_back(id);
  return {};
}

const std::vector<model::EntityId>& ElementNames::named(Symbol name) const {
  static const std::vector<model::EntityId> none;
  return name && name.value < named_.size() ? named_[name.value] : none;
}

std::vector<Symbol> ElementNames::names_in(model::EntityId place) const {
  std::vector<Symbol> result;
  for (const Symbol name : order_) {
    if (child(place, name)) {
      result.push_back(name);
    }
  }
  return result;
}

}  // namespace aixc::bind
