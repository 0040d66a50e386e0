// A system as data, for tests that change one thing of it and look at what changes: many random
// systems side by side in one model, so that one run judges a hundred of them.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/random_system.h"

namespace aixc::test {

struct Sketch {
  struct Attribute {
    std::string name;
    std::string value;
  };
  struct Boundary {
    std::string name;
    std::string party;
    int outer = -1;  // its boundary; -1 at the top
  };
  struct Element {
    std::string kind;
    std::string name;
    std::string party;  // its own `by`; usually empty
    std::vector<Attribute> attributes;
    int boundary = -1;
    int system = 0;  // which of the random systems it belongs to
  };
  struct Flow {
    std::string from;
    std::string to;
    std::string payload;
    int system = 0;
  };

  std::vector<std::string> statements;  // whatever else there is
  std::vector<Boundary> boundaries;
  std::vector<Element> elements;
  std::vector<Flow> flows;

  const Element* find(const std::string& name) const;
  Element* find(const std::string& name);
};

// `count` systems of `random_system`, side by side; their elements are called `s3_e7`.
Sketch random_sketch(uint64_t seed, int count, const SystemShape& shape);

std::string to_text(const Sketch& sketch);

}  // namespace aixc::test
