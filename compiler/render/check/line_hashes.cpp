#include "compiler/render/check/line_hashes.h"

#include <cstdint>
#include <unordered_map>

#include <fmt/core.h>

#include "compiler/base/utf8.h"

namespace aixc::render {
namespace {

constexpr size_t BlockSize = 100;
constexpr uint64_t Multiplier = 37;
constexpr uint16_t EndOfText = 0xFFFF;

struct Units {
  std::vector<uint16_t> units;
  std::vector<size_t> line_starts;
};

class UnitReader {
 public:
  Units read(std::string_view text) {
    for (size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
      const uint32_t code = code_point_at(text, at);
      if (code > 0xFFFF) {
        unit(static_cast<uint16_t>(0xD800 + ((code - 0x10000) >> 10U)));
        unit(static_cast<uint16_t>(0xDC00 + ((code - 0x10000) & 0x3FFU)));
      } else {
        unit(static_cast<uint16_t>(code));
      }
    }
    unit(EndOfText);
    return std::move(result_);
  }

 private:
  void unit(uint16_t one) {
    const bool second_of_break = after_return_ && one == '\n';
    after_return_ = one == '\r';
    if (one == ' ' || one == '\t' || second_of_break) {
      return;
    }
    if (at_line_start_) {
      result_.line_starts.push_back(result_.units.size());
    }
    result_.units.push_back(one == '\r' ? '\n' : one);
    at_line_start_ = result_.units.back() == '\n';
  }

  Units result_;
  bool at_line_start_ = true;
  bool after_return_ = false;
};

}  // namespace

std::vector<std::string> line_hashes(std::string_view text) {
  const Units read = UnitReader().read(text);
  std::unordered_map<uint64_t, size_t> counts;
  std::vector<std::string> hashes;
  for (const size_t start : read.line_starts) {
    uint64_t hash = 0;
    for (size_t i = start; i < start + BlockSize; ++i) {
      hash = hash * Multiplier + (i < read.units.size() ? read.units[i] : 0);
    }
    hashes.push_back(fmt::format("{:x}:{}", hash, ++counts[hash]));
  }
  return hashes;
}

}  // namespace aixc::render
