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
  if (name.value >= first_.size()) {
    first_.resize(name.value + 1);
  }
  model::EntityId& first = first_[name.value];
  if (!first) {
    first = id;
    order_.push_back(name);
    return {};
  }
  std::vector<model::EntityId>& all = shared_[name];
  if (all.empty()) {
    all.push_back(first);
  }
  all.push_back(id);
  return {};
}

std::span<const model::EntityId> ElementNames::named(Symbol name) const {
  if (const auto several = shared_.find(name); several != shared_.end()) {
    return several->second;
  }
  const bool one = name && name.value < first_.size() && first_[name.value];
  return one ? std::span(&first_[name.value], 1) : std::span<const model::EntityId>();
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
