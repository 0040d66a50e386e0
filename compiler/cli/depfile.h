// Which files an output was made from, for tools that build.
#pragma once

#include <set>
#include <span>
#include <string>

namespace aixc::cli {

// A rule of Make without a recipe, as compilers write it with `-MD -MP`: `OUT…: FILE…`, and one
// empty rule for each file, so that one that is gone stops nobody. GNU Make and Ninja read it. A
// name with a line break cannot be written and is left out.
std::string depfile_text(std::span<const std::string> outputs, const std::set<std::string>& files);

}  // namespace aixc::cli
