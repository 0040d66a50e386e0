// Conditions and patterns: from names to variables, attributes, kinds and values.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "compiler/bind/context.h"
#include "compiler/bind/names.h"

namespace aixc::bind {

// What an expression may stand for, as far as it is known before anything is evaluated.
struct Typing {
  enum class Form : uint8_t { Nothing, Condition, Attribute, Entity, Number, Literal };
  Form form = Form::Nothing;            // Nothing: an error was reported
  std::vector<AttributeId> attributes;  // Attribute: all that may be meant
};

// Binds the expressions and patterns of one match. Variables are added to `variables` in the order
// of mention; those of a nested pattern are visible in it alone.
class ExpressionBinder {
 public:
  ExpressionBinder(Context& context, std::vector<model::Variable>& variables)
      : context_(context), variables_(variables) {}

  // Names that the statement uses as variables. `-[f]->` binds a flow if `f` is one of them and no
  // relation; otherwise it names a relation.
  void mention(std::string_view name) { mentioned_.insert(name); }
  void mention(const ast::Expr& expr);
  // The pattern; its variables stay visible.
  model::MatchPattern pattern(const std::vector<ast::Pattern>& patterns);
  // A condition, or nothing if it has an error.
  std::optional<model::Expression> condition(const ast::Expr& expr);
  // A value of an attribute of one of these types.
  std::optional<model::Expression> value_of(const ast::Expr& expr,
                                            const std::vector<AttributeId>& attributes);
  // Makes a variable visible under `name`.
  model::VariableIndex declare(std::string_view name, model::Variable variable);
  std::optional<model::VariableIndex> find(std::string_view name) const;
  // `v.attr`, as a text's `{v.attr}` names it; without any report.
  std::optional<model::AttributeReference> reference(std::string_view dotted, Span span);
  std::vector<std::string_view> variable_names() const;

 private:
  using Kinds = std::function<bool(KindId)>;
  using Bound = std::optional<model::Expression>;

  Bound bind(const ast::Expr& expr, Typing& typing);
  Bound bind_reference(const ast::Reference& it, Span span, Typing& typing);
  Bound bind_comparison(const ast::Comparison& it, Span span);
  Bound bind_is(const ast::Comparison& it, Span span);
  Bound bind_call(const ast::Call& it, Span span);
  Bound bind_quantified(const ast::Quantified& it, Span span);
  Bound bind_against(const ast::Expr& expr, const Typing& other);
  Bound bind_bare(const ast::Name& name, const Typing& other);
  bool fits(const Typing& left, const Typing& right, Span span);

  bool accesses(std::span<const ast::Name> parts, Kinds kinds, const std::string& of,
                model::AttributeReference& into, Typing& typing);
  Kinds kinds_of(model::VariableIndex variable) const;
  Kinds of_family(model::Family family) const;
  std::vector<AttributeId> attributes_of(std::string_view name, const Kinds& kinds) const;
  std::vector<std::string_view> names_of(const Kinds& kinds) const;

  void pattern(const ast::Pattern& it, model::MatchPattern& into);
  std::optional<model::VariableIndex> node(const ast::NodePattern& it, model::MatchPattern& into);
  void step(const ast::PatternStep& it, model::VariableIndex left, model::VariableIndex right,
            model::MatchPattern& into);
  void edge(const ast::EdgePattern& it, model::VariableIndex left, model::VariableIndex right,
            model::MatchPattern& into);
  bool edge_target(const ast::EdgePattern& it, model::Step& step);
  void edge_bounds(const ast::EdgePattern& it, model::Step& step);
  void bind_flow(const ast::EdgePattern& it, model::Step& step);
  void edge_condition(const ast::EdgePattern& it, model::Step& step);
  void check_relation(const ast::EdgePattern& it, const model::Step& step);

  Context& context_;
  std::vector<model::Variable>& variables_;
  std::vector<std::pair<std::string, model::VariableIndex>> visible_;
  std::set<std::string_view> mentioned_;
};

// A text with `{v}`, `{v.attribute}`, `{path}` and `{{`.
model::Template bind_template(Context& context, ExpressionBinder& binder,
                              const model::MatchPattern& pattern,
                              const std::optional<ast::Text>& text);

}  // namespace aixc::bind
