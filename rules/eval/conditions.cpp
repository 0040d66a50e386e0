#include "rules/eval/conditions.h"

#include <algorithm>

#include "rules/eval/search.h"
#include "rules/eval/values.h"

namespace aixc::rules::eval {
namespace {

using model::Access;
using model::CompareOp;

bool is_yes(const model::Value& value) {
  const bool* flag = std::get_if<bool>(&value.data);
  return flag != nullptr && *flag;
}

// Tells which literal values an expression lists, without building anything: a constant or a list
// of constants.
bool for_each_constant(const model::Expression& expression, const auto& visit) {
  if (const auto* constant = std::get_if<model::Constant>(&expression.node)) {
    visit(constant->value);
    return true;
  }
  const auto* list = std::get_if<model::ListExpression>(&expression.node);
  if (list == nullptr) {
    return false;
  }
  return std::ranges::all_of(list->items, [&](const model::Expression& item) {
    const auto* constant = std::get_if<model::Constant>(&item.node);
    if (constant != nullptr) {
      visit(constant->value);
    }
    return constant != nullptr;
  });
}

}  // namespace

Conditions::Conditions(const Knowledge& knowledge, const std::vector<model::Variable>& variables)
    : knowledge_(knowledge), variables_(variables) {}

Conditions::~Conditions() = default;

Reading Conditions::read(EntityId entity, Symbol attribute) {
  Reading reading = knowledge_.read(entity, attribute);
  if (reads_ != nullptr && reading.state != Reading::State::Absent) {
    reads_->push_back({entity, reading.attribute});
  }
  return reading;
}

Outcome Conditions::matches(const model::NodeFilter& filter, EntityId entity) {
  switch (filter.form) {
    case model::NodeFilter::Form::Any:
      return Outcome::of(true);
    case model::NodeFilter::Form::Kind:
      return Outcome::of(knowledge_.graph().is_a(entity, filter.kind));
    case model::NodeFilter::Form::Attribute: {
      const Reading reading = read(entity, filter.attribute);
      if (reading.state == Reading::State::Unknown) {
        return {Truth::Unknown, reading.depends};
      }
      return Outcome::of(reading.state == Reading::State::Known && is_yes(*reading.value));
    }
  }
  return Outcome::of(false);
}

Outcome Conditions::holds(const model::Expression& expression, Environment& environment) {
  auto& sets = knowledge_.sets();
  if (const auto* logic = std::get_if<model::LogicExpression>(&expression.node)) {
    Outcome result = Outcome::of(logic->conjunction);
    for (const model::Expression& operand : logic->operands) {
      const Outcome outcome = holds(operand, environment);
      result = logic->conjunction ? both(result, outcome, sets) : either(result, outcome, sets);
      const Truth decided = logic->conjunction ? Truth::False : Truth::True;
      if (result.truth == decided) {
        return result;
      }
    }
    return result;
  }
  if (const auto* negation = std::get_if<model::NotExpression>(&expression.node)) {
    return negate(holds(*negation->operand, environment));
  }
  if (const auto* it = std::get_if<model::CompareExpression>(&expression.node)) {
    return compare(*it, environment);
  }
  if (const auto* it = std::get_if<model::IsExpression>(&expression.node)) {
    return is(*it, environment);
  }
  if (const auto* it = std::get_if<model::IsUnknownExpression>(&expression.node)) {
    return is_unknown(*it->operand, environment);
  }
  if (const auto* it = std::get_if<model::CallExpression>(&expression.node)) {
    return call(*it, environment);
  }
  if (const auto* it = std::get_if<model::QuantifiedExpression>(&expression.node);
      it != nullptr && !it->count) {
    return search_of(*it).holds(environment, reads_);
  }
  // A yes/no value standing alone.
  One one;
  if (single(expression, environment, one)) {
    return one.some ? decided(eval::compare(CompareOp::Equal, one.item, Item::of(Yes)), one.depends)
                    : Outcome::of(false);
  }
  Operand operand = value(expression, environment);
  return compare_items(CompareOp::Equal, operand, Operand{{Item::of(Yes)}, NoDependencies});
}

Outcome Conditions::decided(Truth truth, DependencySet depends) {
  return {truth, truth == Truth::Unknown ? depends : NoDependencies};
}

// The usual case, an attribute of a variable against literals, without building operands.
Outcome Conditions::compare_reading(const model::AttributeReference& left,
                                    const model::CompareExpression& it, Environment& environment,
                                    bool& handled) {
  handled = left.accesses.size() == 1 && left.accesses[0].builtin == Access::Builtin::None;
  if (!handled) {
    return {};
  }
  const EntityId entity = left.variable ? environment[*left.variable] : knowledge_.model().system;
  Truth result = Truth::False;
  Reading reading;
  bool have = false;
  handled = for_each_constant(*it.right, [&](const model::Value& constant) {
    if (!have) {
      reading = entity ? read(entity, left.accesses[0].name) : Reading();
      have = true;
    }
    if (reading.state != Reading::State::Absent) {
      result = std::max(result, eval::compare(it.op, Item::of(reading), Item::of(constant)));
    }
  });
  return {result, result == Truth::Unknown ? reading.depends : NoDependencies};
}

Outcome Conditions::compare(const model::CompareExpression& it, Environment& environment) {
  if (const auto* reference = std::get_if<model::AttributeReference>(&it.left->node)) {
    bool handled = false;
    const Outcome outcome = compare_reading(*reference, it, environment, handled);
    if (handled) {
      return outcome;
    }
  }
  One left;
  One right;
  if (single(*it.right, environment, right) && single(*it.left, environment, left)) {
    return left.some && right.some ? decided(eval::compare(it.op, left.item, right.item),
                                             knowledge_.sets().unite(left.depends, right.depends))
                                   : Outcome::of(false);
  }
  return compare_items(it.op, value(*it.left, environment), value(*it.right, environment));
}

// Some item on the left against some item on the right.
Outcome Conditions::compare_items(CompareOp op, const Operand& left, const Operand& right) {
  Truth result = Truth::False;
  for (const Item& a : left.items) {
    for (const Item& b : right.items) {
      result = std::max(result, eval::compare(op, a, b));
    }
  }
  if (result != Truth::Unknown) {
    return {result, NoDependencies};
  }
  return {result, knowledge_.sets().unite(left.depends, right.depends)};
}

Outcome Conditions::is(const model::IsExpression& it, Environment& environment) {
  Outcome result = Outcome::of(false);
  Operand operand;
  One one;
  if (!single(*it.operand, environment, one)) {
    operand = value(*it.operand, environment);
  } else if (one.some) {
    operand = {{one.item}, one.depends};
  }
  for (const Item& item : operand.items) {
    EntityId entity = item.entity;
    if (item.value != nullptr && std::holds_alternative<EntityId>(item.value->data)) {
      entity = std::get<EntityId>(item.value->data);
    }
    const Outcome outcome = item.unknown ? Outcome{Truth::Unknown, operand.depends}
                            : entity     ? matches(it.filter, entity)
                                         : Outcome::of(false);
    result = either(result, outcome, knowledge_.sets());
  }
  return result;
}

Outcome Conditions::is_unknown(const model::Expression& operand, Environment& environment) {
  const Operand found = value(operand, environment);
  return Outcome::of(std::ranges::any_of(found.items, [](const Item& it) { return it.unknown; }));
}

Outcome Conditions::call(const model::CallExpression& it, Environment& environment) {
  const Graph& graph = knowledge_.graph();
  switch (it.function) {
    case model::Function::Crosses: {
      const Operand flow = value(it.arguments[0], environment);
      const FlowId id = flow.items.empty() ? FlowId() : graph.flow_of(flow.items[0].entity);
      if (!id) {
        return Outcome::of(false);
      }
      const EntityId from = graph.arrow(id).from;
      const EntityId to = graph.arrow(id).to;
      if (!it.kind) {
        return Outcome::of(graph.party_of(from) != graph.party_of(to));
      }
      const auto place = [&](EntityId end) {
        return graph.is_a(end, it.kind) ? end : graph.enclosing(end, it.kind);
      };
      return Outcome::of(place(from) != place(to));
    }
    case model::Function::Near: {
      const Operand center = value(it.arguments[0], environment);
      const Operand distance = value(it.arguments[1], environment);
      const Operand subject = value(it.arguments[2], environment);
      if (center.items.empty() || subject.items.empty() || distance.items.empty() ||
          distance.items[0].value == nullptr) {
        return Outcome::of(false);
      }
      const double steps = ordinal(*distance.items[0].value).value_or(0);
      return Outcome::of(
          graph.near(center.items[0].entity, subject.items[0].entity, static_cast<int>(steps)));
    }
  }
  return Outcome::of(false);
}

Search& Conditions::search_of(const model::QuantifiedExpression& it) {
  auto& slot = searches_[&it];
  if (!slot) {
    slot = std::make_unique<Search>(*this, it);
  }
  return *slot;
}

}  // namespace aixc::rules::eval
