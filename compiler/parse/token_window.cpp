#include "compiler/parse/token_window.h"

#include <algorithm>

namespace aixc::parse {

void TokenWindow::forget() {
  tokens_.clear();
  window_begin_ = at_;
  furthest_ = at_;
}

void TokenWindow::consume() {
  if (at_ + 1 < words_.size()) {
    ++at_;
  }
}

size_t TokenWindow::LA(ssize_t k) {
  const ssize_t index = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
  if (k == 0 || index < 0) {
    return antlr4::Token::INVALID_TYPE;
  }
  const size_t word = std::min(static_cast<size_t>(index), words_.size() - 1);
  furthest_ = std::max(furthest_, word);
  return static_cast<size_t>(words_[word].type);
}

antlr4::Token* TokenWindow::LT(ssize_t k) {
  const ssize_t index = static_cast<ssize_t>(at_) + (k > 0 ? k - 1 : k);
  if (k == 0 || index < static_cast<ssize_t>(window_begin_)) {
    return nullptr;
  }
  return get(static_cast<size_t>(index));
}

antlr4::Token* TokenWindow::get(size_t index) const {
  index = std::min(index, words_.size() - 1);
  furthest_ = std::max(furthest_, index);
  while (tokens_.size() <= index - window_begin_) {
    const size_t next = window_begin_ + tokens_.size();
    tokens_.emplace_back(words_[next], next);
  }
  return &tokens_[index - window_begin_];
}

}  // namespace aixc::parse
