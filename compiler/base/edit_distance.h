// "Did you mean": the nearest names to a misspelt one.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace aixc {

// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`; at most `limit + 1`
// is reported. Case and the difference between `_` and `-` cost nothing.
size_t edit_distance(std::string_view a, std::string_view b, size_t limit);

// The candidates near enough to be meant by `name`, best first, then in the order given; at most
// three. A name that has `name` as a prefix or a part of it counts as near.
std::vector<std::string> nearest_names(std::string_view name,
                                       std::span<const std::string_view> candidates);

}  // namespace aixc
