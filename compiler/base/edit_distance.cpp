#include "compiler/base/edit_distance.h"

#include <algorithm>
#include <cctype>

namespace aixc {
namespace {

constexpr size_t MaxSuggestions = 3;

char folded(char c) {
  return c == '-' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
}

std::string folded(std::string_view text) {
  std::string result(text);
  std::ranges::transform(result, result.begin(), [](char c) { return folded(c); });
  return result;
}

}  // namespace

size_t edit_distance(std::string_view a, std::string_view b, size_t limit) {
  const size_t shorter = std::min(a.size(), b.size());
  const size_t longer = std::max(a.size(), b.size());
  if (longer - shorter > limit) {
    return limit + 1;
  }
  std::vector<size_t> before(b.size() + 1);
  std::vector<size_t> previous(b.size() + 1);
  std::vector<size_t> current(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) {
    previous[j] = j;
  }
  for (size_t i = 1; i <= a.size(); ++i) {
    current[0] = i;
    size_t best = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const bool same = folded(a[i - 1]) == folded(b[j - 1]);
      current[j] =
          std::min({previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (same ? 0U : 1U)});
      const bool swapped = i > 1 && j > 1 && folded(a[i - 1]) == folded(b[j - 2]) &&
                           folded(a[i - 2]) == folded(b[j - 1]);
      if (swapped) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
      best = std::min(best, current[j]);
    }
    if (best > limit) {
      return limit + 1;
    }
    before.swap(previous);
    previous.swap(current);
  }
  return std::min(previous[b.size()], limit + 1);
}

std::vector<std::string> nearest_names(std::string_view name,
                                       std::span<const std::string_view> candidates) {
  struct Ranked {
    size_t distance;
    size_t order;
  };
  const size_t limit = std::max<size_t>(1, name.size() / 3);
  const std::string wanted = folded(name);
  std::vector<Ranked> ranked;
  for (size_t i = 0; i < candidates.size(); ++i) {
    size_t distance = edit_distance(name, candidates[i], limit);
    const bool part = wanted.size() >= 3 && folded(candidates[i]).find(wanted) != std::string::npos;
    if (distance > limit && part) {
      distance = limit;
    }
    if (distance <= limit) {
      ranked.push_back({distance, i});
    }
  }
  std::ranges::stable_sort(ranked, {}, &Ranked::distance);
  std::vector<std::string> result;
  for (const Ranked& entry : ranked) {
    const std::string_view candidate = candidates[entry.order];
    if (result.size() < MaxSuggestions && std::ranges::find(result, candidate) == result.end()) {
      result.emplace_back(candidate);
    }
  }
  return result;
}

}  // namespace aixc
