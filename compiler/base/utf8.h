// Code points in texts that are known to be valid UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace aixc {

// The bytes of the code point that begins at `at`; `at < text.size()`.
constexpr size_t code_point_length(std::string_view text, size_t at) {
  const auto lead = static_cast<uint8_t>(text[at]);
  return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

// The code point that begins at `at`; `at < text.size()`.
constexpr uint32_t code_point_at(std::string_view text, size_t at) {
  const size_t length = code_point_length(text, at);
  uint32_t value = static_cast<uint8_t>(text[at]);
  if (length == 1) {
    return value;
  }
  value &= 0x7FU >> length;
  for (size_t i = 1; i < length && at + i < text.size(); ++i) {
    value = (value << 6U) | (static_cast<uint8_t>(text[at + i]) & 0x3FU);
  }
  return value;
}

// Whether `at` is the end of the text or the first byte of a code point.
constexpr bool is_code_point_boundary(std::string_view text, size_t at) {
  return at >= text.size() || (static_cast<uint8_t>(text[at]) & 0xC0U) != 0x80U;
}

// Appends `code_point`; U+FFFD in place of what is no character of Unicode.
void append_utf8(std::string& text, uint32_t code_point);

}  // namespace aixc
