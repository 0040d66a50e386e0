// What changed between two texts, for people and for `patch`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aixc::format {

// A unified diff with three lines of context; "" if the texts are equal. `name` stands for both
// files; "/" at its beginning is left out behind `a/` and `b/`.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

// Lines of the old text, in place of which others stand in the new one; one of both may be empty.
struct Change {
  size_t begin = 0;  // bytes of the old text
  size_t end = 0;
  std::string_view text;  // of the new one
};
// From the top down. The texts must outlive the result.
std::vector<Change> changes(std::string_view before, std::string_view after);

}  // namespace aixc::format
