// Three-valued results that know what would settle them.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/assessment.h"

namespace aixc::rules::eval {

// A set of dependencies, shared: equal sets have equal ids, 0 is the empty set.
using DependencySet = uint32_t;
constexpr DependencySet NoDependencies = 0;

// Owns all dependency sets of one assessment. Unions are memoized, so that the sets which meet at
// every rule cost once.
class DependencySets {
 public:
  DependencySets();
  DependencySet of(Dependency dependency);
  DependencySet unite(DependencySet a, DependencySet b);
  // Sorted by entity, then attribute.
  std::span<const Dependency> members(DependencySet set) const;

 private:
  DependencySet intern(std::vector<Dependency> members);

  std::vector<std::vector<Dependency>> sets_;
  std::map<std::vector<Dependency>, DependencySet> ids_;
  std::unordered_map<uint64_t, DependencySet> unions_;
};

// `depends` is empty unless `truth` is Unknown.
struct Outcome {
  Truth truth = Truth::False;
  DependencySet depends = NoDependencies;

  static Outcome of(bool value) { return {value ? Truth::True : Truth::False, NoDependencies}; }
};

// Kleene's connectives: what is false (true) whatever the unknown part depends on nothing.
Outcome both(Outcome a, Outcome b, DependencySets& sets);
Outcome either(Outcome a, Outcome b, DependencySets& sets);
Outcome negate(Outcome a);

}  // namespace aixc::rules::eval
