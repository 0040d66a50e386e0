// A place in the text: a half-open range of bytes in one source file.
#pragma once

#include <cstdint>

#include "compiler/base/id.h"

namespace aixc::source {

using FileId = Id<struct FileTag>;

struct Span {
  FileId file;
  uint32_t begin = 0;  // byte offset of the first byte
  uint32_t end = 0;    // byte offset behind the last byte

  // No place: something that nobody wrote (a default, an implied data asset of another file).
  constexpr explicit operator bool() const { return static_cast<bool>(file); }
  auto operator<=>(const Span&) const = default;
};

// From the start of `first` to the end of `last`, both in one file; either may be no place.
constexpr Span cover(Span first, Span last) {
  if (!first) {
    return last;
  }
  if (!last) {
    return first;
  }
  return {first.file, first.begin < last.begin ? first.begin : last.begin,
          first.end > last.end ? first.end : last.end};
}

}  // namespace aixc::source
