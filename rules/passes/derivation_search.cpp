#include "rules/passes/derivation_search.h"

#include <algorithm>

namespace aixc::rules::passes {
namespace {

using model::Expression;
using model::Type;

bool is_ranked(const Type& type) {
  return type.form == Type::Form::YesNo || type.form == Type::Form::OneOf;
}

int rank_count(const Type& type) {
  return type.form == Type::Form::YesNo ? 2 : static_cast<int>(type.values.size());
}

// The rank of a literal in an enumeration, whichever one it was bound for.
int rank_in(const Type& type, const model::Value& value) {
  if (const auto* choice = std::get_if<model::Choice>(&value.data)) {
    const auto found = std::ranges::find(type.values, choice->name);
    return found == type.values.end() ? -1 : static_cast<int>(found - type.values.begin());
  }
  return eval::Knowledge::rank_of(value);
}

// `value >= rank`, on a copy of the value's reference.
std::unique_ptr<Expression> at_least(const model::AttributeReference& value, const Type& type,
                                     int rank, source::Span span) {
  model::Value level;
  if (type.form == Type::Form::YesNo) {
    level.data = rank == 1;
  } else {
    level.data = model::Choice{type.values[static_cast<size_t>(rank)], static_cast<uint16_t>(rank)};
  }
  model::CompareExpression compare;
  compare.op = model::CompareOp::GreaterEqual;
  compare.left = std::make_unique<Expression>(Expression{value, span});
  compare.right = std::make_unique<Expression>(Expression{model::Constant{std::move(level)}, span});
  return std::make_unique<Expression>(Expression{std::move(compare), span});
}

}  // namespace

DerivationSearch::DerivationSearch(const eval::Knowledge& knowledge,
                                   const model::Derivation& derivation, const Type& type)
    : knowledge_(knowledge),
      derivation_(derivation),
      type_(type),
      conditions_(knowledge, derivation.match.variables),
      nothing_(derivation.match.variables.size()) {
  const auto* constant =
      derivation.value ? std::get_if<model::Constant>(&derivation.value->node) : nullptr;
  if (!is_ranked(type)) {
    ranks_ = {0};
  } else if (!derivation.value) {
    ranks_ = {1};
  } else if (constant != nullptr) {
    ranks_ = {rank_in(type, constant->value)};
  } else {
    by_level_ = true;
    for (int rank = 0; rank < rank_count(type); ++rank) {
      ranks_.push_back(rank);
    }
  }
  searches_.resize(ranks_.size());
  outcomes_.resize(ranks_.size());
}

eval::Search& DerivationSearch::search(int rank) {
  const auto index = static_cast<size_t>(std::ranges::find(ranks_, rank) - ranks_.begin());
  auto& slot = searches_[index];
  if (slot) {
    return *slot;
  }
  const Expression* also = nullptr;
  if (by_level_) {
    const auto& value = std::get<model::AttributeReference>(derivation_.value->node);
    levels_.push_back(at_least(value, type_, rank, derivation_.value->span));
    also = levels_.back().get();
  }
  if (const model::Step* step = flow_step()) {
    slot = std::make_unique<eval::Search>(
        conditions_, derivation_.match,
        std::vector<model::VariableIndex>{step->from, step->to, *step->flow}, also);
  } else {
    slot =
        std::make_unique<eval::Search>(conditions_, derivation_.match, derivation_.variable, also);
  }
  return *slot;
}

const model::Step* DerivationSearch::flow_step() const {
  const auto& variable = derivation_.match.variables[derivation_.variable];
  if (variable.form != model::Variable::Form::Flow) {
    return nullptr;
  }
  for (const model::Step& step : derivation_.match.pattern.steps) {
    if (step.flow == derivation_.variable) {
      return &step;
    }
  }
  return nullptr;
}

eval::Outcome DerivationSearch::bind_flow(model::FlowId id, bool reversed,
                                          eval::Environment& environment) {
  const model::Step& step = *flow_step();
  const eval::Graph::Arrow& flow = knowledge_.graph().arrow(id);
  const bool fits = step.relation ? flow.relation == step.relation : knowledge_.graph().carries(id);
  if (!fits) {
    return eval::Outcome::of(false);
  }
  environment[step.from] = reversed ? flow.to : flow.from;
  environment[step.to] = reversed ? flow.from : flow.to;
  environment[*step.flow] = flow.entity;
  eval::Outcome result = eval::Outcome::of(true);
  for (const model::VariableIndex end : {step.from, step.to}) {
    const auto& filter = derivation_.match.variables[end].filter;
    result = eval::both(result, conditions_.matches(filter, environment[end]), knowledge_.sets());
  }
  if (result.truth != Truth::False && step.where) {
    result = eval::both(result, conditions_.holds(*step.where, environment), knowledge_.sets());
  }
  return result;
}

// The flows that the step may match, in their order: where one end is of a kind that few elements
// are of, only the flows of those.
std::vector<model::FlowId> DerivationSearch::candidates() const {
  constexpr size_t Few = 4;
  const eval::Graph& graph = knowledge_.graph();
  const model::Step& step = *flow_step();
  std::vector<model::FlowId> result;
  const std::vector<EntityId>* ends = &graph.elements();
  bool outgoing = true;
  for (const model::VariableIndex end : {step.from, step.to}) {
    const auto& filter = derivation_.match.variables[end].filter;
    if (filter.form == model::NodeFilter::Form::Kind &&
        graph.of_kind(filter.kind).size() < ends->size()) {
      ends = &graph.of_kind(filter.kind);
      outgoing = end == step.from;
    }
  }
  if (step.both || ends->size() * Few > graph.elements().size()) {
    for (size_t i = 0; i < knowledge_.model().flows.size(); ++i) {
      result.emplace_back(i);
    }
    return result;
  }
  for (const EntityId end : *ends) {
    const auto flows = outgoing ? graph.outgoing(end) : graph.incoming(end);
    result.insert(result.end(), flows.begin(), flows.end());
  }
  std::ranges::sort(result);
  return result;
}

DerivationSearch::Outcomes DerivationSearch::all_flows(int rank) {
  Outcomes result;
  eval::Environment environment = nothing_;
  for (const model::FlowId flow : candidates()) {
    eval::Outcome outcome = eval::Outcome::of(false);
    for (const bool reversed : {false, true}) {
      if (reversed && !flow_step()->both) {
        continue;
      }
      eval::Outcome own = bind_flow(flow, reversed, environment);
      if (own.truth != Truth::False) {
        own = eval::both(own, search(rank).whole(environment), knowledge_.sets());
      }
      outcome = eval::either(outcome, own, knowledge_.sets());
    }
    if (outcome.truth != Truth::False) {
      result.emplace_back(knowledge_.graph().arrow(flow).entity, outcome);
    }
  }
  return result;
}

const DerivationSearch::Outcomes& DerivationSearch::all(int rank) {
  if (flow_step() == nullptr) {
    return search(rank).all(nothing_);
  }
  const auto index = static_cast<size_t>(std::ranges::find(ranks_, rank) - ranks_.begin());
  if (!outcomes_[index]) {
    outcomes_[index] = all_flows(rank);
  }
  return *outcomes_[index];
}

std::optional<eval::Found> DerivationSearch::find(EntityId target, int rank,
                                                  std::vector<Dependency>* reads) {
  if (std::ranges::find(ranks_, rank) == ranks_.end()) {
    return std::nullopt;
  }
  if (flow_step() == nullptr) {
    return search(rank).find(target, nothing_, reads);
  }
  const model::FlowId flow = knowledge_.graph().flow_of(target);
  for (const bool reversed : {false, true}) {
    eval::Environment environment = nothing_;
    if (reversed && !flow_step()->both) {
      continue;
    }
    const Truth own = bind_flow(flow, reversed, environment).truth;
    if (own == Truth::False) {
      continue;
    }
    if (auto found = search(rank).find_whole(environment, reads)) {
      found->truth = std::min(found->truth, own);
      return found;
    }
  }
  return std::nullopt;
}

model::Value DerivationSearch::value(const eval::Found& found) {
  eval::Environment environment = found.environment;
  const eval::Operand operand = conditions_.value(*derivation_.value, environment);
  if (operand.items.empty() || operand.items[0].unknown) {
    return {};
  }
  const eval::Item& item = operand.items[0];
  return item.value != nullptr ? *item.value : model::Value{item.entity};
}

}  // namespace aixc::rules::passes
