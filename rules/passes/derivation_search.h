// Where a derivation holds, and with which value.
#pragma once

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "rules/eval/search.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {

// Evaluates one derivation for all entities at once. A value that depends on more than the target
// is asked for level by level: "is there a match whose value is at least this?".
class DerivationSearch {
 public:
  DerivationSearch(const eval::Knowledge& knowledge, const model::Derivation& derivation,
                   const model::Type& type);

  using Outcomes = std::vector<std::pair<EntityId, eval::Outcome>>;
  // The ranks that it may give, from low to high; {0} for types that have no rank.
  const std::vector<int>& ranks() const { return ranks_; }
  // Entities for which it gives at least `rank`, or may.
  const Outcomes& all(int rank);
  // The binding behind that, and what its conditions read.
  std::optional<eval::Found> find(EntityId target, int rank, std::vector<Dependency>* reads);
  // For types that have no rank: the value under a binding.
  model::Value value(const eval::Found& found);

 private:
  eval::Search& search(int rank);
  std::vector<model::FlowId> candidates() const;
  Outcomes all_flows(int rank);
  const model::Step* flow_step() const;
  // Binds the flow and its ends, either way round; gives what the step itself says of it.
  eval::Outcome bind_flow(model::FlowId flow, bool reversed, eval::Environment& environment);

  const eval::Knowledge& knowledge_;
  const model::Derivation& derivation_;
  const model::Type& type_;
  std::vector<int> ranks_;
  bool by_level_ = false;  // the value is no constant: one search for each rank
  eval::Conditions conditions_;
  std::vector<std::unique_ptr<model::Expression>> levels_;
  std::vector<std::unique_ptr<eval::Search>> searches_;
  std::vector<std::optional<Outcomes>> outcomes_;
  eval::Environment nothing_;
};

}  // namespace aixc::rules::passes
