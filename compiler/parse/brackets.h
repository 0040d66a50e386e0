// Makes brackets pair: a missing one is put where it was probably meant, one too many is dropped,
// and nesting is bounded. One slip then costs one message, and the rest of the file still parses.
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

// Brackets and `not` nest to here, so that the parser's recursion is bounded.
inline constexpr size_t MaxNesting = 100;

// Afterwards every bracket has its partner; one that was put in has no width.
void balance_brackets(std::vector<Lexeme>& words, Reporter& reporter);

// For each bracket the index of its partner, for each other word its own index.
// `words` must be balanced.
std::vector<uint32_t> find_partners(const std::vector<Lexeme>& words);

}  // namespace aixc::parse
