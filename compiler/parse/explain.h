// The place where the parser cannot go on → a message.
#pragma once

#include <vector>

#include "antlr4-runtime.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

// Word `at` does not fit; the parser stands there or a word before. First the known traps are
// tried, then the message says what was expected.
void explain_error(antlr4::Parser& parser, const std::vector<Lexeme>& words, size_t at,
                   Reporter& reporter);

}  // namespace aixc::parse
