#include "tests/support/naive.h"

#include <algorithm>

#include "rules/eval/conditions.h"
#include "rules/eval/search.h"
#include "rules/eval/values.h"

namespace aixc::test {
namespace {

using model::EntityId;
using model::Expression;
using model::FlowId;
using model::Step;
using rules::Truth;
using rules::eval::Reading;

Truth negated(Truth truth) {
  return truth == Truth::Unknown ? truth : truth == Truth::True ? Truth::False : Truth::True;
}

Truth truth_of(bool value) {
  return value ? Truth::True : Truth::False;
}

}  // namespace

Truth Naive::holds(const model::Match& match, model::VariableIndex variable, EntityId entity) {
  const auto* before = variables_;
  variables_ = &match.variables;
  Environment environment(match.variables.size());
  environment[variable] = entity;
  const Truth result =
      all_nodes(match.pattern, match.where ? &*match.where : nullptr, 0, environment);
  variables_ = before;
  return result;
}

std::vector<EntityId> Naive::candidates(const model::Variable& variable) const {
  const auto& graph = knowledge_.graph();
  return variable.filter.form == model::NodeFilter::Form::Kind ? graph.of_kind(variable.filter.kind)
                                                               : graph.elements();
}

// Binds every node in turn to everything it may be.
Truth Naive::all_nodes(const model::MatchPattern& pattern, const Expression* where, size_t next,
                       Environment& environment) {
  if (next == pattern.nodes.size()) {
    return pattern_holds(pattern, where, 0, environment);
  }
  const model::VariableIndex variable = pattern.nodes[next];
  const auto& filter = (*variables_)[variable].filter;
  const bool bound = static_cast<bool>(environment[variable]);
  const std::vector<EntityId> choices =
      bound ? std::vector{environment[variable]} : candidates((*variables_)[variable]);
  Truth result = Truth::False;
  for (const EntityId choice : choices) {
    const Truth fits = matches(filter, choice);
    if (fits == Truth::False) {
      continue;
    }
    environment[variable] = choice;
    result = std::max(result, std::min(fits, all_nodes(pattern, where, next + 1, environment)));
  }
  environment[variable] = bound ? choices[0] : EntityId();
  return result;
}

Truth Naive::pattern_holds(const model::MatchPattern& pattern, const Expression* where,
                           size_t next_step, Environment& environment) {
  if (next_step == pattern.steps.size()) {
    return where == nullptr ? Truth::True : condition(*where, environment);
  }
  return step_holds(pattern.steps[next_step], environment,
                    [&] { return pattern_holds(pattern, where, next_step + 1, environment); });
}

Truth Naive::step_holds(const Step& step, Environment& environment,
                        const std::function<Truth()>& rest) {
  const model::Model& model = knowledge_.model();
  const EntityId from = environment[step.from];
  const EntityId to = environment[step.to];
  switch (step.form) {
    case Step::Form::Path:
      return std::min(path_holds(step, environment), rest());
    case Step::Form::Inside: {
      bool inside = false;
      for (EntityId at = model.entities[from].parent; at; at = model.entities[at].parent) {
        inside = inside || at == to;
      }
      return inside ? rest() : Truth::False;
    }
    case Step::Form::Reference: {
      const Reading reading = knowledge_.read(from, step.attribute);
      if (reading.state == Reading::State::Unknown) {
        return std::min(Truth::Unknown, rest());
      }
      if (reading.state == Reading::State::Absent) {
        return Truth::False;
      }
      const auto references = rules::eval::Graph::references(*reading.value);
      return std::ranges::find(references, to) == references.end() ? Truth::False : rest();
    }
    case Step::Form::Flow:
      break;
  }
  Truth result = Truth::False;
  for (const model::Flow& flow : model.flows) {
    const bool forward = flow.from == from && flow.to == to;
    const bool backward = step.both && flow.from == to && flow.to == from;
    const bool fits =
        step.relation ? flow.relation == step.relation : model.relations[flow.relation].carries;
    if ((!forward && !backward) || !fits) {
      continue;
    }
    if (step.flow) {
      environment[*step.flow] = flow.entity;
    }
    const Truth own_condition = step.where ? condition(*step.where, environment) : Truth::True;
    result = std::max(result, std::min(own_condition, rest()));
  }
  return result;
}

Truth Naive::passes(const Step& step, FlowId id, Environment& environment) {
  const model::Model& model = knowledge_.model();
  const model::Flow& flow = model.flows[id];
  Truth result = truth_of(model.relations[flow.relation].carries);
  if (step.path) {
    const model::PathClass& path = model.paths[step.path];
    if (!path.over.empty()) {
      result = truth_of(std::ranges::find(path.over, flow.relation) != path.over.end());
    }
    if (path.where) {
      const auto* before = variables_;
      variables_ = &path.variables;
      Environment own_environment(path.variables.size());
      own_environment[0] = flow.entity;
      result = std::min(result, condition(*path.where, own_environment));
      variables_ = before;
    }
  }
  if (step.where) {
    if (step.flow) {
      environment[*step.flow] = flow.entity;
    }
    result = std::min(result, condition(*step.where, environment));
  }
  return result;
}

// Walks of every length: `reach[e]` is how surely `e` ends a walk of that length.
Truth Naive::path_holds(const Step& step, Environment& environment) {
  const model::Model& model = knowledge_.model();
  const model::PathClass* path = step.path ? &model.paths[step.path] : nullptr;
  const EntityId from = environment[step.from];
  const EntityId to = environment[step.to];
  const Truth ends =
      path == nullptr ? Truth::True : std::min(admits(path->from, from), admits(path->to, to));
  const size_t longest = step.most ? *step.most : model.entities.size() + 1;
  std::vector<Truth> reach(model.entities.size(), Truth::False);
  reach[from.value] = Truth::True;
  Truth result = Truth::False;
  for (size_t length = 1; length <= longest; ++length) {
    std::vector<Truth> next(model.entities.size(), Truth::False);
    for (size_t i = 0; i < model.flows.size(); ++i) {
      const model::Flow& flow = model.flows[FlowId(i)];
      Truth before = reach[flow.from.value];
      if (length > 1 && path != nullptr) {
        before = std::min(before, admits(path->through, flow.from));
      }
      if (before != Truth::False) {
        Truth& there = next[flow.to.value];
        there = std::max(there, std::min(before, passes(step, FlowId(i), environment)));
      }
    }
    reach = std::move(next);
    if (length >= step.least.value_or(1)) {
      result = std::max(result, reach[to.value]);
    }
  }
  return std::min(result, ends);
}

Truth Naive::admits(const std::vector<model::NodeFilter>& filters, EntityId entity) {
  Truth result = Truth::False;
  for (const model::NodeFilter& filter : filters) {
    result = std::max(result, matches(filter, entity));
  }
  return result;
}

Truth Naive::matches(const model::NodeFilter& filter, EntityId entity) {
  switch (filter.form) {
    case model::NodeFilter::Form::Any:
      return Truth::True;
    case model::NodeFilter::Form::Kind:
      return truth_of(knowledge_.model().is_a(entity, filter.kind));
    case model::NodeFilter::Form::Attribute:
      break;
  }
  const Reading reading = knowledge_.read(entity, filter.attribute);
  if (reading.state == Reading::State::Unknown) {
    return Truth::Unknown;
  }
  return truth_of(reading.state == Reading::State::Known && *reading.value == model::Value{true});
}

Truth Naive::condition(const Expression& expression, Environment& environment) {
  if (const auto* logic = std::get_if<model::LogicExpression>(&expression.node)) {
    Truth result = truth_of(logic->conjunction);
    for (const Expression& operand : logic->operands) {
      const Truth truth = condition(operand, environment);
      result = logic->conjunction ? std::min(result, truth) : std::max(result, truth);
    }
    return result;
  }
  if (const auto* negation = std::get_if<model::NotExpression>(&expression.node)) {
    return negated(condition(*negation->operand, environment));
  }
  if (const auto* quantified = std::get_if<model::QuantifiedExpression>(&expression.node)) {
    Environment inner = environment;
    return all_nodes(quantified->pattern, quantified->where.get(), 0, inner);
  }
  if (const auto* is = std::get_if<model::IsExpression>(&expression.node)) {
    Truth result = Truth::False;
    for (const Item& item : value(*is->operand, environment)) {
      const EntityId entity =
          item.value != nullptr ? std::get<EntityId>(item.value->data) : item.entity;
      result = std::max(result, item.unknown ? Truth::Unknown : matches(is->filter, entity));
    }
    return result;
  }
  if (const auto* unknown = std::get_if<model::IsUnknownExpression>(&expression.node)) {
    const auto items = value(*unknown->operand, environment);
    return truth_of(std::ranges::any_of(items, [](const Item& it) { return it.unknown; }));
  }
  if (std::holds_alternative<model::CallExpression>(expression.node)) {
    rules::eval::Conditions conditions(knowledge_, *variables_);
    return conditions.holds(expression, environment).truth;
  }
  const model::Value yes{true};
  std::vector<Item> left;
  std::vector<Item> right{{&yes, {}, false, -1, -1}};
  auto op = model::CompareOp::Equal;
  if (const auto* compare = std::get_if<model::CompareExpression>(&expression.node)) {
    left = value(*compare->left, environment);
    right = value(*compare->right, environment);
    op = compare->op;
  } else {
    left = value(expression, environment);
  }
  const auto converted = [](const Item& item) {
    rules::eval::Item result;
    result.value = item.value;
    result.entity = item.entity;
    result.unknown = item.unknown;
    result.bounded = item.low >= 0 && item.high >= 0;
    result.low = item.low;
    result.high = item.high;
    return result;
  };
  Truth result = Truth::False;
  for (const Item& a : left) {
    for (const Item& b : right) {
      result = std::max(result, rules::eval::compare(op, converted(a), converted(b)));
    }
  }
  return result;
}

std::vector<Naive::Item> Naive::value(const Expression& expression, Environment& environment) {
  if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
    return {{&constant->value, {}, false, -1, -1}};
  }
  if (const auto* entity = std::get_if<model::EntityConstant>(&expression.node)) {
    return {{nullptr, entity->entity, false, -1, -1}};
  }
  if (const auto* list = std::get_if<model::ListExpression>(&expression.node)) {
    std::vector<Item> result;
    for (const Expression& item : list->items) {
      const auto part = value(item, environment);
      result.insert(result.end(), part.begin(), part.end());
    }
    return result;
  }
  if (const auto* quantified = std::get_if<model::QuantifiedExpression>(&expression.node)) {
    // Counted is the node mentioned last: try each of its candidates.
    const model::VariableIndex counted = quantified->pattern.nodes.back();
    Item result;
    result.unknown = true;
    result.low = result.high = 0;
    for (const EntityId choice : candidates((*variables_)[counted])) {
      Environment inner = environment;
      inner[counted] = choice;
      const Truth truth = all_nodes(quantified->pattern, quantified->where.get(), 0, inner);
      result.low += truth == Truth::True ? 1 : 0;
      result.high += truth == Truth::False ? 0 : 1;
    }
    return {result};
  }
  return reference(std::get<model::AttributeReference>(expression.node), environment);
}

std::vector<Naive::Item> Naive::reference(const model::AttributeReference& it,
                                          Environment& environment) {
  const model::Model& model = knowledge_.model();
  std::vector<Item> at{
      {nullptr, it.variable ? environment[*it.variable] : model.system, false, -1, -1}};
  for (const model::Access& access : it.accesses) {
    std::vector<Item> next;
    for (const Item& item : at) {
      EntityId entity = item.entity;
      if (item.unknown ||
          (item.value != nullptr && !std::holds_alternative<EntityId>(item.value->data) &&
           !std::holds_alternative<model::ValueList>(item.value->data))) {
        if (item.unknown) {
          next.push_back({nullptr, {}, true, -1, -1});
        }
        continue;
      }
      std::vector<EntityId> entities{entity};
      if (item.value != nullptr) {
        entities = rules::eval::Graph::references(*item.value);
      }
      for (const EntityId one : entities) {
        const FlowId flow = knowledge_.graph().flow_of(one);
        const auto push = [&](EntityId end) {
          if (end) {
            next.push_back({nullptr, end, false, -1, -1});
          }
        };
        switch (access.builtin) {
          case model::Access::Builtin::By:
            push(model.entities[one].party);
            break;
          case model::Access::Builtin::Boundary:
            push(knowledge_.graph().boundary_of(one));
            break;
          case model::Access::Builtin::From:
            push(flow ? model.flows[flow].from : EntityId());
            break;
          case model::Access::Builtin::To:
            push(flow ? model.flows[flow].to : EntityId());
            break;
          case model::Access::Builtin::Payload:
            for (const EntityId data : flow ? model.flows[flow].payload : std::vector<EntityId>()) {
              push(data);
            }
            break;
          case model::Access::Builtin::Label:
          case model::Access::Builtin::Relation:
            break;
          case model::Access::Builtin::None: {
            const Reading reading = knowledge_.read(one, access.name);
            if (reading.state == Reading::State::Known) {
              next.push_back({reading.value, {}, false, -1, -1});
            } else if (reading.state == Reading::State::Unknown) {
              next.push_back({nullptr,
                              {},
                              true,
                              static_cast<double>(reading.low),
                              static_cast<double>(reading.high)});
            }
            break;
          }
        }
      }
    }
    at = std::move(next);
  }
  return at;
}

}  // namespace aixc::test
