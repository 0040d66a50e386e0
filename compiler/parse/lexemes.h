// Text → words, by the generated lexer, without ANTLR's token objects: those take 200 bytes each.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aixc::parse {

// A token as a range of bytes. `type` is one of `grammar::AisysLexer`'s, or `EndOfText`.
struct Lexeme {
  static constexpr int32_t EndOfText = -1;

  int32_t type;
  uint32_t begin;
  uint32_t end;
};

struct Lexemes {
  std::vector<Lexeme> words;     // all that the grammar sees; the last is `EndOfText`
  std::vector<Lexeme> comments;  // in order
};

// `text` must be valid UTF-8. What the lexer has no word for comes as `BAD` and the like.
Lexemes lex(std::string_view text);

}  // namespace aixc::parse
