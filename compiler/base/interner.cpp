#include "compiler/base/interner.h"

#include <algorithm>
#include <functional>

namespace aixc {
namespace {

constexpr size_t FirstSlots = 1024;  // a power of two, as every later size

uint32_t hash_of(std::string_view text) {
  const size_t hash = std::hash<std::string_view>{}(text);
  return static_cast<uint32_t>(hash ^ (hash >> 32U));
}

}  // namespace

size_t Interner::slot_of(std::string_view text, uint32_t hash) const {
  const size_t mask = slots_.size() - 1;
  size_t at = hash & mask;
  while (slots_[at].symbol &&
         (slots_[at].hash != hash || texts_[slots_[at].symbol.value] != text)) {
    at = (at + 1) & mask;
  }
  return at;
}

void Interner::grow() {
  std::vector<Slot> old(std::max(FirstSlots, slots_.size() * 2));
  old.swap(slots_);
  const size_t mask = slots_.size() - 1;
  for (const Slot& slot : old) {
    if (!slot.symbol) {
      continue;
    }
    size_t at = slot.hash & mask;
    while (slots_[at].symbol) {
      at = (at + 1) & mask;
    }
    slots_[at] = slot;
  }
}

Symbol Interner::intern(std::string_view text) {
  if (texts_.size() * 2 >= slots_.size()) {
    grow();
  }
  const uint32_t hash = hash_of(text);
  Slot& slot = slots_[slot_of(text, hash)];
  if (!slot.symbol) {
    texts_.emplace_back(text);
    slot = {hash, Symbol(texts_.size() - 1)};
  }
  return slot.symbol;
}

Symbol Interner::find(std::string_view text) const {
  return slots_.empty() ? Symbol() : slots_[slot_of(text, hash_of(text))].symbol;
}

std::string_view Interner::text(Symbol symbol) const {
  AIXC_CHECK(symbol.value < texts_.size());
  return texts_[symbol.value];
}

}  // namespace aixc
