#include "rules/eval/outcome.h"

#include <algorithm>
#include <iterator>

namespace aixc::rules::eval {

size_t DependencySets::Content::operator()(DependencySet set) const {
  uint64_t hash = 0xcbf29ce484222325U;
  for (const Dependency& it : owner->stored(set)) {
    hash = (hash ^ it.entity.value) * 0x100000001b3U;
    hash = (hash ^ it.attribute.value) * 0x100000001b3U;
  }
  return static_cast<size_t>(hash ^ (hash >> 32U));
}

bool DependencySets::Content::operator()(DependencySet a, DependencySet b) const {
  return std::ranges::equal(owner->stored(a), owner->stored(b));
}

DependencySets::DependencySets(size_t attributes)
    : attributes_(attributes), begins_{0, 0}, known_(1, Content{this}, Content{this}) {}

DependencySet DependencySets::of(Dependency dependency) {
  const uint64_t number =
      uint64_t{dependency.entity.value} * attributes_ + dependency.attribute.value;
  return number < One ? One | static_cast<DependencySet>(number)
                      : intern(std::span(&dependency, 1));
}

std::span<const Dependency> DependencySets::stored(DependencySet set) const {
  return std::span(members_).subspan(begins_[set], begins_[set + 1] - begins_[set]);
}

std::vector<Dependency> DependencySets::members(DependencySet set) const {
  if ((set & One) != 0) {
    const size_t number = set & ~One;
    return {{EntityId(number / attributes_), model::AttributeId(number % attributes_)}};
  }
  const auto all = stored(set);
  return {all.begin(), all.end()};
}

DependencySet DependencySets::intern(std::span<const Dependency> members) {
  const auto id = static_cast<DependencySet>(begins_.size() - 1);
  members_.insert(members_.end(), members.begin(), members.end());
  begins_.push_back(static_cast<uint32_t>(members_.size()));
  const auto [known, added] = known_.insert(id);
  if (!added) {
    begins_.pop_back();
    members_.resize(begins_.back());
  }
  return *known;
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
  std::vector<Dependency> united;
  std::ranges::set_union(members(a), members(b), std::back_inserter(united));
  const DependencySet result = intern(united);
  unions_.emplace(key, result);
  return result;
}

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
