#include "rules/eval/reads.h"

#include <algorithm>
#include <functional>
#include <set>

#include "rules/eval/values.h"

namespace aixc::rules::eval {
namespace {

using model::AttributeId;
using model::CompareOp;
using model::Expression;

// How a read bears on what reads it: more (higher) there gives more here, less here, or either.
enum class Polarity : uint8_t { Up, Down, Mixed };

Polarity flipped(Polarity polarity) {
  switch (polarity) {
    case Polarity::Up:
      return Polarity::Down;
    case Polarity::Down:
      return Polarity::Up;
    case Polarity::Mixed:
      return Polarity::Mixed;
  }
  return polarity;
}

Polarity combined(Polarity outer, Polarity inner) {
  if (outer == Polarity::Mixed || inner == Polarity::Mixed) {
    return Polarity::Mixed;
  }
  return outer == Polarity::Up ? inner : flipped(inner);
}

// Which ranks of the attribute satisfy a comparison with constants: all above some rank is Up, all
// below is Down.
Polarity polarity_of(const model::Model& model, AttributeId attribute, CompareOp op,
                     const Expression& right) {
  const model::Type& type = model.attributes[attribute].type;
  std::vector<const Expression*> members;
  if (const auto* list = std::get_if<model::ListExpression>(&right.node)) {
    for (const Expression& item : list->items) {
      members.push_back(&item);
    }
  } else {
    members.push_back(&right);
  }
  std::vector<bool> holds;
  const auto try_rank = [&](const model::Value& value) {
    bool any = false;
    for (const Expression* member : members) {
      const auto* constant = std::get_if<model::Constant>(&member->node);
      if (constant == nullptr) {
        return false;
      }
      any = any || compare(op, Item::of(value), Item::of(constant->value)) == Truth::True;
    }
    holds.push_back(any);
    return true;
  };
  if (type.form == model::Type::Form::YesNo) {
    if (!try_rank({false}) || !try_rank({true})) {
      return Polarity::Mixed;
    }
  }
  for (size_t i = 0; i < type.values.size(); ++i) {
    if (!try_rank({model::Choice{type.values[i], static_cast<uint16_t>(i)}})) {
      return Polarity::Mixed;
    }
  }
  if (holds.empty()) {
    return Polarity::Mixed;
  }
  if (std::ranges::is_sorted(holds)) {
    return Polarity::Up;
  }
  return std::ranges::is_sorted(holds, std::greater_equal{}) ? Polarity::Down : Polarity::Mixed;
}

// All attributes that a match and a value read.
class Reader {
 public:
  Reader(const model::Model& model, const Graph& graph) : model_(model), graph_(graph) {}

  std::vector<Read> run(const model::PathClass& it) {
    path(it, Polarity::Mixed);
    return std::move(reads_);
  }

  std::vector<Read> run(const model::Derivation& derivation) {
    match(derivation.match);
    if (derivation.value) {
      variables_ = &derivation.match.variables;
      expression(*derivation.value, Polarity::Up);
    }
    return std::move(reads_);
  }

 private:
  void match(const model::Match& it) {
    variables_ = &it.variables;
    pattern(it.pattern, Polarity::Up);
    if (it.where) {
      expression(*it.where, Polarity::Up);
    }
  }

  void pattern(const model::MatchPattern& it, Polarity polarity) {
    for (const model::VariableIndex node : it.nodes) {
      filter((*variables_)[node].filter, polarity);
    }
    for (const model::Step& step : it.steps) {
      if (step.where) {
        expression(*step.where, polarity);
      }
      if (step.form == model::Step::Form::Reference) {
        attribute(step.attribute, Polarity::Mixed);
      }
      if (step.path) {
        path(model_.paths[step.path], polarity);
      }
    }
  }

  void path(const model::PathClass& it, Polarity polarity) {
    for (const auto* filters : {&it.from, &it.to, &it.through}) {
      for (const model::NodeFilter& node : *filters) {
        filter(node, polarity);
      }
    }
    if (it.where) {
      const auto* before = variables_;
      variables_ = &it.variables;
      expression(*it.where, polarity);
      variables_ = before;
    }
  }

  void filter(const model::NodeFilter& it, Polarity polarity) {
    if (it.form == model::NodeFilter::Form::Attribute) {
      attribute(it.attribute, polarity);
    }
  }

  using Kinds = std::function<bool(model::KindId)>;

  Kinds of_family(model::Family family) const {
    return [this, family](model::KindId kind) { return model_.kinds[kind].family == family; };
  }

  static bool any_kind(model::KindId) { return true; }

  // Every attribute of that name that an instance of one of the kinds may have.
  std::vector<AttributeId> attributes_of(Symbol name, const Kinds& kinds) const {
    std::set<AttributeId> found;
    for (size_t i = 0; i < model_.kinds.size(); ++i) {
      const model::KindId kind(i);
      if (const AttributeId id = kinds(kind) ? model_.attribute(kind, name) : AttributeId()) {
        found.insert(id);
      }
    }
    return {found.begin(), found.end()};
  }

  void attribute(Symbol name, Polarity polarity) {
    for (const AttributeId id : attributes_of(name, any_kind)) {
      reads_.push_back({id, polarity == Polarity::Up});
    }
  }

  // What a variable may be.
  Kinds kinds_of(const model::AttributeReference& it) const {
    if (!it.variable) {
      return of_family(model::Family::System);
    }
    const model::Variable& variable = (*variables_)[*it.variable];
    if (variable.form == model::Variable::Form::Flow) {
      return of_family(model::Family::Flow);
    }
    if (variable.filter.form != model::NodeFilter::Form::Kind) {
      return any_kind;
    }
    return [this, of = variable.filter.kind](model::KindId kind) { return graph_.is_a(kind, of); };
  }

  // What an access leads to.
  Kinds kinds_behind(const model::Access& access, const Kinds& before) const {
    switch (access.builtin) {
      case model::Access::Builtin::By:
        return of_family(model::Family::Party);
      case model::Access::Builtin::Payload:
        return of_family(model::Family::Data);
      case model::Access::Builtin::From:
      case model::Access::Builtin::To:
      case model::Access::Builtin::Boundary:
        return of_family(model::Family::Element);
      case model::Access::Builtin::Label:
      case model::Access::Builtin::Relation:
        return any_kind;
      case model::Access::Builtin::None:
        break;
    }
    std::vector<model::KindId> referred;
    for (const AttributeId id : attributes_of(access.name, before)) {
      if (const model::KindId kind = model_.attributes[id].type.kind) {
        referred.push_back(kind);
      }
    }
    return [this, referred](model::KindId kind) {
      return std::ranges::any_of(referred, [&](model::KindId it) { return graph_.is_a(kind, it); });
    };
  }

  void reference(const model::AttributeReference& it,
                 const std::function<Polarity(AttributeId)>& polarity) {
    Kinds kinds = kinds_of(it);
    for (size_t i = 0; i < it.accesses.size(); ++i) {
      const model::Access& access = it.accesses[i];
      if (access.builtin == model::Access::Builtin::None) {
        const bool last = i + 1 == it.accesses.size();
        for (const AttributeId id : attributes_of(access.name, kinds)) {
          reads_.push_back({id, last && polarity(id) == Polarity::Up});
        }
      }
      kinds = kinds_behind(access, kinds);
    }
  }

  void compare(const model::CompareExpression& it, Polarity polarity) {
    const auto* left = std::get_if<model::AttributeReference>(&it.left->node);
    if (left != nullptr) {
      reference(*left, [&](AttributeId id) {
        return combined(polarity, polarity_of(model_, id, it.op, *it.right));
      });
    } else {
      expression(*it.left, Polarity::Mixed);
    }
    expression(*it.right, Polarity::Mixed);
  }

  void expression(const Expression& it, Polarity polarity) {
    if (const auto* logic = std::get_if<model::LogicExpression>(&it.node)) {
      for (const Expression& operand : logic->operands) {
        expression(operand, polarity);
      }
    } else if (const auto* negation = std::get_if<model::NotExpression>(&it.node)) {
      expression(*negation->operand, flipped(polarity));
    } else if (const auto* comparison = std::get_if<model::CompareExpression>(&it.node)) {
      compare(*comparison, polarity);
    } else if (const auto* ref = std::get_if<model::AttributeReference>(&it.node)) {
      reference(*ref, [&](AttributeId) { return polarity; });
    } else if (const auto* is = std::get_if<model::IsExpression>(&it.node)) {
      expression(*is->operand, Polarity::Mixed);
      filter(is->filter, polarity);
    } else if (const auto* unknown = std::get_if<model::IsUnknownExpression>(&it.node)) {
      expression(*unknown->operand, Polarity::Mixed);
    } else if (const auto* list = std::get_if<model::ListExpression>(&it.node)) {
      for (const Expression& item : list->items) {
        expression(item, Polarity::Mixed);
      }
    } else if (const auto* call = std::get_if<model::CallExpression>(&it.node)) {
      for (const Expression& argument : call->arguments) {
        expression(argument, Polarity::Mixed);
      }
    } else if (const auto* quantified = std::get_if<model::QuantifiedExpression>(&it.node)) {
      const Polarity inner = quantified->count ? Polarity::Mixed : polarity;
      pattern(quantified->pattern, inner);
      if (quantified->where) {
        expression(*quantified->where, inner);
      }
    }
  }

  const model::Model& model_;
  const Graph& graph_;
  const std::vector<model::Variable>* variables_ = nullptr;
  std::vector<Read> reads_;
};

}  // namespace

std::vector<Read> reads_of(const model::Model& model, const Graph& graph,
                           const model::Derivation& derivation) {
  return Reader(model, graph).run(derivation);
}

std::vector<AttributeId> reads_of(const model::Model& model, const Graph& graph,
                                  const model::PathClass& path) {
  std::set<AttributeId> result;
  for (const Read& read : Reader(model, graph).run(path)) {
    result.insert(read.attribute);
  }
  return {result.begin(), result.end()};
}

}  // namespace aixc::rules::eval
