// A list that many owners hold without having it many times.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace aixc {

// Copies share the items, which never change. Reads like a `const std::vector`.
template <typename T>
class SharedList {
 public:
  SharedList() = default;
  SharedList(std::vector<T> items)  // NOLINT(google-explicit-constructor): a list is a list
      : items_(items.empty() ? nullptr : std::make_shared<const std::vector<T>>(std::move(items))) {
  }

  const T* begin() const { return items_ ? items_->data() : nullptr; }
  const T* end() const { return begin() + size(); }
  size_t size() const { return items_ ? items_->size() : 0; }
  bool empty() const { return size() == 0; }
  const T& operator[](size_t index) const { return (*items_)[index]; }

 private:
  std::shared_ptr<const std::vector<T>> items_;
};

}  // namespace aixc
