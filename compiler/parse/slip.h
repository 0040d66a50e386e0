// A place where the text leaves the grammar, as `explain` and the traps look at it.
#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

#include "compiler/parse/expectation.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {

struct Slip {
  const std::vector<Lexeme>& words;
  size_t at;     // the word that does not fit
  size_t start;  // where its statement or member begins
  bool in_block;
  bool in_test;
  source::Span block_header;  // of the construct whose block this is; no place outside blocks
  Expectation expected;
  Reporter& reporter;

  // Words relative to `at`; `EndOfText` beyond either end.
  int32_t type(ptrdiff_t offset = 0) const { return word(offset).type; }
  const Lexeme& word(ptrdiff_t offset = 0) const {
    const auto index = static_cast<ptrdiff_t>(at) + offset;
    return index < 0 || index >= static_cast<ptrdiff_t>(words.size())
               ? words.back()
               : words[static_cast<size_t>(index)];
  }
  std::string_view text(size_t index) const {
    return reporter.text().substr(words[index].begin, words[index].end - words[index].begin);
  }
  source::Span span(size_t first, size_t last) const {
    return reporter.span(words[first].begin, words[last].end);
  }
  bool first_on_line(size_t index) const { return reporter.is_first_on_line(words[index].begin); }
  bool same_line(size_t a, size_t b) const {
    return reporter.line_begin(words[a].begin) == reporter.line_begin(words[b].begin);
  }
  // Only one word of the statement or member stands before the slip.
  bool ends_at_once() const { return at == start + 1; }
  // The first of the names that stand in a row up to word `last`, on its line.
  size_t first_of_names(size_t last) const {
    size_t first = last;
    while (first > 0 && is_name(words[first - 1].type) && same_line(first - 1, last)) {
      --first;
    }
    return first;
  }
};

// Reports the slip if it is a well-known one. The traps are listed in traps.cpp.
bool explain_known_slip(const Slip& slip);
// Those about flows, and about signs that look like theirs.
bool explain_flow_slip(const Slip& slip);
// Those about labels without quotes.
bool explain_label_slip(const Slip& slip);
// Those about what is no name.
bool explain_name_slip(const Slip& slip);

}  // namespace aixc::parse
