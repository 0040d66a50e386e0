#include "compiler/pages/reads.h"

namespace aixc::pages {
namespace {

using namespace model;  // NOLINT(google-build-using-namespace): every node of a condition

class Reader {
 public:
  void read(const Match& match) {
    for (const Variable& variable : match.variables) {
      read(variable.filter);
    }
    read(match.pattern);
    if (match.where) {
      read(*match.where);
    }
  }

  void read(const NodeFilter& filter) {
    if (filter.form == NodeFilter::Form::Attribute) {
      names.insert(filter.attribute);
    }
  }

  void read(const MatchPattern& pattern) {
    for (const Step& step : pattern.steps) {
      if (step.attribute) {
        names.insert(step.attribute);
      }
      if (step.where) {
        read(*step.where);
      }
    }
  }

  void read(const Template& text) {
    for (const Template::Part& part : text.parts) {
      if (part.reference) {
        (*this)(*part.reference);
      }
    }
  }

  void read(const Expression& expression) { std::visit(*this, expression.node); }

  void operator()(const Constant& /*unused*/) {}
  void operator()(const EntityConstant& /*unused*/) {}
  void operator()(const AttributeReference& reference) {
    for (const Access& access : reference.accesses) {
      if (access.builtin == Access::Builtin::None) {
        names.insert(access.name);
      }
    }
  }
  void operator()(const NotExpression& negation) { read(*negation.operand); }
  void operator()(const LogicExpression& logic) { read_all(logic.operands); }
  void operator()(const CompareExpression& comparison) {
    read(*comparison.left);
    read(*comparison.right);
  }
  void operator()(const IsExpression& is) {
    read(*is.operand);
    read(is.filter);
  }
  void operator()(const IsUnknownExpression& is) { read(*is.operand); }
  void operator()(const ListExpression& list) { read_all(list.items); }
  void operator()(const CallExpression& call) { read_all(call.arguments); }
  void operator()(const QuantifiedExpression& quantified) {
    read(quantified.pattern);
    if (quantified.where) {
      read(*quantified.where);
    }
  }

  std::unordered_set<Symbol> names;

 private:
  void read_all(const std::vector<Expression>& expressions) {
    for (const Expression& expression : expressions) {
      read(expression);
    }
  }
};

}  // namespace

std::unordered_set<Symbol> attributes_read(const Match& match) {
  Reader reader;
  reader.read(match);
  return std::move(reader.names);
}

std::unordered_set<Symbol> attributes_read(const Model& model) {
  Reader reader;
  for (const Rule& rule : model.rules) {
    reader.read(rule.match);
    reader.read(rule.because);
  }
  for (const Rate& rate : model.rates) {
    reader.read(rate.match);
    reader.read(rate.because);
  }
  for (const Derivation& derivation : model.derivations) {
    reader.read(derivation.match);
    if (derivation.value) {
      reader.read(*derivation.value);
    }
  }
  for (const Policy& policy : model.policies) {
    reader.read(policy.match);
    reader.read(policy.message);
  }
  for (const PathClass& path : model.paths) {
    for (const auto* filters : {&path.from, &path.to, &path.through}) {
      for (const NodeFilter& filter : *filters) {
        reader.read(filter);
      }
    }
    if (path.where) {
      reader.read(*path.where);
    }
  }
  return std::move(reader.names);
}

}  // namespace aixc::pages
