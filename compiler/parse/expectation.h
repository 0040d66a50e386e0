// What was expected, in the words of a person: "`}` or an attribute".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/parse/lexemes.h"

namespace aixc::parse {

struct Expectation {
  std::vector<std::string> alternatives;  // in the order of the grammar
  // Whether what came before may be complete, so that something else may begin.
  bool may_end = false;
};

// What may stand at word `at`, where the parser cannot go on; it stands there or a word before.
Expectation expected_at(antlr4::Parser& parser, const std::vector<Lexeme>& words, size_t at,
                        std::string_view text);

// `a`, `a or b`, `a, b or c`
std::string join_alternatives(const std::vector<std::string>& items);

}  // namespace aixc::parse
