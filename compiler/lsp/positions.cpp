#include "compiler/lsp/positions.h"

#include <algorithm>

#include "compiler/base/utf8.h"

namespace aixc::lsp {
namespace {

// Code points above the first plane are a pair of units.
uint32_t units_of(std::string_view text, size_t at, Encoding encoding) {
  const auto bytes = static_cast<uint32_t>(code_point_length(text, at));
  return encoding == Encoding::Utf8 ? bytes : bytes == 4 ? 2 : 1;
}

}  // namespace

PositionMap::PositionMap(std::string_view text, Encoding encoding)
    : text_(text), encoding_(encoding), starts_{0} {
  for (size_t i = text.find_first_of("\r\n"); i != std::string_view::npos;
       i = text.find_first_of("\r\n", i)) {
    i += text.substr(i).starts_with("\r\n") ? 2 : 1;
    starts_.push_back(static_cast<uint32_t>(i));
  }
}

uint32_t PositionMap::line_end(uint32_t line) const {
  if (line + 1 >= starts_.size()) {
    return static_cast<uint32_t>(text_.size());
  }
  uint32_t end = starts_[line + 1] - 1;
  if (end > starts_[line] && text_[end] == '\n' && text_[end - 1] == '\r') {
    --end;
  }
  return end;
}

uint32_t PositionMap::offset(Position position) const {
  if (position.line >= starts_.size()) {
    return static_cast<uint32_t>(text_.size());
  }
  const uint32_t end = line_end(position.line);
  uint32_t at = starts_[position.line];
  uint32_t left = position.character;
  while (at < end) {
    const uint32_t units = units_of(text_, at, encoding_);
    if (units > left) {
      break;
    }
    left -= units;
    at += static_cast<uint32_t>(code_point_length(text_, at));
  }
  return std::min(at, end);
}

uint32_t PositionMap::units(uint32_t begin, uint32_t end) const {
  uint32_t units = 0;
  for (uint32_t at = begin; at < end; at += static_cast<uint32_t>(code_point_length(text_, at))) {
    units += units_of(text_, at, encoding_);
  }
  return units;
}

Position PositionMap::position(uint32_t offset) const {
  const auto after = std::ranges::upper_bound(starts_, offset);
  const auto line = static_cast<uint32_t>(after - starts_.begin()) - 1;
  return {line, units(starts_[line], std::min(offset, line_end(line)))};
}

Json to_json(Position position) {
  return {{"line", position.line}, {"character", position.character}};
}

Json to_json(const Range& range) {
  return {{"start", to_json(range.start)}, {"end", to_json(range.end)}};
}

Position position_from(const Json& json) {
  return {json.at("line").get<uint32_t>(), json.at("character").get<uint32_t>()};
}

Range range_from(const Json& json) {
  return {position_from(json.at("start")), position_from(json.at("end"))};
}

}  // namespace aixc::lsp
