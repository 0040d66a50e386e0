#include "compiler/render/plain_text.h"

namespace aixc::render {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

size_t length_at(std::string_view text, size_t at) {
  size_t length = 1;
  while (at + length < text.size() && is_continuation(text[at + length])) {
    ++length;
  }
  return length;
}

bool in_range(std::string_view character, std::string_view first, std::string_view last) {
  return character.size() == first.size() && character >= first && character <= last;
}

bool is_blank(std::string_view character) {
  return character == " " || character == "\t" || character == "\n" || character == "\r" ||
         character == "\v" || character == "\f" || character == "\u2028" || character == "\u2029" ||
         character == "\u0085";
}

bool has_no_place(std::string_view character) {
  const auto byte = static_cast<unsigned char>(character.front());
  return (character.size() == 1 && (byte < 0x20 || byte == 0x7F)) ||
         in_range(character, "\u0080", "\u009f") || in_range(character, "\u202a", "\u202e") ||
         in_range(character, "\u2066", "\u2069") || character == "\u200e" ||
         character == "\u200f" || character == "\ufeff" || character == "\ufffe" ||
         character == "\uffff";
}

}  // namespace

std::string on_one_line(std::string_view text) {
  std::string line;
  bool blank = false;
  for (size_t at = 0; at < text.size();) {
    const std::string_view character = text.substr(at, length_at(text, at));
    at += character.size();
    if (is_blank(character)) {
      blank = !line.empty();
    } else if (!has_no_place(character)) {
      line += blank ? " " : "";
      line += character;
      blank = false;
    }
  }
  return line;
}

std::string shortened(std::string_view text, size_t most) {
  size_t at = 0;
  size_t cut = 0;  // where the last character that fits before `…` begins
  for (size_t count = 0; at < text.size(); ++count) {
    if (count == most) {
      return std::string(text.substr(0, cut)) + "…";
    }
    cut = at;
    at += length_at(text, at);
  }
  return std::string(text);
}

}  // namespace aixc::render
