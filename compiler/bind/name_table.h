// Who has which name.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/model/ids.h"

namespace aixc::bind {

// One name space. Symbols are dense, so a vector is the table.
template <typename IdType>
class NameTable {
 public:
  IdType find(Symbol name) const {
    return name && name.value < ids_.size() ? ids_[name.value] : IdType();
  }
  // Enters the name. The first of that name keeps it; gives that one if it is not `id`.
  IdType declare(Symbol name, IdType id) {
    if (name.value >= ids_.size()) {
      ids_.resize(name.value + 1);
    }
    IdType& place = ids_[name.value];
    if (place) {
      return place;
    }
    place = id;
    order_.push_back(name);
    return IdType();
  }
  // In the order of declaration.
  const std::vector<Symbol>& names() const { return order_; }

 private:
  std::vector<IdType> ids_;
  std::vector<Symbol> order_;
};

// The name space of elements and parties: a name is taken once in each block.
class ElementNames {
 public:
  // What is named so directly in `place`; in no place: at the top level.
  model::EntityId child(model::EntityId place, Symbol name) const;
  // Enters the name. The first of that name keeps it; gives that one if it is not `id`.
  model::EntityId declare(model::EntityId place, Symbol name, model::EntityId id);
  // Everything of that name, whatever its place, in the order of declaration.
  std::span<const model::EntityId> named(Symbol name) const;
  // The names that stand directly in `place`, in the order of declaration.
  std::vector<Symbol> names_in(model::EntityId place) const;
  // Every name once, in the order of declaration.
  const std::vector<Symbol>& names() const { return order_; }

 private:
  std::unordered_map<uint64_t, model::EntityId> places_;
  std::vector<model::EntityId> first_;  // by symbol: the first of that name
  // All of a name, where there are several.
  std::unordered_map<Symbol, std::vector<model::EntityId>> shared_;
  std::vector<Symbol> order_;
};

}  // namespace aixc::bind
