#include "compiler/base/interner.h"

namespace aixc {

Symbol Interner::intern(std::string_view text) {
  if (const auto found = symbols_.find(text); found != symbols_.end()) {
    return found->second;
  }
  texts_.emplace_back(text);
  const Symbol symbol(texts_.size() - 1);
  symbols_.emplace(texts_.back(), symbol);
  return symbol;
}

Symbol Interner::find(std::string_view text) const {
  const auto found = symbols_.find(text);
  return found == symbols_.end() ? Symbol() : found->second;
}

std::string_view Interner::text(Symbol symbol) const {
  AIXC_CHECK(symbol.value < texts_.size());
  return texts_[symbol.value];
}

}  // namespace aixc
