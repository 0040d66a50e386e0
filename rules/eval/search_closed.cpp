// What does not hang on the root of a pattern: the pinned variables, which are tried one by one,
// and what is the same for all roots once they are bound.
#include <algorithm>

#include "rules/eval/neighbours.h"
#include "rules/eval/search.h"

namespace aixc::rules::eval {

using model::Step;
using model::VariableIndex;
using pattern::Branch;

bool Search::root_is_pinned() const {
  return std::ranges::find(plan_.pinned, plan_.root) != plan_.pinned.end();
}

// Tries every binding of the pinned variables from `index` on; `visit` gives false to stop. A
// pinned root is bound to `only_root` if there is one.
bool Search::bind_pins(size_t index, EntityId only_root, const std::function<bool()>& visit) {
  if (index == plan_.pinned.size()) {
    if (!plan_.pinned.empty()) {
      forget(true);
      closed_known_ = false;
    }
    return visit();
  }
  const VariableIndex variable = plan_.pinned[index];
  const auto& filter = conditions_.variables()[variable].filter;
  const bool decided = only_root && variable == plan_.root;
  for (const EntityId entity :
       decided ? std::span(&only_root, 1) : std::span(candidates(variable))) {
    if (conditions_.matches(filter, entity).truth == Truth::False) {
      continue;
    }
    environment_[variable] = entity;
    if (!bind_pins(index + 1, only_root, visit)) {
      return false;
    }
  }
  return true;
}

// All that does not hang on the root: conditions over fixed variables, steps between them, trees of
// their own, and the filters of pinned variables.
Outcome Search::closed() {
  if (closed_known_) {
    return closed_;
  }
  auto& sets = conditions_.knowledge().sets();
  Outcome result = Outcome::of(true);
  for (const VariableIndex variable : plan_.pinned) {
    result =
        both(result,
             conditions_.matches(conditions_.variables()[variable].filter, environment_[variable]),
             sets);
  }
  for (const model::Expression* condition : plan_.constants) {
    if (result.truth != Truth::False) {
      result = both(result, conditions_.holds(*condition, environment_), sets);
    }
  }
  for (const Branch& branch : plan_.closed) {
    if (result.truth != Truth::False) {
      result = both(result, closed_step(branch), sets);
    }
  }
  for (const VariableIndex other : plan_.others) {
    if (result.truth != Truth::False) {
      result = both(result, tree_holds(other, nullptr), sets);
    }
  }
  closed_ = result;
  closed_known_ = true;
  return result;
}

Outcome Search::closed_step(const Branch& branch) {
  const EntityId from = environment_[branch.step->from];
  return branch_holds(branch.step->from, branch, from);
}

// Where a tree touches a fixed element its candidates are that element's neighbours; else all.
Search::Candidates Search::candidates_of_tree(VariableIndex root) {
  for (const Branch& branch : plan_.vertices[root].branches) {
    if (!plan_.vertices[branch.child].fixed || branch.step->form == Step::Form::Path) {
      continue;
    }
    Branch reversed = branch;
    reversed.child = root;
    reversed.child_is_to = !branch.child_is_to;
    Candidates result;
    each_neighbour(conditions_.knowledge(), reversed, environment_[branch.child],
                   [&](EntityId it, FlowId) {
                     result.push_back(it);
                     return true;
                   });
    std::ranges::sort(result);
    const auto repeated = std::ranges::unique(result);
    result.erase(repeated.begin(), repeated.end());
    return result;
  }
  return candidates(root);
}

Outcome Search::tree_holds(VariableIndex root, EntityId* found) {
  Outcome result = Outcome::of(false);
  for (const EntityId entity : candidates_of_tree(root)) {
    const Outcome outcome = satisfied(root, entity);
    if (found != nullptr && outcome.truth > result.truth) {
      *found = entity;
    }
    result = either(result, outcome, conditions_.knowledge().sets());
    if (result.truth == Truth::True) {
      break;
    }
  }
  return result;
}

}  // namespace aixc::rules::eval
