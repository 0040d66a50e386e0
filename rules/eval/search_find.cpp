// The binding behind an outcome: the same choices once more, this time written down.
#include <algorithm>

#include "rules/eval/neighbours.h"
#include "rules/eval/search.h"

namespace aixc::rules::eval {

using model::Step;
using model::VariableIndex;
using pattern::Branch;

std::optional<Found> Search::find_whole(Environment& outer, std::vector<Dependency>* reads) {
  return find_bound(EntityId(), whole(outer).truth, reads);
}

std::optional<Found> Search::find(EntityId root, Environment& outer,
                                  std::vector<Dependency>* reads) {
  return find_bound(root, at(root, outer).truth, reads);
}

std::optional<Found> Search::find_bound(EntityId root, Truth wanted,
                                        std::vector<Dependency>* reads) {
  if (wanted == Truth::False) {
    return std::nullopt;
  }
  const bool traced = root && !root_is_pinned();
  std::optional<Found> result;
  bind_pins(0, root, [&] {
    const Truth own = traced ? satisfied(plan_.root, root).truth : Truth::True;
    if (std::min(closed().truth, own) < wanted) {
      return true;
    }
    result.emplace();
    result->environment = environment_;
    result->truth = wanted;
    if (traced) {
      trace(plan_.root, root, *result);
    }
    trace_closed(*result);
    return false;
  });
  if (result) {
    const auto rank = [&](const Step* step) { return step - pattern_.steps.data(); };
    std::ranges::stable_sort(result->ways, {}, [&](const auto& way) { return rank(way.first); });
    if (reads != nullptr) {
      record(*result, reads);
    }
  }
  return result;
}

// Follows the choices that made `entity` satisfy the tree below `variable`.
void Search::trace(VariableIndex variable, EntityId entity, Found& found) {
  found.environment[variable] = entity;
  for (const Branch& branch : plan_.vertices[variable].branches) {
    EntityId chosen;
    Witness way;
    if (branch.step->form == Step::Form::Path) {
      way = path_of(variable, branch, entity).witness(entity, chosen);
    } else {
      Truth best = Truth::False;
      FlowId chosen_flow;
      each_neighbour(conditions_.knowledge(), branch, entity, [&](EntityId child, FlowId flow) {
        const Truth truth = child_holds(variable, branch, entity, child, flow).truth;
        if (truth > best) {
          best = truth;
          chosen = child;
          chosen_flow = flow;
        }
        return best != Truth::True;
      });
      if (!chosen) {
        continue;  // an unknown reference: nothing to walk
      }
      way.start = branch.child_is_to ? entity : chosen;
      way.steps.push_back({chosen_flow, branch.child_is_to ? chosen : entity});
      if (branch.step->flow && chosen_flow) {
        found.environment[*branch.step->flow] =
            conditions_.knowledge().model().flows[chosen_flow].entity;
      }
    }
    found.ways.emplace_back(branch.step, std::move(way));
    if (!plan_.vertices[branch.child].fixed) {
      trace(branch.child, chosen, found);
    }
  }
}

void Search::trace_closed(Found& found) {
  for (const VariableIndex other : plan_.others) {
    EntityId chosen;
    if (tree_holds(other, &chosen).truth != Truth::False && chosen) {
      trace(other, chosen, found);
    }
  }
  for (const Branch& branch : plan_.closed) {
    EntityId chosen;
    const EntityId from = environment_[branch.step->from];
    if (branch.step->form == Step::Form::Path) {
      PathSearch& path = path_of(branch.step->from, branch, from);
      if (path.at(from).truth != Truth::False) {
        found.ways.emplace_back(branch.step, path.witness(from, chosen));
      }
    } else {
      each_neighbour(conditions_.knowledge(), branch, from, [&](EntityId child, FlowId flow) {
        const VariableIndex variable = branch.step->from;
        if (child_holds(variable, branch, from, child, flow).truth == Truth::False) {
          return true;
        }
        found.ways.emplace_back(branch.step, Witness{from, {{flow, child}}});
        return false;
      });
    }
  }
}

// What the filters and conditions read under the binding found.
void Search::record(const Found& found, std::vector<Dependency>* reads) {
  std::vector<Dependency>* before = conditions_.recording();
  conditions_.record(reads);
  Environment environment = found.environment;
  for (const VariableIndex node : plan_.bound) {
    if (environment[node]) {
      conditions_.matches(conditions_.variables()[node].filter, environment[node]);
    }
  }
  for (const auto& [step, way] : found.ways) {
    if (!step->where) {
      continue;
    }
    for (const WitnessStep& passed : way.steps) {
      if (step->flow && passed.flow) {
        environment[*step->flow] = conditions_.knowledge().model().flows[passed.flow].entity;
        conditions_.holds(*step->where, environment);
      }
    }
  }
  for (const model::Expression* condition : where_) {
    conditions_.holds(*condition, environment);
  }
  conditions_.record(before);
}

}  // namespace aixc::rules::eval
