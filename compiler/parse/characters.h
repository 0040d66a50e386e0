// Characters beyond ASCII: which stand in names, and which were typed in place of a sign we know.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace aixc::parse {

// Letters, digits and marks of all scripts; a few signs of rare scripts pass too.
bool may_stand_in_name(uint32_t code_point);

// The character, or `U+200B` for one that cannot be seen.
std::string character_name(uint32_t code_point);

bool is_dash(uint32_t code_point);
// No-break and other blanks that the language does not know as such, and characters without width.
bool is_odd_blank(uint32_t code_point);

// The quote that closes a string opened by `code_point`; nothing if that opens none.
std::optional<uint32_t> closing_quote(uint32_t code_point);

// A sign that looks like, or means, one of ours.
struct Lookalike {
  uint32_t code_point;
  int32_t type;            // a word of `grammar::AisysLexer`
  std::string_view meant;  // `->`
};
const Lookalike* find_lookalike(uint32_t code_point);

}  // namespace aixc::parse
