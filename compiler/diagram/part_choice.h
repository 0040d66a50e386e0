#pragma once

#include "compiler/diagram/overview.h"

namespace aixc::diagram {

// So many parts of a large map are drawn in one report; more make it a page that nobody reads to
// its end and that takes a browser seconds to show.
inline constexpr std::size_t MostPartsInReport = 12;

// Which parts a report draws, as indices: all in their order, or, of too many, those with the
// highest risk, the highest first.
struct PartChoice {
  std::vector<std::size_t> drawn;
  std::vector<std::size_t> left_out;  // in the same order
};
PartChoice choose_parts(const Overview& overview);

}  // namespace aixc::diagram
