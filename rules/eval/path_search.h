// Who can be reached: one breadth-first sweep from a whole set, in three values.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/eval/conditions.h"
#include "rules/eval/passages.h"

namespace aixc::rules::eval {

// Evaluates a path step for all elements at once. The sources stand at one end of the step; the
// result tells for every element whether it can be the other end. Costs time linear in elements and
// flows (times the longest path of a bounded step).
//
// Two sweeps: one over what certainly holds, one over what may hold. The second is left out when
// nothing unknown was met. Ties go to the source, then the flow, declared first, so witnesses are
// shortest and stable.
class PathSearch {
 public:
  // `forward`: the sources are at the `from` end. `step` must outlive the search.
  PathSearch(Conditions& conditions, const model::Step& step, bool forward);

  // No path may touch this element: what is reached only through it is no longer reached.
  void block(EntityId entity) { blocked_ = entity; }
  // `sources`: elements that are, or may be, at the near end, in declaration order. `environment`
  // binds what the step's condition reads besides the flow.
  void run(const std::vector<std::pair<EntityId, Outcome>>& sources, Environment& environment);

  // Whether a path joins some source and `entity`.
  Outcome at(EntityId entity);
  // The path that `at` speaks of, from the `from` end to the `to` end of the step, and the source.
  Witness witness(EntityId entity, EntityId& source);

 private:
  static constexpr uint32_t None = FlowId::None;
  enum Mark : uint8_t {
    Reached = 1,
    Expanded = 2,
    Source = 4,
    Ends = 8
  };  // Ends: none goes on from here

  // One sweep: which elements were met, by which flow.
  struct Sweep {
    std::vector<uint8_t> marks;
    std::vector<uint32_t> by;  // the flow that reached it first
  };
  // Layers of a bounded search: by[k][entity] is the flow that ends a walk of length k there.
  using Layers = std::vector<std::unordered_map<uint32_t, uint32_t>>;

  void sweep(Truth least, Sweep& result);
  void sweep_bounded(Truth least, Layers& layers);
  Truth crossing(Passages::Way way);
  Outcome own_condition(FlowId flow);
  Outcome as(Passages::Role role, EntityId entity);
  Outcome interior(EntityId entity) { return as(Passages::Role::Through, entity); }
  Outcome end(EntityId entity, bool near_end) {
    return as(near_end == forward_ ? Passages::Role::From : Passages::Role::To, entity);
  }
  EntityId near_end(FlowId flow) const;
  DependencySet waiting_for(EntityId entity);
  const Outcome* source_outcome(EntityId entity);
  std::optional<size_t> layer_of(const Layers& layers, EntityId entity) const;

  Conditions& conditions_;
  const model::Step& step_;
  const model::PathClass* class_;
  bool forward_;
  bool bounded_;
  EntityId blocked_;
  Environment* environment_ = nullptr;
  std::shared_ptr<const Passages> passages_;  // as of the last run
  std::vector<std::pair<EntityId, Outcome>> sources_;
  std::unordered_map<uint32_t, Outcome>
      source_outcomes_;  // the same, filled when something is open
  Sweep certain_, possible_;
  Layers certain_layers_, possible_layers_;
  bool met_unknown_ = false;
  // What the step's own condition says of each flow.
  std::vector<uint8_t> own_truth_;  // 0 not asked, 1 + truth
  std::unordered_map<uint32_t, DependencySet> own_depends_;
};

}  // namespace aixc::rules::eval
