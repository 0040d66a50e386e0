// Slips that can be told from the words alone: each is reported and written as it was meant, so
// that it costs one message.
#pragma once

#include <vector>

#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

// What no sentence has in a row. `words` must be balanced, and stay so, as for all that follows.
void repair_words(std::vector<Lexeme>& words, Reporter& reporter);

// For texts with errors only, since a sentence can have these words as well:
// names that stand where a label in quotes, or what flows, was meant;
void repair_labels(std::vector<Lexeme>& words, Reporter& reporter);
// reserved words that are declared, and what flows to them.
void repair_reserved_names(std::vector<Lexeme>& words, Reporter& reporter);

// That a label stands without quotes.
void report_unquoted_label(Reporter& reporter, source::Span place);

// That a reserved word stands where a name should. `kind`, the word before, makes a name of it; ""
// if there is none.
void report_reserved_name(Reporter& reporter, source::Span place, std::string_view word,
                          std::string_view kind);

}  // namespace aixc::parse
