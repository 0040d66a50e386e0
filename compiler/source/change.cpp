#include "compiler/source/change.h"

#include <algorithm>

#include "compiler/base/utf8.h"

namespace aixc::source {

Change change_between(std::string_view before, std::string_view after) {
  const auto differ = std::ranges::mismatch(before, after);
  auto begin = static_cast<size_t>(differ.in1 - before.begin());
  while (!is_code_point_boundary(before, begin) || !is_code_point_boundary(after, begin)) {
    --begin;
  }
  size_t end = after.size();
  size_t old_end = before.size();
  while (end > begin && old_end > begin && after[end - 1] == before[old_end - 1]) {
    --end;
    --old_end;
  }
  while (!is_code_point_boundary(after, end)) {
    ++end;
    ++old_end;
  }
  return {static_cast<uint32_t>(begin), static_cast<uint32_t>(end), static_cast<uint32_t>(old_end)};
}

}  // namespace aixc::source
