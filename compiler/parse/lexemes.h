// Text → words, by the generated lexer, without ANTLR's token objects: those take 200 bytes each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/source/change.h"

namespace aixc::parse {

// A token as a range of bytes. `type` is one of `grammar::AisysLexer`'s, or `EndOfText`.
struct Lexeme {
  static constexpr int32_t EndOfText = -1;

  int32_t type;
  uint32_t begin;
  uint32_t end;
  // Up to where the lexer looked to tell this token; only in what `lex` gives.
  uint32_t looked = 0;

  bool operator==(const Lexeme& other) const {
    return type == other.type && begin == other.begin && end == other.end;
  }
};

struct Lexemes {
  std::vector<Lexeme> words;     // all that the grammar sees; the last is `EndOfText`
  std::vector<Lexeme> comments;  // in order
};

// `text` must be valid UTF-8. What the lexer has no word for comes as `BAD` and the like.
Lexemes lex(std::string_view text);
// The same, at the cost of what has changed since `before` was given for another text.
Lexemes lex(std::string_view text, const Lexemes& before, const source::Change& change);

}  // namespace aixc::parse
