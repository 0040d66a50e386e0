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
  environment_.resize(conditions.variables().size());
  memos_.resize(environment_.size());
}

Search::Search(Conditions& conditions, const model::Match& match,
               const std::vector<VariableIndex>& given, const model::Expression* also)
    : conditions_(conditions),
      pattern_(match.pattern),
      where_(all_of(match.where ? &*match.where : nullptr, also)),
      outer_(given),
      plan_(pattern::compile(conditions.variables(), pattern_, where_, pattern::NoVariable, given)) {
  environment_.resize(conditions.variables().size());
  memos_.resize(environment_.size());
}

Search::Search(Conditions& conditions, const model::QuantifiedExpression& quantified)
    : conditions_(conditions), pattern_(quantified.pattern), where_(all_of(quantified.where.get(), nullptr)) {
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
  environment_.resize(variables.size());
  memos_.resize(environment_.size());
}

void Search::forget(bool variant_only) {
  for (size_t i = 0; i < memos_.size(); ++i) {
    if (!variant_only || plan_.vertices[i].variant) {
      memos_[i] = Memo();
    }
  }
  if (!variant_only) {
    paths_.clear();
    return;
  }
  for (pattern::Vertex& vertex : plan_.vertices) {
    for (const Branch& branch : vertex.branches) {
      const pattern::Vertex& child = plan_.vertices[branch.child];
      if (child.fixed || child.variant || vertex.variant) {
        paths_.erase(&branch);
      }
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

Search::Candidates Search::candidates(VariableIndex variable) const {
  const Graph& graph = conditions_.knowledge().graph();
  const model::NodeFilter& filter = conditions_.variables()[variable].filter;
  return filter.form == model::NodeFilter::Form::Kind ? graph.of_kind(filter.kind)
                                                      : graph.elements();
}

// Tries every binding of the pinned variables from `index` on; `visit` gives false to stop.
bool Search::bind_pins(size_t index, const auto& visit) {
  if (index == plan_.pinned.size()) {
    if (!plan_.pinned.empty()) {
      forget(true);
      closed_known_ = false;
    }
    return visit();
  }
  const VariableIndex variable = plan_.pinned[index];
  const auto filter = conditions_.variables()[variable].filter;
  for (const EntityId entity : candidates(variable)) {
    if (conditions_.matches(filter, entity).truth == Truth::False) {
      continue;
    }
    environment_[variable] = entity;
    if (!bind_pins(index + 1, visit)) {
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
    result = both(result,
                  conditions_.matches(conditions_.variables()[variable].filter,
                                      environment_[variable]),
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
    each_neighbour(reversed, environment_[branch.child], [&](EntityId it, FlowId) {
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

Outcome Search::satisfied(VariableIndex variable, EntityId entity) {
  if (plan_.vertices[variable].fixed) {
    return Outcome::of(environment_[variable] == entity);
  }
  if (const uint8_t found = known(variable, entity); found != 0) {
    const auto& depends = memos_[variable].depends;
    const auto set = depends.find(entity.value);
    return {static_cast<Truth>(found - 1), set == depends.end() ? NoDependencies : set->second};
  }
  const Outcome outcome = evaluate(variable, entity);
  known(variable, entity) = static_cast<uint8_t>(static_cast<uint8_t>(outcome.truth) + 1);
  if (outcome.depends != NoDependencies) {
    memos_[variable].depends[entity.value] = outcome.depends;
  }
  return outcome;
}

uint8_t& Search::known(VariableIndex variable, EntityId entity) {
  Memo& memo = memos_[variable];
  if (plan_.vertices[variable].variant) {
    return memo.known_few[entity.value];
  }
  if (memo.known.empty()) {
    memo.known.assign(conditions_.knowledge().model().entities.size(), 0);
  }
  return memo.known[entity.value];
}

Outcome Search::evaluate(VariableIndex variable, EntityId entity) {
  auto& sets = conditions_.knowledge().sets();
  const pattern::Vertex& vertex = plan_.vertices[variable];
  const EntityId before = environment_[variable];
  environment_[variable] = entity;
  Outcome result = conditions_.matches(conditions_.variables()[variable].filter, entity);
  for (const model::Expression* condition : vertex.conditions) {
    if (result.truth != Truth::False) {
      result = both(result, conditions_.holds(*condition, environment_), sets);
    }
  }
  for (const Branch& branch : vertex.branches) {
    if (result.truth != Truth::False) {
      environment_[variable] = entity;
      result = both(result, branch_holds(variable, branch, entity), sets);
    }
  }
  environment_[variable] = before;
  return result;
}

void Search::each_neighbour(const Branch& branch, EntityId entity, const auto& visit) {
  const Graph& graph = conditions_.knowledge().graph();
  const model::Model& model = graph.model();
  const Step& step = *branch.step;
  switch (step.form) {
    case Step::Form::Flow: {
      const auto pass = [&](bool forward) {
        for (const FlowId id : forward ? graph.outgoing(entity) : graph.incoming(entity)) {
          const model::Flow& flow = model.flows[id];
          const bool fits = step.relation ? flow.relation == step.relation : graph.carries(id);
          if (fits && !visit(forward ? flow.to : flow.from, id)) {
            return false;
          }
        }
        return true;
      };
      if (pass(branch.child_is_to) && step.both) {
        pass(!branch.child_is_to);
      }
      return;
    }
    case Step::Form::Inside: {
      if (branch.child_is_to) {
        for (EntityId at = model.entities[entity].parent; at; at = model.entities[at].parent) {
          if (!visit(at, FlowId())) {
            return;
          }
        }
        return;
      }
      std::vector<EntityId> stack(graph.children(entity).rbegin(), graph.children(entity).rend());
      while (!stack.empty()) {
        const EntityId at = stack.back();
        stack.pop_back();
        if (!visit(at, FlowId())) {
          return;
        }
        const auto children = graph.children(at);
        stack.insert(stack.end(), children.rbegin(), children.rend());
      }
      return;
    }
    case Step::Form::Reference: {
      if (!branch.child_is_to) {
        for (const EntityId from : graph.referrers(step.attribute, entity)) {
          if (!visit(from, FlowId())) {
            return;
          }
        }
        return;
      }
      const Reading reading = conditions_.knowledge().read(entity, step.attribute);
      if (reading.state != Reading::State::Known) {
        return;
      }
      for (const EntityId to : Graph::references(*reading.value)) {
        if (!visit(to, FlowId())) {
          return;
        }
      }
      return;
    }
    case Step::Form::Path:
      return;
  }
}

Outcome Search::child_holds(VariableIndex variable, const Branch& branch, EntityId entity,
                            EntityId child, FlowId flow) {
  auto& sets = conditions_.knowledge().sets();
  Outcome result = satisfied(branch.child, child);
  const bool reads_ends = !branch.conditions.empty() || branch.step->where;
  if (result.truth == Truth::False || !reads_ends) {
    return result;
  }
  const EntityId before = environment_[branch.child];
  environment_[variable] = entity;
  environment_[branch.child] = child;
  if (branch.step->flow && flow) {
    environment_[*branch.step->flow] = conditions_.knowledge().model().flows[flow].entity;
  }
  if (branch.step->where) {
    result = both(result, conditions_.holds(*branch.step->where, environment_), sets);
  }
  for (const model::Expression* condition : branch.conditions) {
    if (result.truth != Truth::False) {
      result = both(result, conditions_.holds(*condition, environment_), sets);
    }
  }
  environment_[branch.child] = before;
  return result;
}

Outcome Search::branch_holds(VariableIndex variable, const Branch& branch, EntityId entity) {
  if (branch.step->form == Step::Form::Path) {
    return path_of(branch).at(entity);
  }
  auto& sets = conditions_.knowledge().sets();
  Outcome result = Outcome::of(false);
  each_neighbour(branch, entity, [&](EntityId child, FlowId flow) {
    result = either(result, child_holds(variable, branch, entity, child, flow), sets);
    return result.truth != Truth::True;
  });
  const bool reference = branch.step->form == Step::Form::Reference;
  return reference && result.truth == Truth::False ? unknown_reference(branch, entity) : result;
}

// A reference that nobody gave may lead to, or come from, whatever fits.
Outcome Search::unknown_reference(const Branch& branch, EntityId entity) {
  auto& sets = conditions_.knowledge().sets();
  const bool child_fixed = plan_.vertices[branch.child].fixed;
  const Candidates others =
      child_fixed ? Candidates{environment_[branch.child]} : candidates(branch.child);
  Outcome result = Outcome::of(false);
  for (const EntityId other : others) {
    const EntityId from = branch.child_is_to ? entity : other;
    const Reading reading = conditions_.knowledge().read(from, branch.step->attribute);
    if (reading.state == Reading::State::Unknown) {
      const Outcome open{Truth::Unknown, reading.depends};
      result = either(result, both(open, satisfied(branch.child, other), sets), sets);
    } else if (branch.child_is_to) {
      break;
    }
  }
  return result;
}

PathSearch& Search::path_of(const Branch& branch) {
  auto& slot = paths_[&branch];
  if (slot) {
    return *slot;
  }
  std::vector<std::pair<EntityId, Outcome>> sources;
  if (plan_.vertices[branch.child].fixed) {
    sources.emplace_back(environment_[branch.child], Outcome::of(true));
  } else {
    for (const EntityId entity : candidates(branch.child)) {
      const Outcome outcome = satisfied(branch.child, entity);
      if (outcome.truth != Truth::False) {
        sources.emplace_back(entity, outcome);
      }
    }
  }
  auto search = std::make_unique<PathSearch>(conditions_, *branch.step, !branch.child_is_to);
  search->run(sources, environment_);
  paths_[&branch] = std::move(search);
  return *paths_[&branch];
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
  const Candidates roots = candidates(plan_.root);
  std::vector<Outcome> outcomes(roots.size(), Outcome::of(false));
  const bool root_pinned = std::ranges::find(plan_.pinned, plan_.root) != plan_.pinned.end();
  bind_pins(0, [&] {
    const Outcome rest = closed();
    for (size_t i = 0; i < roots.size() && rest.truth != Truth::False; ++i) {
      if (outcomes[i].truth == Truth::True || (root_pinned && environment_[plan_.root] != roots[i])) {
        continue;
      }
      const Outcome own = root_pinned ? Outcome::of(true) : satisfied(plan_.root, roots[i]);
      outcomes[i] = either(outcomes[i], both(own, rest, sets), sets);
    }
    return true;
  });
  all_.emplace();
  outcome_of_.clear();
  for (size_t i = 0; i < roots.size(); ++i) {
    if (outcomes[i].truth != Truth::False) {
      all_->emplace_back(roots[i], outcomes[i]);
      outcome_of_.emplace(roots[i].value, outcomes[i]);
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
  bind_pins(0, [&] {
    result = either(result, closed(), conditions_.knowledge().sets());
    return result.truth != Truth::True;
  });
  return result;
}

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
  const bool root_pinned = std::ranges::find(plan_.pinned, plan_.root) != plan_.pinned.end();
  const bool traced = root && !root_pinned;
  std::optional<Found> result;
  bind_pins(0, [&] {
    const bool other_root = root && root_pinned && environment_[plan_.root] != root;
    const Truth own = traced ? satisfied(plan_.root, root).truth : Truth::True;
    if (other_root || std::min(closed().truth, own) < wanted) {
      return true;
    }
    result.emplace();
    result->environment = environment_;
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
      way = path_of(branch).witness(entity, chosen);
    } else {
      Truth best = Truth::False;
      FlowId chosen_flow;
      each_neighbour(branch, entity, [&](EntityId child, FlowId flow) {
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
    if (branch.step->form == Step::Form::Path && path_of(branch).at(from).truth != Truth::False) {
      found.ways.emplace_back(branch.step, path_of(branch).witness(from, chosen));
    } else if (branch.step->form != Step::Form::Path) {
      each_neighbour(branch, from, [&](EntityId child, FlowId flow) {
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
