// Groups of the grammar's words.
#pragma once

#include <cstdint>

#include "antlr4-runtime.h"
#include "grammar/AisysLexer.h"

namespace aixc::parse {

using grammar::AisysLexer;

// The twelve reserved words.
inline bool is_reserved(int32_t type) {
  return type >= AisysLexer::KW_AND && type <= AisysLexer::KW_FROM;
}

// Words that mean something in one place only.
inline bool is_soft(int32_t type) {
  return type >= AisysLexer::KW_IMPORT && type <= AisysLexer::KW_EXPECT;
}

inline bool is_name(int32_t type) {
  return type == AisysLexer::ID || is_soft(type);
}

inline bool is_number(int32_t type) {
  return type == AisysLexer::INT || type == AisysLexer::DECIMAL || type == AisysLexer::PERCENT ||
         type == AisysLexer::DURATION || type == AisysLexer::DATE || type == AisysLexer::BAD_NUMBER;
}

inline bool is_value(int32_t type) {
  return is_name(type) || is_number(type) || type == AisysLexer::STRING || type == AisysLexer::TEXT;
}

inline bool is_arrow(int32_t type) {
  return type == AisysLexer::ARROW || type == AisysLexer::LARROW || type == AisysLexer::BIARROW;
}

inline bool is_opening(int32_t type) {
  return type == AisysLexer::LBRACE || type == AisysLexer::LBRACK || type == AisysLexer::LPAREN;
}

inline bool is_closing(int32_t type) {
  return type == AisysLexer::RBRACE || type == AisysLexer::RBRACK || type == AisysLexer::RPAREN;
}

// The bracket that closes an opening one.
inline int32_t closing_of(int32_t opening) {
  return opening == AisysLexer::LBRACE   ? AisysLexer::RBRACE
         : opening == AisysLexer::LBRACK ? AisysLexer::RBRACK
                                         : AisysLexer::RPAREN;
}

}  // namespace aixc::parse
