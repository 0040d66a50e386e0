// Slips that can be told from the words alone, because no sentence has these words in a row: each
// is reported and written as it was meant, so that it costs one message.
#pragma once

#include <vector>

#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

// `words` must be balanced, and stay so.
void repair_words(std::vector<Lexeme>& words, Reporter& reporter);

}  // namespace aixc::parse
