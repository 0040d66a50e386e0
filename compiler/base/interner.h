// Names as small integers. One interner serves one compilation; symbols of different interners must
// not be mixed.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/base/id.h"

namespace aixc {

using Symbol = Id<struct SymbolTag>;

class Interner {
 public:
  // The same text always gives the same symbol.
  Symbol intern(std::string_view text);
  // The symbol of `text` if it was interned before, else none.
  Symbol find(std::string_view text) const;
  // Valid as long as the interner lives.
  std::string_view text(Symbol symbol) const;

 private:
  // Open addressing with linear probing; the hash is kept, so that growing and most misses touch no
  // text. Never more than half full.
  struct Slot {
    uint32_t hash = 0;
    Symbol symbol;
  };

  // The slot of `text`, or the empty one where it would go.
  size_t slot_of(std::string_view text, uint32_t hash) const;
  void grow();

  std::deque<std::string> texts_;
  std::vector<Slot> slots_;
};

}  // namespace aixc
