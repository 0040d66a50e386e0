// Random but plausible systems as text, from a seed: for properties and benchmarks.
#pragma once

#include <cstdint>
#include <string>

namespace aixc::test {

struct SystemShape {
  int elements = 12;  // boundaries not counted
  double flows_per_element = 1.5;
  int boundary_size = 5;    // elements in one boundary
  int nesting = 1;          // boundaries round an element; an outer one holds eight inner ones
  double attributes = 0.5;  // chance that an attribute is given
};

// The text of one system; the same seed and shape give the same text. It uses the standard
// library's vocabulary and binds without errors.
std::string random_system(uint64_t seed, const SystemShape& shape);

}  // namespace aixc::test
