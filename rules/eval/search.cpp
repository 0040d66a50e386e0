#include "rules/eval/search.h"

#include <algorithm>

namespace aixc::rules::eval {
namespace {

using model::Step;
using model::VariableIndex;
using pattern::Branch;

bool is_node(const std::vector<model::Variable>& variables, VariableIndex variable) {
  return variables[variable].form == model::Variable::Form::Node;
}

// The outer variable that an `exists` hangs on: the first that its pattern passes through.
std::optional<VariableIndex> outer_root(const std::vector<model::Variable>& variables,
                                        const model::MatchPattern& pattern) {
  for (const Step& step : pattern.steps) {
    for (const VariableIndex end : {step.from, step.to}) {
      const bool own = std::ranges::find(pattern.nodes, end) != pattern.nodes.end();
      if (!own && is_node(variables, end)) {
        return end;
      }
    }
  }
  return std::nullopt;
}

std::vector<const model::Expression*> all_of(const model::Expression* first,
                                             const model::Expression* second) {
  std::vector<const model::Expression*> result;
  for (const auto* condition : {first, second}) {
    if (condition != nullptr) {
      result.push_back(condition);
    }
  }
  return result;
}

}  // namespace

Search::Search(Conditions& conditions, const model::Match& match, VariableIndex root,
               const model::Expression* also)
    : conditions_(conditions),
      pattern_(match.pattern),
      where_(all_of(match.where ? &*match.where : nullptr, also)),
      plan_(pattern::compile(conditions.variables(), pattern_, where_, root, {})) {
  start();
}

Search::Search(Conditions& conditions, const model::Match& match,
               const std::vector<VariableIndex>& given, const model::Expression* also)
    : conditions_(conditions),
      pattern_(match.pattern),
      where_(all_of(match.where ? &*match.where : nullptr, also)),
      outer_(given),
      plan_(
          pattern::compile(conditions.variables(), pattern_, where_, pattern::NoVariable, given)) {
  start();
}

Search::Search(Conditions& conditions, const model::QuantifiedExpression& quantified)
    : conditions_(conditions),
      pattern_(quantified.pattern),
      where_(all_of(quantified.where.get(), nullptr)) {
  const auto& variables = conditions.variables();
  std::vector<VariableIndex> outer = pattern::free_variables(quantified);
  VariableIndex root = quantified.pattern.nodes.empty() ? 0 : quantified.pattern.nodes.back();
  if (!quantified.count) {
    if (const auto found = outer_root(variables, pattern_)) {
      root = *found;
      root_is_outer_ = true;
    }
  }
  plan_ = pattern::compile(variables, pattern_, where_, root, outer);
  std::erase(outer, root);
  outer_ = std::move(outer);
  start();
}

void Search::start() {
  environment_.resize(conditions_.variables().size());
  memos_.resize(environment_.size());
  for (size_t i = 0; i < plan_.vertices.size(); ++i) {
    const pattern::Vertex& vertex = plan_.vertices[i];
    if (vertex.variant) {
      variant_memos_.push_back(i);
    }
    for (const Branch& branch : vertex.branches) {
      const pattern::Vertex& child = plan_.vertices[branch.child];
      if (child.fixed || child.variant || vertex.variant) {
        variant_branches_.push_back(&branch);
      }
    }
  }
  for (const Branch& branch : plan_.closed) {
    variant_branches_.push_back(&branch);
  }
}

// Drops what was decided under other bindings. Asked for at every flow and every pinned candidate,
// so it touches nothing that is empty.
void Search::forget(bool variant_only) {
  if (!variant_only) {
    memos_.assign(memos_.size(), Memo());
    paths_.clear();
    referable_.clear();
    return;
  }
  for (const size_t variable : variant_memos_) {
    Memo& memo = memos_[variable];
    if (!memo.known_few.empty() || !memo.depends.empty()) {
      memo = Memo();
    }
  }
  for (const Branch* branch : variant_branches_) {
    if (!paths_.empty()) {
      paths_.erase(branch);
    }
    if (!referable_.empty()) {
      referable_.erase(branch);
    }
  }
}

// Takes over what the enclosing pattern has bound; what was computed under other bindings goes.
void Search::prepare(Environment& outer) {
  bool changed = !prepared_;
  for (const VariableIndex variable : outer_) {
    changed = changed || environment_[variable] != outer[variable];
    environment_[variable] = outer[variable];
  }
  if (changed) {
    forget(prepared_);
    closed_known_ = false;
    all_.reset();
  }
  prepared_ = true;
}

const Search::Candidates& Search::candidates(VariableIndex variable) const {
  const Graph& graph = conditions_.knowledge().graph();
  const model::NodeFilter& filter = conditions_.variables()[variable].filter;
  return filter.form == model::NodeFilter::Form::Kind ? graph.of_kind(filter.kind)
                                                      : graph.elements();
}

Outcome Search::at(EntityId root, Environment& outer) {
  prepare(outer);
  auto& sets = conditions_.knowledge().sets();
  if (plan_.pinned.empty()) {
    const Outcome outcome = satisfied(plan_.root, root);
    return outcome.truth == Truth::False ? outcome : both(outcome, closed(), sets);
  }
  all(outer);
  const auto found = outcome_of_.find(root.value);
  return found == outcome_of_.end() ? Outcome::of(false) : found->second;
}

const std::vector<std::pair<EntityId, Outcome>>& Search::all(Environment& outer) {
  prepare(outer);
  if (all_) {
    return *all_;
  }
  auto& sets = conditions_.knowledge().sets();
  const Candidates& roots = candidates(plan_.root);
  std::vector<Outcome> outcomes(roots.size(), Outcome::of(false));
  if (root_is_pinned()) {
    for (size_t i = 0; i < roots.size(); ++i) {
      bind_pins(0, roots[i], [&] {
        outcomes[i] = either(outcomes[i], closed(), sets);
        return outcomes[i].truth != Truth::True;
      });
    }
  } else {
    bind_pins(0, EntityId(), [&] {
      const Outcome rest = closed();
      for (size_t i = 0; i < roots.size() && rest.truth != Truth::False; ++i) {
        if (outcomes[i].truth != Truth::True) {
          outcomes[i] =
              either(outcomes[i], both(satisfied(plan_.root, roots[i]), rest, sets), sets);
        }
      }
      return true;
    });
  }
  all_.emplace();
  outcome_of_.clear();
  for (size_t i = 0; i < roots.size(); ++i) {
    if (outcomes[i].truth != Truth::False) {
      all_->emplace_back(roots[i], outcomes[i]);
      if (!plan_.pinned.empty()) {
        outcome_of_.emplace(roots[i].value, outcomes[i]);
      }
    }
  }
  return *all_;
}

Outcome Search::holds(Environment& outer, std::vector<Dependency>* reads) {
  if (root_is_outer_) {
    const EntityId root = outer[plan_.root];
    const Outcome outcome = at(root, outer);
    if (reads != nullptr && outcome.truth != Truth::False) {
      find(root, outer, reads);
    }
    return outcome;
  }
  Outcome result = Outcome::of(false);
  EntityId best;
  for (const auto& [entity, outcome] : all(outer)) {
    best = outcome.truth > result.truth ? entity : best;
    result = either(result, outcome, conditions_.knowledge().sets());
  }
  if (reads != nullptr && best) {
    find(best, outer, reads);
  }
  return result;
}

Search::Counted Search::count(Environment& outer) {
  prepare(outer);
  auto& sets = conditions_.knowledge().sets();
  Counted result;
  const auto add = [&](Outcome outcome) {
    result.certain += outcome.truth == Truth::True ? 1 : 0;
    result.possible += outcome.truth == Truth::False ? 0 : 1;
    result.depends = sets.unite(result.depends, outcome.depends);
  };
  if (!plan_.pinned.empty()) {
    for (const auto& [entity, outcome] : all(outer)) {
      add(outcome);
    }
    return result;
  }
  const Outcome rest = closed();
  if (rest.truth != Truth::False) {
    for (const EntityId entity : candidates_of_tree(plan_.root)) {
      add(both(satisfied(plan_.root, entity), rest, sets));
    }
  }
  return result;
}

Outcome Search::whole(Environment& outer) {
  prepare(outer);
  Outcome result = Outcome::of(false);
  bind_pins(0, EntityId(), [&] {
    result = either(result, closed(), conditions_.knowledge().sets());
    return result.truth != Truth::True;
  });
  return result;
}

}  // namespace aixc::rules::eval
