// Places as the protocol counts them: lines and units of UTF-16 (or bytes, where client and server
// agree on UTF-8), both from 0; and as we do: bytes from the start of the text.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/lsp/json.h"

namespace aixc::lsp {

enum class Encoding : uint8_t { Utf16, Utf8 };

struct Position {
  uint32_t line = 0;
  uint32_t character = 0;
  auto operator<=>(const Position&) const = default;
};

struct Range {
  Position start;
  Position end;
  bool operator==(const Range&) const = default;
};

// Converts in one text, which must outlive it and be valid UTF-8. Lines end in `\n`, `\r\n` or
// `\r`.
class PositionMap {
 public:
  PositionMap(std::string_view text, Encoding encoding);

  // A character behind the end of its line is the line's end; a line behind the last is the end of
  // the text; inside of a character is before it.
  uint32_t offset(Position position) const;
  Position position(uint32_t offset) const;
  Range range(uint32_t begin, uint32_t end) const { return {position(begin), position(end)}; }
  // The offset behind the last character of a line, its line break not counted.
  uint32_t line_end(uint32_t line) const;
  uint32_t line_begin(uint32_t line) const { return starts_[line]; }
  uint32_t lines() const { return static_cast<uint32_t>(starts_.size()); }
  // The units between two offsets of one line.
  uint32_t units(uint32_t begin, uint32_t end) const;

 private:
  std::string_view text_;
  Encoding encoding_;
  std::vector<uint32_t> starts_;
};

Json to_json(Position position);
Json to_json(const Range& range);
// Throw `Json::exception` for what is no position.
Position position_from(const Json& json);
Range range_from(const Json& json);

}  // namespace aixc::lsp
