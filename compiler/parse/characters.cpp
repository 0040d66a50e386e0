#include "compiler/parse/characters.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "antlr4-runtime.h"
#include "compiler/base/utf8.h"
#include "grammar/AisysLexer.h"

namespace aixc::parse {
namespace {

using grammar::AisysLexer;

struct Range {
  uint32_t first;
  uint32_t last;
};

// Blocks of punctuation, symbols, blanks and characters without meaning (Unicode 14, Blocks.txt).
constexpr auto NotInNames = std::to_array<Range>({
    {0x0080, 0x00A9}, {0x00AB, 0x00B4},   {0x00B6, 0x00B9},   {0x00BB, 0x00BF},    {0x00D7, 0x00D7},
    {0x00F7, 0x00F7}, {0x2000, 0x203E},   {0x2041, 0x2053},   {0x2055, 0x2070},    {0x2074, 0x207E},
    {0x2080, 0x208E}, {0x20A0, 0x20CF},   {0x2190, 0x2BFF},   {0x2E00, 0x2E7F},    {0x3000, 0x3004},
    {0x3008, 0x3020}, {0xE000, 0xF8FF},   {0xFD3E, 0xFD3F},   {0xFE10, 0xFE1F},    {0xFE30, 0xFE6F},
    {0xFEFF, 0xFF0F}, {0xFF1A, 0xFF20},   {0xFF3B, 0xFF3E},   {0xFF40, 0xFF40},    {0xFF5B, 0xFF65},
    {0xFFE0, 0xFFFF}, {0x1F000, 0x1FBFF}, {0xE0000, 0xE00FF}, {0xF0000, 0x10FFFF},
});

struct Quotes {
  uint32_t open;
  uint32_t close;
};

// Word processors put the second of a pair first in some languages.
constexpr auto QuotePairs = std::to_array<Quotes>({
    {'\'', '\''},
    {'`', '`'},
    {0x201C, 0x201D},
    {0x201D, 0x201D},
    {0x201E, 0x201C},
    {0x2018, 0x2019},
    {0x2019, 0x2019},
    {0x201A, 0x2018},
    {0x00AB, 0x00BB},
    {0x00BB, 0x00AB},
});

constexpr auto Lookalikes = std::to_array<Lookalike>({
    {0x2190, AisysLexer::LARROW, "<-"},   {0x2192, AisysLexer::ARROW, "->"},
    {0x2194, AisysLexer::BIARROW, "<->"}, {0x21D0, AisysLexer::LARROW, "<-"},
    {0x21D2, AisysLexer::ARROW, "->"},    {0x21D4, AisysLexer::BIARROW, "<->"},
    {0x2794, AisysLexer::ARROW, "->"},    {0x27F5, AisysLexer::LARROW, "<-"},
    {0x27F6, AisysLexer::ARROW, "->"},    {0x27F7, AisysLexer::BIARROW, "<->"},
    {0x2260, AisysLexer::NE, "!="},       {0x2264, AisysLexer::LE, "<="},
    {0x2265, AisysLexer::GE, ">="},       {0x2227, AisysLexer::KW_AND, "and"},
    {0x2228, AisysLexer::KW_OR, "or"},    {0x00AC, AisysLexer::KW_NOT, "not"},
    {0x3001, AisysLexer::COMMA, ","},     {0xFF0C, AisysLexer::COMMA, ","},
    {0xFF1A, AisysLexer::COLON, ":"},     {0xFF08, AisysLexer::LPAREN, "("},
    {0xFF09, AisysLexer::RPAREN, ")"},    {0xFF3B, AisysLexer::LBRACK, "["},
    {0xFF3D, AisysLexer::RBRACK, "]"},    {0xFF5B, AisysLexer::LBRACE, "{"},
    {0xFF5D, AisysLexer::RBRACE, "}"},
});

}  // namespace

bool may_stand_in_name(uint32_t code_point) {
  return std::ranges::none_of(NotInNames, [&](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

std::string character_name(uint32_t code_point) {
  const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point <= 0xA0);
  if (control || is_odd_blank(code_point) || (code_point >= 0xE000 && code_point <= 0xF8FF)) {
    return fmt::format("U+{:04X}", code_point);
  }
  std::string text;
  append_utf8(text, code_point);
  return text;
}

bool is_dash(uint32_t code_point) {
  return (code_point >= 0x2010 && code_point <= 0x2015) || code_point == 0x2212;
}

bool is_odd_blank(uint32_t code_point) {
  return code_point == 0xA0 || code_point == 0xAD ||
         (code_point >= 0x2000 && code_point <= 0x200F) ||
         (code_point >= 0x2028 && code_point <= 0x202F) ||
         (code_point >= 0x205F && code_point <= 0x206F) || code_point == 0x3000 ||
         code_point == 0xFEFF;
}

std::optional<uint32_t> closing_quote(uint32_t code_point) {
  const auto pair = std::ranges::find(QuotePairs, code_point, &Quotes::open);
  if (pair == QuotePairs.end()) {
    return std::nullopt;
  }
  return pair->close;
}

const Lookalike* find_lookalike(uint32_t code_point) {
  const auto found = std::ranges::find(Lookalikes, code_point, &Lookalike::code_point);
  return found == Lookalikes.end() ? nullptr : &*found;
}

}  // namespace aixc::parse
