#include "rules/eval/path_search.h"

#include <algorithm>

namespace aixc::rules::eval {
namespace {

// More than any path that a person can follow: what an open result waits for is gathered from at
// most so many elements.
constexpr size_t MaxGathered = 4096;

}  // namespace

PathSearch::PathSearch(Conditions& conditions, const model::Step& step, bool forward)
    : conditions_(conditions),
      step_(step),
      class_(step.path ? &conditions.knowledge().model().paths[step.path] : nullptr),
      forward_(forward),
      bounded_(step.most.has_value()) {}

EntityId PathSearch::near_end(FlowId flow) const {
  const Graph::Arrow& it = conditions_.knowledge().graph().arrow(flow);
  return forward_ ? it.from : it.to;
}

// What the path class says of an element.
Outcome PathSearch::as(Passages::Role role, EntityId entity) {
  const Truth truth = passages_->as(role, entity);
  if (truth != Truth::Unknown) {
    return {truth, NoDependencies};
  }
  Outcome outcome = Outcome::of(false);
  for (const model::NodeFilter& filter : role == Passages::Role::From ? class_->from
                                         : role == Passages::Role::To ? class_->to
                                                                      : class_->through) {
    outcome = either(outcome, conditions_.matches(filter, entity), conditions_.knowledge().sets());
  }
  return outcome;
}

Outcome PathSearch::own_condition(FlowId flow) {
  if (!step_.where) {
    return Outcome::of(true);
  }
  if (own_truth_.empty()) {
    own_truth_.assign(conditions_.knowledge().model().flows.size(), 0);
  }
  if (const uint8_t known = own_truth_[flow.value]; known != 0) {
    const auto depends = own_depends_.find(flow.value);
    return {static_cast<Truth>(known - 1),
            depends == own_depends_.end() ? NoDependencies : depends->second};
  }
  if (step_.flow) {
    (*environment_)[*step_.flow] = conditions_.knowledge().graph().arrow(flow).entity;
  }
  const Outcome outcome = conditions_.holds(*step_.where, *environment_);
  own_truth_[flow.value] = static_cast<uint8_t>(static_cast<uint8_t>(outcome.truth) + 1);
  if (outcome.truth == Truth::Unknown) {
    own_depends_[flow.value] = outcome.depends;
  }
  return outcome;
}

Truth PathSearch::crossing(Passages::Way way) {
  Truth truth = way.by.open() ? Truth::Unknown : Truth::True;
  if (step_.where) {
    truth = std::min(truth, own_condition(way.by.flow()).truth);
  }
  met_unknown_ = met_unknown_ || truth == Truth::Unknown;
  return truth;
}

void PathSearch::run(const std::vector<std::pair<EntityId, Outcome>>& sources,
                     Environment& environment) {
  environment_ = &environment;
  passages_ = conditions_.knowledge().passages(step_.path);
  own_truth_.clear();
  own_depends_.clear();
  sources_.clear();
  source_outcomes_.clear();
  met_unknown_ = false;
  for (const auto& [entity, outcome] : sources) {
    if (entity == blocked_) {
      continue;
    }
    const Outcome both_hold = both(outcome, end(entity, true), conditions_.knowledge().sets());
    if (both_hold.truth != Truth::False) {
      sources_.emplace_back(entity, both_hold);
      met_unknown_ = met_unknown_ || both_hold.truth == Truth::Unknown;
    }
  }
  if (bounded_) {
    sweep_bounded(Truth::True, certain_layers_);
    sweep_bounded(Truth::Unknown, possible_layers_);
    return;
  }
  sweep(Truth::True, certain_);
  possible_ = Sweep();
  if (met_unknown_) {
    sweep(Truth::Unknown, possible_);
  }
}

void PathSearch::sweep(Truth least, Sweep& result) {
  const size_t count = conditions_.knowledge().model().entities.size();
  result.marks.assign(count, 0);
  result.by.assign(count, None);
  std::vector<EntityId> queue;
  for (const auto& [entity, outcome] : sources_) {
    if (outcome.truth >= least) {
      result.marks[entity.value] |= Expanded | Source;
      queue.push_back(entity);
    }
  }
  for (size_t next = 0; next < queue.size(); ++next) {
    for (const Passages::Way way : passages_->ways(queue[next], forward_)) {
      const EntityId to = way.to;
      if (to == blocked_ || crossing(way) < least) {
        continue;
      }
      uint8_t& mark = result.marks[to.value];
      if ((mark & Reached) == 0) {
        mark |= Reached;
        result.by[to.value] = way.by.flow().value;
      }
      if ((mark & (Expanded | Ends)) != 0) {
        continue;
      }
      const Truth inside = passages_->as(Passages::Role::Through, to);
      met_unknown_ = met_unknown_ || inside == Truth::Unknown;
      if (inside >= least) {
        mark |= Expanded;
        queue.push_back(to);
      } else {
        mark |= Ends;
      }
    }
  }
}

// Walks of exact length, up to the bound: an element counts in every layer that it is reached in.
void PathSearch::sweep_bounded(Truth least, Layers& layers) {
  layers.assign(*step_.most + 1, {});
  std::vector<EntityId> frontier;
  for (const auto& [entity, outcome] : sources_) {
    if (outcome.truth >= least) {
      layers[0].emplace(entity.value, None);
      frontier.push_back(entity);
    }
  }
  for (size_t depth = 1; depth <= *step_.most; ++depth) {
    std::vector<EntityId> next;
    for (const EntityId at : frontier) {
      for (const Passages::Way way : passages_->ways(at, forward_)) {
        if (way.to != blocked_ && crossing(way) >= least &&
            layers[depth].emplace(way.to.value, way.by.flow().value).second &&
            passages_->as(Passages::Role::Through, way.to) >= least) {
          next.push_back(way.to);
        }
      }
    }
    frontier = std::move(next);
  }
}

std::optional<size_t> PathSearch::layer_of(const Layers& layers, EntityId entity) const {
  for (size_t depth = step_.least.value_or(1); depth < layers.size(); ++depth) {
    if (depth > 0 && layers[depth].contains(entity.value)) {
      return depth;
    }
  }
  return std::nullopt;
}

Outcome PathSearch::at(EntityId entity) {
  const Outcome allowed = end(entity, false);
  if (allowed.truth == Truth::False) {
    return allowed;
  }
  bool certain = false;
  bool possible = false;
  if (bounded_) {
    certain = layer_of(certain_layers_, entity).has_value();
    possible = layer_of(possible_layers_, entity).has_value();
  } else {
    certain = (certain_.marks[entity.value] & Reached) != 0;
    possible = !possible_.marks.empty() && (possible_.marks[entity.value] & Reached) != 0;
  }
  if (certain) {
    return allowed;
  }
  if (!possible) {
    return Outcome::of(false);
  }
  const DependencySet depends = waiting_for(entity);
  return both({Truth::Unknown, depends}, allowed, conditions_.knowledge().sets());
}

const Outcome* PathSearch::source_outcome(EntityId entity) {
  if (source_outcomes_.empty()) {
    for (const auto& [source, outcome] : sources_) {
      source_outcomes_.emplace(source.value, outcome);
    }
  }
  const auto found = source_outcomes_.find(entity.value);
  return found == source_outcomes_.end() ? nullptr : &found->second;
}

// All that is unknown on any possible path to `entity`.
DependencySet PathSearch::waiting_for(EntityId entity) {
  auto& sets = conditions_.knowledge().sets();
  DependencySet result = NoDependencies;
  std::vector<EntityId> queue{entity};
  std::unordered_map<uint32_t, bool> seen{{entity.value, true}};
  for (size_t next = 0; next < queue.size() && next < MaxGathered; ++next) {
    for (const Passages::Way way : passages_->ways(queue[next], !forward_)) {
      const EntityId from = way.to;
      if (crossing(way) == Truth::False) {
        continue;
      }
      const Outcome* source = source_outcome(from);
      const bool reached = bounded_ ? true : (possible_.marks[from.value] & Reached) != 0;
      const Outcome inside = reached ? interior(from) : Outcome::of(false);
      if (source == nullptr && inside.truth == Truth::False) {
        continue;
      }
      result = sets.unite(result, passages_->waits_for(way.by.flow()));
      result = sets.unite(result, own_condition(way.by.flow()).depends);
      if (source != nullptr) {
        result = sets.unite(result, source->depends);
      }
      if (inside.truth != Truth::False && seen.emplace(from.value, true).second) {
        result = sets.unite(result, inside.depends);
        queue.push_back(from);
      }
    }
  }
  return result;
}

}  // namespace aixc::rules::eval
