#include "rules/totals.h"

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::rules {

std::string totals_text(const Counts& counts) {
  std::string text = counted(static_cast<size_t>(counts.applies), "threat");
  std::string levels;
  const auto add = [&](int number, Band band) {
    if (number > 0) {
      levels += fmt::format("{}{} {}", levels.empty() ? "" : ", ", number, word(band));
    }
  };
  add(counts.critical, Band::Critical);
  add(counts.high, Band::High);
  add(counts.medium, Band::Medium);
  add(counts.low, Band::Low);
  text += levels.empty() ? "" : fmt::format(" ({})", levels);
  text += counts.open > 0 ? fmt::format(" · {} open", counts.open) : "";
  const int treated = counts.countered + counts.accepted + counts.transferred + counts.avoided;
  return treated == 0 ? text : fmt::format("{} · {} treated", text, treated);
}

}  // namespace aixc::rules
