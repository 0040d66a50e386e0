// Words that are wrong in themselves → the words that were meant, each reported once, so that the
// grammar meets none of them and one slip of the pen gives one message.
#pragma once

#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

// Afterwards there are no `BAD`, `BAD_NUMBER` and `UNTERMINATED_…` words. A number that cannot be
// read becomes an INT whose text is no number.
void mend_words(Lexemes& lexemes, Reporter& reporter);

}  // namespace aixc::parse
