// Random texts of the language, drawn from the grammar itself: every sentence that the parser's own
// automaton accepts can come up, so a new statement is covered without a change here.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aixc::test {

struct RandomText {
  std::vector<size_t> tokens;  // token types of the grammar, without the end of file
  std::string text;            // the same, with blanks and comments between them
};

// The same seed gives the same text. `size` is about the number of tokens after which the text
// comes to an end as soon as it can.
RandomText random_text(uint32_t seed, size_t size);

}  // namespace aixc::test
