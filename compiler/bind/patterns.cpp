#include <algorithm>

#include "compiler/bind/expressions.h"

namespace aixc::bind {
namespace {

using diagnostics::Kind;

// A bounded path is searched walk by walk, so its length has a limit.
constexpr uint32_t MaxBound = 16;

}  // namespace

void ExpressionBinder::mention(const ast::Expr& expr) {
  struct Visitor {
    ExpressionBinder& binder;
    void operator()(const ast::ErrorExpr&) const {}
    void operator()(const ast::Literal&) const {}
    void operator()(const ast::Reference& it) const { binder.mention(it.parts[0].text); }
    void operator()(const ast::Call& it) const { all(it.arguments); }
    void operator()(const ast::List& it) const { all(it.items); }
    void operator()(const ast::Map&) const {}
    void operator()(const ast::Not& it) const { binder.mention(*it.operand); }
    void operator()(const ast::Logic& it) const { all(it.operands); }
    void operator()(const ast::Comparison& it) const {
      binder.mention(*it.left);
      binder.mention(*it.right);
    }
    void operator()(const ast::Quantified& it) const {
      if (it.where) {
        binder.mention(**it.where);
      }
    }
    void all(const std::vector<ast::Expr>& expressions) const {
      for (const ast::Expr& expression : expressions) {
        binder.mention(expression);
      }
    }
  };
  std::visit(Visitor{*this}, expr.node);
}

model::MatchPattern ExpressionBinder::pattern(const std::vector<ast::Pattern>& patterns) {
  model::MatchPattern result;
  for (const ast::Pattern& it : patterns) {
    pattern(it, result);
  }
  return result;
}

void ExpressionBinder::pattern(const ast::Pattern& it, model::MatchPattern& into) {
  auto left = node(it.first, into);
  for (const ast::PatternStep& next : it.steps) {
    const auto right = node(next.node, into);
    if (left && right) {
      step(next, *left, *right, into);
    }
    left = right;
  }
}

std::optional<model::VariableIndex> ExpressionBinder::node(const ast::NodePattern& it,
                                                           model::MatchPattern& into) {
  std::optional<model::NodeFilter> filter;
  if (it.kind) {
    filter = resolve_filter(context_, *it.kind);
    if (!filter) {
      return std::nullopt;
    }
  }
  if (it.variable) {
    if (const auto known = find(it.variable->text)) {
      model::Variable& variable = variables_[*known];
      if (variable.form != model::Variable::Form::Node) {
        context_.sink.report(Kind::VariableOfFlow, it.variable->span, it.variable->text)
            .note(variable.span, "it stands for a flow here");
        return std::nullopt;
      }
      if (filter && variable.filter.form == model::NodeFilter::Form::Any) {
        variable.filter = *filter;
      }
      return known;
    }
  }
  model::Variable variable;
  variable.filter = filter.value_or(model::NodeFilter{});
  variable.span = it.span;
  const auto index = declare(it.variable ? it.variable->text : "", variable);
  into.nodes.push_back(index);
  return index;
}

void ExpressionBinder::step(const ast::PatternStep& it, model::VariableIndex left,
                            model::VariableIndex right, model::MatchPattern& into) {
  if (const auto* edge_pattern = std::get_if<ast::EdgePattern>(&it.via)) {
    edge(*edge_pattern, left, right, into);
    return;
  }
  model::Step inside;
  inside.form = model::Step::Form::Inside;
  inside.from = left;
  inside.to = right;
  inside.span = std::get<ast::Inside>(it.via).span;
  into.steps.push_back(std::move(inside));
}

void ExpressionBinder::edge(const ast::EdgePattern& it, model::VariableIndex left,
                            model::VariableIndex right, model::MatchPattern& into) {
  model::Step step;
  step.span = it.span;
  const bool backward = it.direction == ast::Direction::Backward;
  step.from = backward ? right : left;
  step.to = backward ? left : right;
  step.both = it.direction == ast::Direction::Both;
  if (!edge_target(it, step)) {
    return;
  }
  edge_bounds(it, step);
  check_relation(it, step);
  edge_condition(it, step);
  into.steps.push_back(std::move(step));
}

// What stands in the brackets: a relation, a path class, a reference attribute, `*`.
bool ExpressionBinder::edge_target(const ast::EdgePattern& it, model::Step& step) {
  if (it.repeat) {
    step.form = model::Step::Form::Path;
  }
  if (!it.relation) {
    return true;
  }
  if (const EdgeName name = find_edge_name(context_, it.relation->text)) {
    context_.mention(it.relation->span,
                     name.path ? model::Named(name.path) : model::Named(name.relation));
    step.form = name.path ? model::Step::Form::Path : step.form;
    step.path = name.path;
    step.relation = name.relation;
    return true;
  }
  const bool is_variable = !it.variable && mentioned_.contains(it.relation->text);
  for (const AttributeId id : attributes_named(context_, it.relation->text)) {
    if (!is_variable && context_.model.attributes[id].type.kind) {
      step.form = model::Step::Form::Reference;
      step.attribute = context_.symbol(it.relation->text);
      return true;
    }
  }
  if (is_variable) {
    return true;
  }
  auto report = context_.sink.report(Kind::UnknownEdge, it.relation->span, it.relation->text);
  suggest(context_, report, it.relation->text, edge_names(context_));
  return false;
}

void ExpressionBinder::edge_bounds(const ast::EdgePattern& it, model::Step& step) {
  if (!it.repeat || !it.repeat->most) {
    return;
  }
  step.least = it.repeat->least;
  step.most = it.repeat->most;
  if (*step.least < 1 || *step.least > *step.most || *step.most > MaxBound) {
    context_.sink.report(Kind::BadBounds, it.repeat->span, MaxBound);
    step.least = 1;
    step.most = std::clamp<uint32_t>(*step.most, 1, MaxBound);
  }
}

// A relation that no two such elements can have makes the rule one that can never match.
void ExpressionBinder::check_relation(const ast::EdgePattern& it, const model::Step& step) {
  if (!step.relation) {
    return;
  }
  const model::Model& model = context_.model;
  const model::Relation& relation = model.relations[step.relation];
  const auto possible = [&](model::VariableIndex end, const std::vector<KindId>& kinds) {
    const model::NodeFilter& filter = variables_[end].filter;
    return filter.form != model::NodeFilter::Form::Kind ||
           std::ranges::any_of(kinds, [&](KindId kind) {
             return model.is_a(filter.kind, kind) || model.is_a(kind, filter.kind);
           });
  };
  const auto joins = [&](model::VariableIndex from, model::VariableIndex to) {
    return possible(from, relation.from) && possible(to, relation.to);
  };
  if (!joins(step.from, step.to) && !(step.both && joins(step.to, step.from))) {
    context_.sink.report(Kind::NeverMatches, it.span, model.text(relation.name))
        .note(relation.name_span, "it is declared here");
  }
}

// The variable of the flow or path: `f` of `-[f: calls]->`, or of `-[f]->` where no relation is
// meant.
void ExpressionBinder::bind_flow(const ast::EdgePattern& it, model::Step& step) {
  const bool alone = it.relation && !step.relation && !step.path && !step.attribute;
  const ast::Name* name = it.variable ? &*it.variable : alone ? &*it.relation : nullptr;
  if (name == nullptr) {
    return;
  }
  if (find(name->text)) {
    context_.sink.report(Kind::VariableTwice, name->span, name->text);
    return;
  }
  model::Variable flow;
  flow.form = step.form == model::Step::Form::Path ? model::Variable::Form::Path
                                                   : model::Variable::Form::Flow;
  flow.span = name->span;
  step.flow = declare(name->text, flow);
}

void ExpressionBinder::edge_condition(const ast::EdgePattern& it, model::Step& step) {
  bind_flow(it, step);
  if (!it.where) {
    return;
  }
  // Along a path the condition is asked of each flow in turn: only that flow is known there.
  const bool path = step.form == model::Step::Form::Path;
  std::vector<std::pair<std::string, model::VariableIndex>> before = visible_;
  if (path) {
    std::erase_if(visible_, [&](const auto& entry) { return entry.second != step.flow; });
    if (step.flow) {
      variables_[*step.flow].form = model::Variable::Form::Flow;
    }
  }
  if (auto where = condition(**it.where)) {
    step.where = std::make_shared<model::Expression>(std::move(*where));
  }
  if (path) {
    visible_ = std::move(before);
    if (step.flow) {
      variables_[*step.flow].form = model::Variable::Form::Path;
    }
  }
}

}  // namespace aixc::bind
