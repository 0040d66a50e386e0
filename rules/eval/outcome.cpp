#include "rules/eval/outcome.h"

#include <algorithm>
#include <iterator>

namespace aixc::rules::eval {

DependencySets::DependencySets() { intern({}); }

DependencySet DependencySets::of(Dependency dependency) { return intern({dependency}); }

DependencySet DependencySets::intern(std::vector<Dependency> members) {
  const auto [found, added] = ids_.try_emplace(members, static_cast<DependencySet>(sets_.size()));
  if (added) {
    sets_.push_back(std::move(members));
  }
  return found->second;
}

DependencySet DependencySets::unite(DependencySet a, DependencySet b) {
  if (a == b || b == NoDependencies) {
    return a;
  }
  if (a == NoDependencies) {
    return b;
  }
  const uint64_t key = (uint64_t{std::min(a, b)} << 32U) | std::max(a, b);
  if (const auto found = unions_.find(key); found != unions_.end()) {
    return found->second;
  }
  std::vector<Dependency> members;
  std::ranges::set_union(sets_[a], sets_[b], std::back_inserter(members));
  const DependencySet result = intern(std::move(members));
  unions_.emplace(key, result);
  return result;
}

std::span<const Dependency> DependencySets::members(DependencySet set) const { return sets_[set]; }

Outcome both(Outcome a, Outcome b, DependencySets& sets) {
  if (a.truth == Truth::False || b.truth == Truth::False) {
    return Outcome::of(false);
  }
  return {std::min(a.truth, b.truth), sets.unite(a.depends, b.depends)};
}

Outcome either(Outcome a, Outcome b, DependencySets& sets) {
  if (a.truth == Truth::True || b.truth == Truth::True) {
    return Outcome::of(true);
  }
  return {std::max(a.truth, b.truth), sets.unite(a.depends, b.depends)};
}

Outcome negate(Outcome a) {
  switch (a.truth) {
    case Truth::False:
      return Outcome::of(true);
    case Truth::True:
      return Outcome::of(false);
    case Truth::Unknown:
      return a;
  }
  return a;
}

}  // namespace aixc::rules::eval
