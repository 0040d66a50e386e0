// What the sides of a condition stand for: values, elements, or what lies between two bounds.
#include <algorithm>

#include "rules/eval/conditions.h"
#include "rules/eval/search.h"
#include "rules/eval/values.h"

namespace aixc::rules::eval {
namespace {

using model::Access;

}  // namespace

Item Item::of(const model::Value& value) {
  Item item;
  item.value = &value;
  return item;
}

Item Item::of(EntityId entity) {
  Item item;
  item.entity = entity;
  return item;
}

Item Item::between(double low, double high) {
  Item item;
  item.unknown = item.bounded = true;
  item.low = low;
  item.high = high;
  return item;
}

Item Item::open() {
  Item item;
  item.unknown = true;
  return item;
}

Item Item::of(const Reading& reading) {
  if (reading.state == Reading::State::Known) {
    return of(*reading.value);
  }
  const bool bounded = reading.low >= 0 && reading.high >= 0;
  return bounded ? between(reading.low, reading.high) : open();
}

bool Conditions::single(const model::Expression& expression, const Environment& environment,
                        One& result) {
  if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
    result = {Item::of(constant->value), true, NoDependencies};
    return true;
  }
  if (const auto* entity = std::get_if<model::EntityConstant>(&expression.node)) {
    result = {Item::of(entity->entity), true, NoDependencies};
    return true;
  }
  const auto* it = std::get_if<model::AttributeReference>(&expression.node);
  if (it == nullptr) {
    return false;
  }
  EntityId at = it->variable ? environment[*it->variable] : knowledge_.model().system;
  for (const Access& access : it->accesses) {
    if (access.builtin == Access::Builtin::None && &access == &it->accesses.back()) {
      const Reading reading = at ? read(at, access.name) : Reading();
      result = {Item::of(reading), reading.state != Reading::State::Absent, reading.depends};
      return true;
    }
    if (!leads_to_one(access, at)) {
      return false;
    }
  }
  result = {Item::of(at), static_cast<bool>(at), NoDependencies};
  return true;
}

// Follows an access that leads to one entity or none; false for one that may lead to several.
bool Conditions::leads_to_one(const Access& access, EntityId& at) const {
  const Graph& graph = knowledge_.graph();
  const FlowId flow = at ? graph.flow_of(at) : FlowId();
  switch (access.builtin) {
    case Access::Builtin::By:
      at = at ? graph.party_of(at) : at;
      return true;
    case Access::Builtin::Boundary:
      at = at ? graph.boundary_of(at) : at;
      return true;
    case Access::Builtin::From:
      at = flow ? graph.arrow(flow).from : EntityId();
      return true;
    case Access::Builtin::To:
      at = flow ? graph.arrow(flow).to : EntityId();
      return true;
    case Access::Builtin::Payload:
    case Access::Builtin::Label:
    case Access::Builtin::Relation:
    case Access::Builtin::None:
      return false;
  }
  return false;
}

Operand Conditions::value(const model::Expression& expression, Environment& environment) {
  if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
    return {{Item::of(constant->value)}, NoDependencies};
  }
  if (const auto* entity = std::get_if<model::EntityConstant>(&expression.node)) {
    return {{Item::of(entity->entity)}, NoDependencies};
  }
  if (const auto* it = std::get_if<model::AttributeReference>(&expression.node)) {
    return reference(*it, environment);
  }
  if (const auto* list = std::get_if<model::ListExpression>(&expression.node)) {
    Operand result;
    for (const model::Expression& member : list->items) {
      Operand part = value(member, environment);
      result.items.insert(result.items.end(), part.items.begin(), part.items.end());
      result.depends = knowledge_.sets().unite(result.depends, part.depends);
    }
    return result;
  }
  if (const auto* it = std::get_if<model::QuantifiedExpression>(&expression.node);
      it != nullptr && it->count) {
    return count(*it, environment);
  }
  const Outcome outcome = holds(expression, environment);
  if (outcome.truth == Truth::Unknown) {
    return {{Item::between(0, 1)}, outcome.depends};
  }
  return {{Item::of(outcome.truth == Truth::True ? Yes : No)}, NoDependencies};
}

// Where one access leads: the entities that it refers to.
std::vector<EntityId> Conditions::step(const Access& access, EntityId entity,
                                       DependencySet& depends) {
  const model::Model& model = knowledge_.model();
  const FlowId flow = knowledge_.graph().flow_of(entity);
  const auto some = [](EntityId it) {
    return it ? std::vector<EntityId>{it} : std::vector<EntityId>();
  };
  switch (access.builtin) {
    case Access::Builtin::By:
      return some(model.entities[entity].party);
    case Access::Builtin::Boundary:
      return some(knowledge_.graph().boundary_of(entity));
    case Access::Builtin::From:
      return flow ? some(model.flows[flow].from) : some({});
    case Access::Builtin::To:
      return flow ? some(model.flows[flow].to) : some({});
    case Access::Builtin::Payload:
      return flow ? model.flows[flow].payload : some({});
    case Access::Builtin::Label:
    case Access::Builtin::Relation:
      return {};
    case Access::Builtin::None:
      break;
  }
  const Reading reading = read(entity, access.name);
  if (reading.state == Reading::State::Unknown) {
    depends = knowledge_.sets().unite(depends, reading.depends);
  }
  return reading.state == Reading::State::Known ? Graph::references(*reading.value)
                                                : std::vector<EntityId>();
}

Operand Conditions::reference(const model::AttributeReference& it, Environment& environment) {
  const EntityId start = it.variable ? environment[*it.variable] : knowledge_.model().system;
  std::vector<EntityId> at;
  if (start) {
    at.push_back(start);
  }
  Operand result;
  for (size_t i = 0; i + 1 < it.accesses.size(); ++i) {
    std::vector<EntityId> next;
    for (const EntityId entity : at) {
      const auto reached = step(it.accesses[i], entity, result.depends);
      next.insert(next.end(), reached.begin(), reached.end());
    }
    at = std::move(next);
  }
  if (result.depends != NoDependencies) {  // a reference on the way is not known
    result.items.push_back(Item::open());
  }
  for (const EntityId entity : at) {
    const bool attribute =
        !it.accesses.empty() && it.accesses.back().builtin == Access::Builtin::None;
    if (!attribute) {
      const auto reached = it.accesses.empty() ? std::vector<EntityId>{entity}
                                               : step(it.accesses.back(), entity, result.depends);
      for (const EntityId end : reached) {
        result.items.push_back(Item::of(end));
      }
      continue;
    }
    const Reading reading = read(entity, it.accesses.back().name);
    if (reading.state != Reading::State::Absent) {
      result.items.push_back(Item::of(reading));
      result.depends = knowledge_.sets().unite(result.depends, reading.depends);
    }
  }
  return result;
}

Operand Conditions::count(const model::QuantifiedExpression& it, Environment& environment) {
  // The number stands between what certainly and what possibly matches.
  const Search::Counted counted = search_of(it).count(environment);
  Operand result;
  result.depends = counted.depends;
  result.items.push_back(Item::between(counted.certain, counted.possible));
  return result;
}

}  // namespace aixc::rules::eval
