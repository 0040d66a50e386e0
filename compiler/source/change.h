// What differs between two versions of a text: one stretch of bytes, whole code points.
#pragma once

#include <cstdint>
#include <string_view>

namespace aixc::source {

struct Change {
  uint32_t begin = 0;    // the same in both versions up to here
  uint32_t end = 0;      // in the new one: the same from here on
  uint32_t old_end = 0;  // in the old one

  // Added to a place behind the change, as unsigned numbers are: may go backwards.
  uint32_t shift() const { return end - old_end; }
};

// The shortest such stretch; both texts must be valid UTF-8.
Change change_between(std::string_view before, std::string_view after);

}  // namespace aixc::source
