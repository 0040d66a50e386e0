#pragma once

#include <cstdint>

#include "compiler/diagram/map_view.h"

namespace aixc::test {

// A random system for the drawing: nested boundaries, cards with and without threats, flows with
// and without labels, in parallel, in cycles, to themselves and to boundaries, and texts of every
// kind. The same seed gives the same map on every machine.
diagram::MapView random_map(std::uint32_t seed, int most_cards = 30);

}  // namespace aixc::test
