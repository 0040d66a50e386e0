#include "compiler/bind/rules.h"

#include <algorithm>

#include "compiler/bind/expressions.h"
#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

using diagnostics::Kind;

constexpr uint32_t MostLevel = 5;

// The variable that a rule speaks of; it must stand at a node of the pattern.
std::optional<model::VariableIndex> target_of(Context& context, ExpressionBinder& binder,
                                              const model::Match& match, const ast::Name& name) {
  const auto variable = binder.find(name.text);
  if (variable && match.variables[*variable].form == model::Variable::Form::Node) {
    return variable;
  }
  auto report = context.sink.report(Kind::UnknownVariable, name.span, name.text);
  suggest(context, report, name.text, binder.variable_names());
  return std::nullopt;
}

// Pattern and condition; false if either has an error.
bool bind_match(Context& context, ExpressionBinder& binder, model::Match& match,
                const std::vector<ast::Pattern>& patterns, const std::optional<ast::Expr>& where) {
  const size_t before = context.sink.error_count();
  if (where) {
    binder.mention(*where);
  }
  match.pattern = binder.pattern(patterns);
  if (where) {
    match.where = binder.condition(*where);
  }
  return context.sink.error_count() == before;
}

std::string text_of(const std::optional<ast::Text>& text) {
  return text ? ast::string_value(text->raw) : std::string();
}

void bind_rule(Context& context, const ast::Rule& it) {
  declare_rule_name(context, it.name, "rule");
  model::Rule rule;
  ExpressionBinder binder(context, rule.match.variables);
  bool complete = bind_match(context, binder, rule.match, it.patterns, it.where);
  const auto target = target_of(context, binder, rule.match, it.target);
  rule.threat = resolve_threat(context, it.threat);
  rule.because = bind_template(context, binder, rule.match.pattern, it.because);
  complete = complete && target && rule.threat;
  if (!complete) {
    return;
  }
  rule.name = context.symbol(it.name.text);
  rule.label = label_of(it.label, it.name);
  rule.dismiss = it.verdict == ast::Rule::Verdict::Dismiss;
  rule.target = *target;
  rule.source = text_of(it.source);
  rule.doc = doc_text(it.doc);
  rule.span = it.span;
  rule.name_span = it.name.span;
  context.model.rules.add(std::move(rule));
}

void bind_rate(Context& context, const ast::Rate& it) {
  declare_rule_name(context, it.name, "rate");
  model::Rate rate;
  ExpressionBinder binder(context, rate.match.variables);
  bool complete = bind_match(context, binder, rate.match, it.patterns, it.where);
  const auto target = target_of(context, binder, rate.match, it.target);
  for (const ast::Path& threat : it.threats) {
    rate.threats.push_back(resolve_threat(context, threat));
    complete = complete && rate.threats.back();
  }
  rate.impact = it.factor.text == "impact";
  if (!rate.impact && it.factor.text != "likelihood") {
    auto report = context.sink.report(Kind::UnknownFactor, it.factor.span, it.factor.text);
    const std::vector<std::string_view> known{"likelihood", "impact"};
    suggest(context, report, it.factor.text, known);
    complete = false;
  }
  if (it.level < 1 || it.level > MostLevel) {
    context.sink.report(Kind::BadLevel, it.level_span, it.level);
    complete = false;
  }
  rate.because = bind_template(context, binder, rate.match.pattern, it.because);
  if (!complete || !target) {
    return;
  }
  rate.name = context.symbol(it.name.text);
  rate.label = label_of(it.label, it.name);
  rate.at_most = it.bound == ast::CompareOp::LessEqual;
  rate.level = static_cast<uint8_t>(it.level);
  rate.target = *target;
  rate.source = text_of(it.source);
  rate.doc = doc_text(it.doc);
  rate.span = it.span;
  rate.name_span = it.name.span;
  context.model.rates.add(std::move(rate));
}

// The attributes of that name that the variable's kinds may have.
std::vector<AttributeId> derived_attributes(const Context& context, const model::Variable& variable,
                                            Symbol name) {
  const model::Model& model = context.model;
  std::vector<AttributeId> result;
  for (size_t i = 0; i < model.kinds.size(); ++i) {
    const KindId kind(i);
    bool fits = model.kinds[kind].family == model::Family::Element;
    if (variable.form == model::Variable::Form::Flow) {
      fits = model.kinds[kind].family == model::Family::Flow;
    } else if (variable.filter.form == model::NodeFilter::Form::Kind) {
      fits = model.is_a(kind, variable.filter.kind);
    }
    const AttributeId id = fits ? model.attribute(kind, name) : AttributeId();
    if (id && std::ranges::find(result, id) == result.end()) {
      result.push_back(id);
    }
  }
  return result;
}

void bind_derivation(Context& context, const ast::Derivation& it) {
  model::Derivation derivation;
  ExpressionBinder binder(context, derivation.match.variables);
  binder.mention(it.variable.text);
  if (it.value) {
    binder.mention(*it.value);
  }
  bool complete = bind_match(context, binder, derivation.match, it.patterns, it.when);
  const auto variable = binder.find(it.variable.text);
  if (!variable || derivation.match.variables[*variable].form == model::Variable::Form::Path) {
    auto report = context.sink.report(Kind::UnknownVariable, it.variable.span, it.variable.text);
    suggest(context, report, it.variable.text, binder.variable_names());
    return;
  }
  const Symbol name = context.symbol(it.attribute.text);
  auto attributes = derived_attributes(context, derivation.match.variables[*variable], name);
  if (attributes.empty()) {
    return;  // `declare_derived_attributes` has said why
  }
  const model::Type& type = context.model.attributes[attributes[0]].type;
  if (it.value) {
    derivation.value = binder.value_of(*it.value, attributes);
    complete = complete && derivation.value;
  } else if (type.form != model::Type::Form::YesNo) {
    context.sink.report(Kind::DerivedNeedsValue, it.attribute.span, it.attribute.text)
        .help("write `= value` behind it");
    return;
  }
  const bool reads_only = !derivation.value ||
                          std::holds_alternative<model::Constant>(derivation.value->node) ||
                          std::holds_alternative<model::EntityConstant>(derivation.value->node) ||
                          std::holds_alternative<model::AttributeReference>(derivation.value->node);
  if (complete && !reads_only) {
    context.sink.report(Kind::DerivedValueForm, it.value->span);
    complete = false;
  }
  if (!complete) {
    return;
  }
  derivation.assumed = it.assumed;
  derivation.variable = *variable;
  derivation.attribute = name;
  derivation.targets = std::move(attributes);
  std::ranges::sort(derivation.targets);
  derivation.doc = doc_text(it.doc);
  derivation.span = it.span;
  derivation.name_span = it.attribute.span;
  context.model.derivations.add(std::move(derivation));
}

// For `require` the condition is turned round: whoever meets the pattern and not the condition
// breaks the policy. Without a condition nobody may meet the pattern.
void bind_policy(Context& context, const ast::Policy& it) {
  declare_rule_name(context, it.name, "policy");
  model::Policy policy;
  ExpressionBinder binder(context, policy.match.variables);
  const bool complete = bind_match(context, binder, policy.match, it.patterns, it.where);
  policy.message = bind_template(context, binder, policy.match.pattern, it.message);
  policy.require = it.verb == ast::Policy::Verb::Require;
  if (policy.require && !it.where) {
    context.sink.report(Kind::RequireNothing, it.name.span, it.name.text);
    return;
  }
  if (!complete) {
    return;
  }
  if (policy.require) {
    const Span span = policy.match.where->span;
    policy.match.where = model::Expression{
        model::NotExpression{std::make_shared<model::Expression>(std::move(*policy.match.where))},
        span};
  }
  policy.name = context.symbol(it.name.text);
  policy.label = label_of(it.label, it.name);
  policy.error = it.level == ast::Policy::Level::Error;
  policy.doc = doc_text(it.doc);
  policy.span = it.span;
  policy.name_span = it.name.span;
  context.model.policies.add(std::move(policy));
}

void bind_path_condition(Context& context, const PendingPath& pending) {
  model::PathClass& path = context.model.paths[pending.path];
  std::vector<model::Variable> variables;
  ExpressionBinder binder(context, variables);
  model::Variable flow;
  flow.form = model::Variable::Form::Flow;
  flow.span = pending.declaration->span;
  binder.declare("f", flow);
  path.where = binder.condition(*pending.declaration->where);
  path.variables = std::move(variables);
}

void bind_view_condition(Context& context, const PendingView& pending) {
  model::View& view = context.model.views[pending.view];
  ExpressionBinder binder(context, view.variables);
  binder.declare("it", model::Variable{});
  view.include = binder.condition(*pending.include);
}

}  // namespace

void bind_rules(Context& context) {
  for (const PendingPath& pending : context.path_conditions) {
    bind_path_condition(context, pending);
  }
  for (const ast::Derivation* it : context.statements.derivations) {
    bind_derivation(context, *it);
  }
  for (const ast::Rule* it : context.statements.rules) {
    bind_rule(context, *it);
  }
  for (const ast::Rate* it : context.statements.rates) {
    bind_rate(context, *it);
  }
  for (const ast::Policy* it : context.statements.policies) {
    bind_policy(context, *it);
  }
  for (const PendingView& pending : context.view_conditions) {
    bind_view_condition(context, pending);
  }
}

}  // namespace aixc::bind
