// What changed between two texts, for people and for `patch`.
#pragma once

#include <string>
#include <string_view>

namespace aixc::format {

// A unified diff with three lines of context; "" if the texts are equal. `name` stands for both
// files; "/" at its beginning is left out behind `a/` and `b/`.
std::string unified_diff(std::string_view name, std::string_view before, std::string_view after);

}  // namespace aixc::format
