// Three-valued results that know what would settle them.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "rules/assessment.h"

namespace aixc::rules::eval {

// A set of dependencies, shared: equal sets have equal ids, 0 is the empty set.
using DependencySet = uint32_t;
constexpr DependencySet NoDependencies = 0;

// Owns all dependency sets of one assessment. Unions are memoized, so that the sets which meet at
// every rule cost once. A set of one, which most unknown readings have, takes no memory: its id
// tells what it holds, as long as entities times attributes fit into 31 bits.
class DependencySets {
 public:
  // For dependencies on the first `attributes` attributes.
  explicit DependencySets(size_t attributes);
  DependencySets(const DependencySets&) = delete;
  DependencySets& operator=(const DependencySets&) = delete;

  DependencySet of(Dependency dependency);
  DependencySet unite(DependencySet a, DependencySet b);
  // Sorted by entity, then attribute.
  std::vector<Dependency> members(DependencySet set) const;

 private:
  static constexpr DependencySet One = 0x80000000U;

  // Sets are compared by what they hold.
  struct Content {
    const DependencySets* owner;
    size_t operator()(DependencySet set) const;
    bool operator()(DependencySet a, DependencySet b) const;
  };

  std::span<const Dependency> stored(DependencySet set) const;
  DependencySet intern(std::span<const Dependency> members);

  size_t attributes_;
  std::vector<Dependency> members_;  // of all sets, one after the other
  std::vector<uint32_t> begins_;     // by set; one more at the end
  std::unordered_set<DependencySet, Content, Content> known_;
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
