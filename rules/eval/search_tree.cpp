// Deciding a tree of a pattern from its root down: each node by its filter, its conditions and what
// its steps lead to. What was decided of an element is kept.
#include "rules/eval/neighbours.h"
#include "rules/eval/search.h"

namespace aixc::rules::eval {

using model::Step;
using model::VariableIndex;
using pattern::Branch;

namespace {

// Sweeps kept for one path; each takes some bytes for every element and flow.
constexpr size_t MostPaths = 64;

}  // namespace

Outcome Search::satisfied(VariableIndex variable, EntityId entity) {
  if (plan_.vertices[variable].fixed) {
    return Outcome::of(environment_[variable] == entity);
  }
  const model::NodeFilter& filter = conditions_.variables()[variable].filter;
  if (filter.form == model::NodeFilter::Form::Kind &&
      !conditions_.knowledge().graph().is_a(entity, filter.kind)) {
    return Outcome::of(false);
  }
  uint8_t& found = known(variable, entity);
  if (found != 0) {
    const auto truth = static_cast<Truth>(found - 1);
    return {truth,
            truth == Truth::Unknown ? memos_[variable].depends[entity.value] : NoDependencies};
  }
  const Outcome outcome = evaluate(variable, entity);
  found = static_cast<uint8_t>(static_cast<uint8_t>(outcome.truth) + 1);
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
  const Graph& graph = conditions_.knowledge().graph();
  if (memo.known.empty()) {
    const model::NodeFilter& filter = conditions_.variables()[variable].filter;
    Graph::Range range{0, static_cast<uint32_t>(graph.model().entities.size())};
    if (filter.form == model::NodeFilter::Form::Kind) {
      range = graph.places(filter.kind);
    }
    memo.known.assign(range.size(), 0);
    memo.first = range.begin;
  }
  return memo.known[graph.place(entity) - memo.first];
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
    environment_[*branch.step->flow] = conditions_.knowledge().graph().arrow(flow).entity;
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
    return path_of(variable, branch, entity).at(entity);
  }
  auto& sets = conditions_.knowledge().sets();
  Outcome result = Outcome::of(false);
  each_neighbour(conditions_.knowledge(), branch, entity, [&](EntityId child, FlowId flow) {
    result = either(result, child_holds(variable, branch, entity, child, flow), sets);
    return result.truth != Truth::True;
  });
  const bool reference = branch.step->form == Step::Form::Reference;
  return reference && result.truth == Truth::False ? unknown_reference(branch, entity) : result;
}

// A reference that nobody gave may lead to, or come from, whatever fits.
Outcome Search::unknown_reference(const Branch& branch, EntityId entity) {
  if (plan_.vertices[branch.child].fixed) {
    const EntityId child = environment_[branch.child];
    return open_reference(branch, branch.child_is_to ? entity : child, child);
  }
  if (!branch.child_is_to) {
    return referable(branch);
  }
  const Reading reading = conditions_.knowledge().read(entity, branch.step->attribute);
  if (reading.state != Reading::State::Unknown) {
    return Outcome::of(false);
  }
  const Outcome open{Truth::Unknown, reading.depends};
  return both(open, referable(branch), conditions_.knowledge().sets());
}

// If it is not known what `from` refers to: that it is `child`.
Outcome Search::open_reference(const Branch& branch, EntityId from, EntityId child) {
  const Reading reading = conditions_.knowledge().read(from, branch.step->attribute);
  if (reading.state != Reading::State::Unknown) {
    return Outcome::of(false);
  }
  const Outcome open{Truth::Unknown, reading.depends};
  return both(open, satisfied(branch.child, child), conditions_.knowledge().sets());
}

// What there is to refer to, or what may refer to anything: the same for every element, so asked
// once. A reference stays open, whatever it may lead to; so does the outcome, if it is not false.
Outcome Search::referable(const Branch& branch) {
  const auto [slot, added] = referable_.try_emplace(&branch, Outcome::of(false));
  if (!added) {
    return slot->second;
  }
  auto& sets = conditions_.knowledge().sets();
  Outcome result = Outcome::of(false);
  for (const EntityId other : candidates(branch.child)) {
    Outcome one =
        branch.child_is_to ? satisfied(branch.child, other) : open_reference(branch, other, other);
    if (one.truth == Truth::True) {
      one.truth = Truth::Unknown;
    }
    result = either(result, one, sets);
  }
  return referable_[&branch] = result;
}

Search::PathKey Search::key_of(const Branch& branch, EntityId entity) const {
  const Graph& graph = conditions_.knowledge().graph();
  PathKey key;
  for (const model::AttributeReference* reference : branch.keys) {
    const bool by = reference->accesses[0].builtin == model::Access::Builtin::By;
    key.push_back(by ? graph.party_of(entity) : graph.boundary_of(entity));
  }
  return key;
}

// The sweep that tells of `entity`, at `variable`, whether the path joins it to a fitting child:
// one for all elements, or for all in the same surroundings.
PathSearch& Search::path_of(VariableIndex variable, const Branch& branch, EntityId entity) {
  Paths& paths = paths_[&branch];
  PathKey key = key_of(branch, entity);
  if (const auto found = paths.find(key); found != paths.end()) {
    return *found->second;
  }
  if (paths.size() == MostPaths) {
    paths.clear();
  }
  auto& sets = conditions_.knowledge().sets();
  std::vector<std::pair<EntityId, Outcome>> sources;
  const EntityId before = environment_[variable];
  environment_[variable] = entity;
  if (plan_.vertices[branch.child].fixed) {
    sources.emplace_back(environment_[branch.child], Outcome::of(true));
  } else {
    const EntityId child_before = environment_[branch.child];
    for (const EntityId child : candidates(branch.child)) {
      Outcome outcome = satisfied(branch.child, child);
      environment_[branch.child] = child;
      for (const model::Expression* condition : branch.conditions) {
        if (outcome.truth != Truth::False) {
          outcome = both(outcome, conditions_.holds(*condition, environment_), sets);
        }
      }
      if (outcome.truth != Truth::False) {
        sources.emplace_back(child, outcome);
      }
    }
    environment_[branch.child] = child_before;
  }
  environment_[variable] = before;
  auto search = std::make_unique<PathSearch>(conditions_, *branch.step, !branch.child_is_to);
  search->run(sources, environment_);
  return *(paths[std::move(key)] = std::move(search));
}

}  // namespace aixc::rules::eval
