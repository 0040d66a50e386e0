// The words of a text that may be incomplete, up to the place where somebody types.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace aixc::lsp {

// Whether the text reads as one name and is no reserved word.
bool is_name(std::string_view text);
bool is_arrow(std::string_view word);

struct TypedWord {
  std::string_view text;  // a name, a number, a string with its quotes, one sign, an arrow
  uint32_t begin = 0;
  bool first_of_line = false;
};

// One bracket that is open where somebody types, and what is written before it and in it.
struct OpenBracket {
  char sign = '{';               // `{`, `[` or `(`; of the whole text `\0`
  std::vector<TypedWord> head;   // the words of the statement that it belongs to
  std::vector<TypedWord> words;  // those in it, inner brackets left out
  uint32_t begin = 0;
};

struct Typed {
  enum class Inside : uint8_t { Nothing, Text, Comment };
  Inside inside = Inside::Nothing;
  std::vector<OpenBracket> brackets;  // from the outside in; the first is the whole text
  std::string_view prefix;            // the name that is being typed; may be empty

  // The statement that is being written in the innermost bracket, without the prefix: from the
  // first word of its line, or of an earlier one where the line goes on with it.
  std::vector<TypedWord> statement() const;
};

// Reads the text up to `offset`.
Typed typed_before(std::string_view text, uint32_t offset);

}  // namespace aixc::lsp
