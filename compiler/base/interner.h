// Names as small integers. One interner serves one compilation; symbols of different interners must
// not be mixed.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>

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
  std::deque<std::string> texts_;
  std::unordered_map<std::string_view, Symbol> symbols_;
};

}  // namespace aixc
