// Which variables a condition reads.
#include <algorithm>
#include <set>

#include "rules/pattern/plan.h"

namespace aixc::rules::pattern {
namespace {

using Variables = std::set<VariableIndex>;

void collect(const Expression& expression, Variables& out);

void collect(const model::QuantifiedExpression& quantified, Variables& out) {
  Variables inner;
  if (quantified.where) {
    collect(*quantified.where, inner);
  }
  for (const model::Step& step : quantified.pattern.steps) {
    inner.insert(step.from);
    inner.insert(step.to);
    if (step.where) {
      collect(*step.where, inner);
    }
  }
  for (const model::Step& step : quantified.pattern.steps) {
    if (step.flow) {
      inner.erase(*step.flow);
    }
  }
  for (const VariableIndex node : quantified.pattern.nodes) {
    inner.erase(node);
  }
  out.insert(inner.begin(), inner.end());
}

void collect(const Expression& expression, Variables& out) {
  struct Visitor {
    Variables& out;
    void operator()(const model::Constant&) const {}
    void operator()(const model::EntityConstant&) const {}
    void operator()(const model::AttributeReference& reference) const {
      if (reference.variable) {
        out.insert(*reference.variable);
      }
    }
    void operator()(const model::NotExpression& it) const { collect(*it.operand, out); }
    void operator()(const model::LogicExpression& it) const {
      for (const Expression& operand : it.operands) {
        collect(operand, out);
      }
    }
    void operator()(const model::CompareExpression& it) const {
      collect(*it.left, out);
      collect(*it.right, out);
    }
    void operator()(const model::IsExpression& it) const { collect(*it.operand, out); }
    void operator()(const model::IsUnknownExpression& it) const { collect(*it.operand, out); }
    void operator()(const model::ListExpression& it) const {
      for (const Expression& item : it.items) {
        collect(item, out);
      }
    }
    void operator()(const model::CallExpression& it) const {
      for (const Expression& argument : it.arguments) {
        collect(argument, out);
      }
    }
    void operator()(const model::QuantifiedExpression& it) const { collect(it, out); }
  };
  std::visit(Visitor{out}, expression.node);
}

// Walks an expression for `reads_only_surroundings`.
struct Surroundings {
  VariableIndex variable;
  std::vector<const model::AttributeReference*>& references;

  bool reads(const Expression& expression) { return std::visit(*this, expression.node); }
  bool all(const std::vector<Expression>& expressions) {
    return std::ranges::all_of(expressions, [&](const Expression& it) { return reads(it); });
  }

  bool operator()(const model::Constant&) { return true; }
  bool operator()(const model::EntityConstant&) { return true; }
  bool operator()(const model::AttributeReference& it) {
    if (it.variable != variable) {
      return true;
    }
    using Builtin = model::Access::Builtin;
    references.push_back(&it);
    return !it.accesses.empty() &&
           (it.accesses[0].builtin == Builtin::By || it.accesses[0].builtin == Builtin::Boundary);
  }
  bool operator()(const model::NotExpression& it) { return reads(*it.operand); }
  bool operator()(const model::LogicExpression& it) { return all(it.operands); }
  bool operator()(const model::CompareExpression& it) {
    return reads(*it.left) && reads(*it.right);
  }
  bool operator()(const model::IsExpression& it) { return reads(*it.operand); }
  bool operator()(const model::IsUnknownExpression& it) { return reads(*it.operand); }
  bool operator()(const model::ListExpression& it) { return all(it.items); }
  bool operator()(const model::CallExpression& it) { return all(it.arguments); }
  bool operator()(const model::QuantifiedExpression& it) {
    const auto free = free_variables(it);
    return std::ranges::find(free, variable) == free.end();
  }
};

}  // namespace

bool reads_only_surroundings(const Expression& expression, VariableIndex variable,
                             std::vector<const model::AttributeReference*>& references) {
  return Surroundings{variable, references}.reads(expression);
}

std::vector<VariableIndex> free_variables(const Expression& expression) {
  Variables result;
  collect(expression, result);
  return {result.begin(), result.end()};
}

std::vector<VariableIndex> free_variables(const model::QuantifiedExpression& quantified) {
  Variables result;
  collect(quantified, result);
  return {result.begin(), result.end()};
}

}  // namespace aixc::rules::pattern
