// Typed indices into value stores: ids instead of pointers, so that every noun of the compiler is
// plain data that can be copied, compared and printed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <utility>
#include <vector>

#include "compiler/base/check.h"

namespace aixc {

// An index into `Store<Id<Tag>, T>`. A default-constructed id is "none" and tests false.
template <typename Tag>
struct Id {
  static constexpr uint32_t None = std::numeric_limits<uint32_t>::max();

  uint32_t value = None;

  constexpr Id() = default;
  constexpr explicit Id(size_t index) : value(static_cast<uint32_t>(index)) {}

  constexpr explicit operator bool() const { return value != None; }
  constexpr auto operator<=>(const Id&) const = default;
};

// A vector that is indexed by its own id type. Ids are dense, given out in order of `add`.
template <typename IdType, typename T>
class Store {
 public:
  IdType add(T value) {
    items_.push_back(std::move(value));
    return IdType(items_.size() - 1);
  }

  T& operator[](IdType id) {
    AIXC_CHECK(id.value < items_.size());
    return items_[id.value];
  }
  const T& operator[](IdType id) const {
    AIXC_CHECK(id.value < items_.size());
    return items_[id.value];
  }

  size_t size() const { return items_.size(); }
  bool empty() const { return items_.empty(); }
  void reserve(size_t count) { items_.reserve(count); }
  IdType id_of(size_t index) const { return IdType(index); }

  auto begin() { return items_.begin(); }
  auto end() { return items_.end(); }
  auto begin() const { return items_.begin(); }
  auto end() const { return items_.end(); }

 private:
  std::vector<T> items_;
};

}  // namespace aixc

template <typename Tag>
struct std::hash<aixc::Id<Tag>> {
  size_t operator()(aixc::Id<Tag> id) const noexcept { return std::hash<uint32_t>{}(id.value); }
};
