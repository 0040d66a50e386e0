#include "compiler/bind/expressions.h"

#include <algorithm>

#include "compiler/bind/values.h"

namespace aixc::bind {
namespace {

using diagnostics::Kind;
using model::Access;
using model::Expression;

constexpr std::string_view SystemName = "system";

std::optional<Access::Builtin> builtin_named(std::string_view name) {
  if (name == "by") {
    return Access::Builtin::By;
  }
  if (name == "boundary") {
    return Access::Builtin::Boundary;
  }
  if (name == "from") {
    return Access::Builtin::From;
  }
  if (name == "to") {
    return Access::Builtin::To;
  }
  if (name == "payload") {
    return Access::Builtin::Payload;
  }
  return std::nullopt;
}

model::CompareOp compare_op(ast::CompareOp op) {
  switch (op) {
    case ast::CompareOp::Equal:
      return model::CompareOp::Equal;
    case ast::CompareOp::NotEqual:
      return model::CompareOp::NotEqual;
    case ast::CompareOp::Less:
      return model::CompareOp::Less;
    case ast::CompareOp::LessEqual:
      return model::CompareOp::LessEqual;
    case ast::CompareOp::Greater:
      return model::CompareOp::Greater;
    case ast::CompareOp::GreaterEqual:
      return model::CompareOp::GreaterEqual;
    case ast::CompareOp::In:
    case ast::CompareOp::Is:
      return model::CompareOp::In;
  }
  return model::CompareOp::Equal;
}

std::shared_ptr<Expression> boxed(Expression expression) {
  return std::make_shared<Expression>(std::move(expression));
}

// A name that stands alone: an attribute's value, an element, `yes`.
std::string dotted(std::span<const ast::Name> parts) {
  std::string result;
  for (const ast::Name& part : parts) {
    result += (result.empty() ? "" : ".") + std::string(part.text);
  }
  return result;
}

}  // namespace

// ---- variables ----------------------------------------------------------------------------------

model::VariableIndex ExpressionBinder::declare(std::string_view name, model::Variable variable) {
  const auto index = static_cast<model::VariableIndex>(variables_.size());
  if (!name.empty()) {
    variable.name = context_.symbol(name);
    visible_.emplace_back(name, index);
  }
  variables_.push_back(std::move(variable));
  return index;
}

std::optional<model::VariableIndex> ExpressionBinder::find(std::string_view name) const {
  for (auto it = visible_.rbegin(); it != visible_.rend(); ++it) {
    if (it->first == name) {
      return it->second;
    }
  }
  return std::nullopt;
}

std::vector<std::string_view> ExpressionBinder::variable_names() const {
  std::vector<std::string_view> result;
  for (const auto& [name, index] : visible_) {
    result.push_back(name);
  }
  return result;
}

// ---- what things may be -------------------------------------------------------------------------

ExpressionBinder::Kinds ExpressionBinder::of_family(model::Family family) const {
  return [this, family](KindId kind) { return context_.model.kinds[kind].family == family; };
}

ExpressionBinder::Kinds ExpressionBinder::kinds_of(model::VariableIndex index) const {
  const model::Variable& variable = variables_[index];
  if (variable.form != model::Variable::Form::Node) {
    return of_family(model::Family::Flow);
  }
  switch (variable.filter.form) {
    case model::NodeFilter::Form::Kind:
      return [this, of = variable.filter.kind](KindId kind) {
        return context_.model.is_a(kind, of) || context_.model.is_a(of, kind);
      };
    case model::NodeFilter::Form::Attribute:
    case model::NodeFilter::Form::Any:
      break;
  }
  return of_family(model::Family::Element);
}

// Every attribute of that name that an instance of one of the kinds may have.
std::vector<AttributeId> ExpressionBinder::attributes_of(std::string_view name,
                                                         const Kinds& kinds) const {
  std::vector<AttributeId> result;
  const Symbol symbol = context_.model.names.find(name);
  for (size_t i = 0; symbol && i < context_.model.kinds.size(); ++i) {
    const AttributeId id =
        kinds(KindId(i)) ? context_.model.attribute(KindId(i), symbol) : AttributeId();
    if (id && std::ranges::find(result, id) == result.end()) {
      result.push_back(id);
    }
  }
  return result;
}

std::vector<std::string_view> ExpressionBinder::names_of(const Kinds& kinds) const {
  std::vector<std::string_view> result{"by", "boundary", "label"};
  for (size_t i = 0; i < context_.model.kinds.size(); ++i) {
    if (!kinds(KindId(i))) {
      continue;
    }
    for (const auto& [name, id] : context_.model.kinds[KindId(i)].attributes) {
      result.push_back(context_.model.text(name));
    }
  }
  return result;
}

bool ExpressionBinder::accesses(std::span<const ast::Name> parts, Kinds kinds,
                                const std::string& of, model::AttributeReference& into,
                                Typing& typing) {
  typing.form = Typing::Form::Entity;
  for (const ast::Name& part : parts) {
    Access access;
    access.span = part.span;
    access.name = context_.symbol(part.text);
    typing.attributes = attributes_of(part.text, kinds);
    const auto builtin = builtin_named(part.text);
    if (typing.attributes.empty() && builtin) {
      access.builtin = *builtin;
      typing.form = Typing::Form::Entity;
      kinds = *builtin == Access::Builtin::By        ? of_family(model::Family::Party)
              : *builtin == Access::Builtin::Payload ? of_family(model::Family::Data)
                                                     : of_family(model::Family::Element);
    } else if (!typing.attributes.empty()) {
      context_.mention(part.span, typing.attributes.front());
      typing.form = Typing::Form::Attribute;
      std::vector<KindId> referred;
      for (const AttributeId id : typing.attributes) {
        if (const KindId kind = context_.model.attributes[id].type.kind) {
          referred.push_back(kind);
        }
      }
      kinds = [this, referred](KindId kind) {
        return std::ranges::any_of(referred,
                                   [&](KindId it) { return context_.model.is_a(kind, it); });
      };
    } else {
      auto report = context_.sink.report(Kind::UnknownRuleAttribute, part.span, of, part.text);
      suggest(context_, report, part.text, names_of(kinds));
      typing.form = Typing::Form::Nothing;
      return false;
    }
    into.accesses.push_back(access);
  }
  return true;
}

// ---- expressions --------------------------------------------------------------------------------

std::optional<Expression> ExpressionBinder::condition(const ast::Expr& expr) {
  Typing typing;
  Bound result = bind(expr, typing);
  if (!result) {
    return std::nullopt;
  }
  const auto is_yes_no = [&](AttributeId id) {
    return context_.model.attributes[id].type.form == model::Type::Form::YesNo;
  };
  const bool flag =
      typing.form == Typing::Form::Attribute && std::ranges::any_of(typing.attributes, is_yes_no);
  if (typing.form != Typing::Form::Condition && !flag) {
    context_.sink.report(Kind::ConditionExpected, expr.span)
        .help("compare it with a value, or ask `is unknown` of it");
    return std::nullopt;
  }
  return result;
}

ExpressionBinder::Bound ExpressionBinder::bind(const ast::Expr& expr, Typing& typing) {
  const Span span = expr.span;
  if (const auto* reference = std::get_if<ast::Reference>(&expr.node)) {
    return bind_reference(*reference, span, typing);
  }
  if (const auto* literal = std::get_if<ast::Literal>(&expr.node)) {
    typing.form = Typing::Form::Literal;
    auto value = bind_literal(context_, *literal, span);
    return value ? Bound(Expression{model::Constant{std::move(*value)}, span}) : std::nullopt;
  }
  typing.form = Typing::Form::Condition;
  if (const auto* logic = std::get_if<ast::Logic>(&expr.node)) {
    model::LogicExpression result;
    result.conjunction = logic->op == ast::Logic::Op::And;
    bool complete = true;
    for (const ast::Expr& operand : logic->operands) {
      if (Bound bound = condition(operand)) {
        result.operands.push_back(std::move(*bound));
      } else {
        complete = false;
      }
    }
    return complete ? Bound(Expression{std::move(result), span}) : std::nullopt;
  }
  if (const auto* negation = std::get_if<ast::Not>(&expr.node)) {
    Bound operand = condition(*negation->operand);
    return operand ? Bound(Expression{model::NotExpression{boxed(std::move(*operand))}, span})
                   : std::nullopt;
  }
  if (const auto* comparison = std::get_if<ast::Comparison>(&expr.node)) {
    return comparison->op == ast::CompareOp::Is ? bind_is(*comparison, span)
                                                : bind_comparison(*comparison, span);
  }
  if (const auto* call = std::get_if<ast::Call>(&expr.node)) {
    return bind_call(*call, span);
  }
  if (const auto* quantified = std::get_if<ast::Quantified>(&expr.node)) {
    typing.form = quantified->op == ast::Quantified::Op::Count ? Typing::Form::Number
                                                               : Typing::Form::Condition;
    return bind_quantified(*quantified, span);
  }
  typing.form = Typing::Form::Nothing;
  if (!std::holds_alternative<ast::ErrorExpr>(expr.node)) {
    context_.sink.report(Kind::ConditionExpected, span)
        .help("a list may stand only behind `in`, `==` or `!=`");
  }
  return std::nullopt;
}

ExpressionBinder::Bound ExpressionBinder::bind_reference(const ast::Reference& it, Span span,
                                                         Typing& typing) {
  const ast::Name& first = it.parts[0];
  model::AttributeReference result;
  Kinds kinds;
  if (const auto variable = find(first.text)) {
    result.variable = variable;
    kinds = kinds_of(*variable);
  } else if (first.text == SystemName && it.parts.size() > 1) {
    kinds = of_family(model::Family::System);
  } else {
    auto report = context_.sink.report(Kind::UnknownVariable, first.span, first.text);
    suggest(context_, report, first.text, variable_names());
    return std::nullopt;
  }
  const auto parts = std::span(it.parts).subspan(1);
  if (!accesses(parts, kinds, std::string(first.text), result, typing)) {
    return std::nullopt;
  }
  return Expression{std::move(result), span};
}

// A side of a comparison that may be a bare value, seen from the other side.
ExpressionBinder::Bound ExpressionBinder::bind_bare(const ast::Name& name, const Typing& other) {
  if (const auto flag = yes_no(name.text)) {
    return Expression{model::Constant{{*flag}}, name.span};
  }
  for (const AttributeId id : other.attributes) {
    const model::Type& type = context_.model.attributes[id].type;
    if (const auto choice = find_choice(context_, type, name.text)) {
      return Expression{model::Constant{{*choice}}, name.span};
    }
    if (type.form == model::Type::Form::SomeOf && name.text == "none") {
      return Expression{model::Constant{{model::ValueList{}}}, name.span};
    }
  }
  const auto refers = [&](AttributeId id) {
    return static_cast<bool>(context_.model.attributes[id].type.kind);
  };
  if (other.form == Typing::Form::Entity || std::ranges::any_of(other.attributes, refers)) {
    const EntityId entity = resolve_element(context_, {{name}, name.span}, EntityId());
    return entity ? Bound(Expression{model::EntityConstant{entity}, name.span}) : std::nullopt;
  }
  if (other.form == Typing::Form::Attribute) {
    report_unknown_choice(context_, context_.model.attributes[other.attributes[0]], name.text,
                          name.span);
  } else if (other.form != Typing::Form::Nothing) {
    auto report = context_.sink.report(Kind::UnknownVariable, name.span, name.text);
    suggest(context_, report, name.text, variable_names());
  }
  return std::nullopt;
}

ExpressionBinder::Bound ExpressionBinder::bind_against(const ast::Expr& expr, const Typing& other) {
  if (const ast::Name* name = bare_name(expr); name != nullptr && !find(name->text)) {
    return bind_bare(*name, other);
  }
  if (const auto* list = std::get_if<ast::List>(&expr.node)) {
    model::ListExpression result;
    for (const ast::Expr& item : list->items) {
      if (Bound bound = bind_against(item, other)) {
        result.items.push_back(std::move(*bound));
      } else {
        return std::nullopt;
      }
    }
    return Expression{std::move(result), expr.span};
  }
  Typing typing;
  Bound result = bind(expr, typing);
  if (result && !fits(other, typing, expr.span)) {
    return std::nullopt;
  }
  return result;
}

// Whether two sides can be compared at all.
bool ExpressionBinder::fits(const Typing& left, const Typing& right, Span span) {
  const auto form_of = [&](const Typing& it) {
    if (it.form != Typing::Form::Attribute) {
      return it.form == Typing::Form::Entity ? model::Type::Form::Reference
                                             : model::Type::Form::Number;
    }
    return context_.model.attributes[it.attributes[0]].type.form;
  };
  const bool open = left.form == Typing::Form::Nothing || right.form == Typing::Form::Nothing ||
                    left.form == Typing::Form::Literal || right.form == Typing::Form::Literal;
  if (open || form_of(left) == form_of(right)) {
    return true;
  }
  const auto refers = [&](const Typing& it) {
    return it.form == Typing::Form::Entity ||
           std::ranges::any_of(it.attributes, [&](AttributeId id) {
             return static_cast<bool>(context_.model.attributes[id].type.kind);
           });
  };
  const auto choices = [&](const Typing& it) {
    return std::ranges::any_of(it.attributes, [&](AttributeId id) {
      return !context_.model.attributes[id].type.values.empty();
    });
  };
  if ((refers(left) && refers(right)) || (choices(left) && choices(right))) {
    return true;
  }
  context_.sink.report(Kind::NotComparable, span);
  return false;
}

ExpressionBinder::Bound ExpressionBinder::bind_comparison(const ast::Comparison& it, Span span) {
  model::CompareExpression result;
  result.op = compare_op(it.op);
  // The side that is no bare name says what the other may be.
  const ast::Name* left_name = bare_name(*it.left);
  const bool left_bare = left_name != nullptr && !find(left_name->text);
  const ast::Expr& known = left_bare ? *it.right : *it.left;
  const ast::Expr& other = left_bare ? *it.left : *it.right;
  Typing typing;
  Bound first = bind(known, typing);
  if (!first) {
    return std::nullopt;
  }
  Bound second = bind_against(other, typing);
  if (!second) {
    return std::nullopt;
  }
  result.left = boxed(std::move(left_bare ? *second : *first));
  result.right = boxed(std::move(left_bare ? *first : *second));
  return Expression{std::move(result), span};
}

ExpressionBinder::Bound ExpressionBinder::bind_is(const ast::Comparison& it, Span span) {
  Typing typing;
  Bound operand = bind(*it.left, typing);
  if (!operand) {
    return std::nullopt;
  }
  const ast::Name* name = bare_name(*it.right);
  if (name == nullptr) {
    context_.sink.report(Kind::ConditionExpected, it.right->span)
        .help("behind `is` stands a kind, a yes/no attribute or `unknown`");
    return std::nullopt;
  }
  if (name->text == "unknown") {
    return Expression{model::IsUnknownExpression{boxed(std::move(*operand))}, span};
  }
  const auto filter = resolve_filter(context_, *name);
  if (!filter) {
    return std::nullopt;
  }
  return Expression{model::IsExpression{boxed(std::move(*operand)), *filter}, span};
}

ExpressionBinder::Bound ExpressionBinder::bind_call(const ast::Call& it, Span span) {
  const std::string name = dotted(it.function);
  model::CallExpression result;
  const bool crosses = name == "crosses";
  if (!crosses && name != "near") {
    auto report = context_.sink.report(Kind::UnknownFunction, it.function[0].span, name);
    const std::vector<std::string_view> known{"crosses", "near"};
    suggest(context_, report, name, known);
    return std::nullopt;
  }
  result.function = crosses ? model::Function::Crosses : model::Function::Near;
  const auto wrong = [&](std::string_view form) {
    context_.sink.report(Kind::BadArguments, span, name).help(std::string(form));
    return std::nullopt;
  };
  if (crosses) {
    const ast::Name* place = it.arguments.size() == 2 ? bare_name(it.arguments[1]) : nullptr;
    Typing typing;
    Bound flow = place != nullptr ? bind(it.arguments[0], typing) : std::nullopt;
    if (!flow) {
      return place != nullptr ? Bound() : wrong("write `crosses(flow, party)` or a kind of place");
    }
    if (place->text != "party") {
      result.kind = resolve_kind(context_, *place);
      if (!result.kind) {
        return std::nullopt;
      }
    }
    result.arguments.push_back(std::move(*flow));
    return Expression{std::move(result), span};
  }
  // near(center, steps): of the element that a view asks about; near(element, center, steps) in
  // rules.
  const bool short_form = it.arguments.size() == 2 && find("it");
  if (!short_form && it.arguments.size() != 3) {
    return wrong("write `near(element, center, steps)`; in a view `near(center, steps)`");
  }
  const size_t center = short_form ? 0 : 1;
  Typing entity;
  entity.form = Typing::Form::Entity;
  Bound at = bind_against(it.arguments[center], entity);
  Typing number;
  number.form = Typing::Form::Number;
  Bound steps = bind_against(it.arguments[center + 1], number);
  Bound subject = short_form ? Bound(Expression{model::AttributeReference{find("it"), {}}, span})
                             : bind_against(it.arguments[0], entity);
  if (!at || !steps || !subject) {
    return std::nullopt;
  }
  result.arguments.push_back(std::move(*at));
  result.arguments.push_back(std::move(*steps));
  result.arguments.push_back(std::move(*subject));
  return Expression{std::move(result), span};
}

ExpressionBinder::Bound ExpressionBinder::bind_quantified(const ast::Quantified& it, Span span) {
  const auto before = visible_.size();
  model::QuantifiedExpression result;
  result.count = it.op == ast::Quantified::Op::Count;
  result.pattern = pattern(it.patterns);
  bool complete = true;
  if (it.where) {
    if (Bound where = condition(**it.where)) {
      result.where = boxed(std::move(*where));
    } else {
      complete = false;
    }
  }
  visible_.resize(before);
  return complete ? Bound(Expression{std::move(result), span}) : std::nullopt;
}

std::optional<Expression> ExpressionBinder::value_of(const ast::Expr& expr,
                                                     const std::vector<AttributeId>& attributes) {
  Typing typing;
  typing.form = Typing::Form::Attribute;
  typing.attributes = attributes;
  return bind_against(expr, typing);
}

std::optional<model::AttributeReference> ExpressionBinder::reference(std::string_view text,
                                                                     Span span) {
  std::vector<ast::Name> parts;
  while (true) {
    const size_t dot = text.find('.');
    parts.push_back({text.substr(0, dot), span});
    if (dot == std::string_view::npos) {
      break;
    }
    text.remove_prefix(dot + 1);
  }
  model::AttributeReference result;
  Kinds kinds;
  if (const auto variable = find(parts[0].text)) {
    result.variable = variable;
    kinds = kinds_of(*variable);
  } else if (parts[0].text == SystemName) {
    kinds = of_family(model::Family::System);
  } else {
    return std::nullopt;
  }
  Typing typing;
  if (!accesses(std::span(parts).subspan(1), kinds, std::string(parts[0].text), result, typing)) {
    return std::nullopt;
  }
  return result;
}

}  // namespace aixc::bind
