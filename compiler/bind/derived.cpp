// Attributes that nobody declares with `attr`, because a derivation alone gives them.
#include <algorithm>
#include <map>

#include "compiler/bind/names.h"
#include "compiler/bind/rules.h"

namespace aixc::bind {
namespace {

using diagnostics::Kind;

// The kind of what the derivation speaks of: that of its variable's node, or `flow`.
KindId owner_of(Context& context, const ast::Derivation& it) {
  const auto named = [&](const std::optional<ast::Name>& name) {
    return name && name->text == it.variable.text;
  };
  const ast::NodePattern* node = nullptr;
  for (const ast::Pattern& pattern : it.patterns) {
    const auto look = [&](const ast::NodePattern& candidate) {
      if (named(candidate.variable) && (node == nullptr || !node->kind)) {
        node = &candidate;
      }
    };
    look(pattern.first);
    for (const ast::PatternStep& step : pattern.steps) {
      look(step.node);
      const auto* edge = std::get_if<ast::EdgePattern>(&step.via);
      if (edge != nullptr && (named(edge->variable) || named(edge->relation))) {
        return context.statement_kinds.flow;
      }
    }
  }
  if (node == nullptr) {
    return KindId();
  }
  const KindId component = context.kinds.find(context.symbol("component"));
  if (!node->kind) {
    return component;
  }
  const KindId kind = context.kinds.find(context.symbol(node->kind->text));
  return kind ? kind : component;
}

// What a value says about the type of an attribute that nobody declared.
std::optional<model::Type> type_of(const Context& context, const ast::Derivation& it) {
  model::Type yes_no;
  yes_no.form = model::Type::Form::YesNo;
  if (!it.value) {
    return yes_no;
  }
  const auto* reference = std::get_if<ast::Reference>(&it.value->node);
  if (reference == nullptr) {
    return std::nullopt;
  }
  const std::string_view last = reference->parts.back().text;
  if (reference->parts.size() == 1) {
    const bool flag = last == "yes" || last == "no" || last == "true" || last == "false";
    return flag ? std::optional(yes_no) : std::nullopt;
  }
  const auto candidates = attributes_named(context, last);
  return candidates.empty() ? std::nullopt
                            : std::optional(context.model.attributes[candidates[0]].type);
}

class Declaring {
 public:
  explicit Declaring(Context& context) : context_(context) {}

  void run() {
    for (const ast::Derivation* it : context_.statements.derivations) {
      const KindId owner = owner_of(context_, *it);
      const Symbol name = context_.symbol(it->attribute.text);
      if (owner && !context_.model.attribute(owner, name)) {
        wanted_[name].emplace_back(owner, it);
      }
    }
    for (auto& [name, owners] : wanted_) {
      declare(name, owners);
    }
  }

 private:
  using Owners = std::vector<std::pair<KindId, const ast::Derivation*>>;

  // Of several kinds in one line of descent the topmost has the attribute.
  void declare(Symbol name, const Owners& owners) {
    for (const auto& [owner, derivation] : owners) {
      const bool below = std::ranges::any_of(owners, [&, kind = owner](const auto& other) {
        return other.first != kind && context_.model.is_a(kind, other.first);
      });
      if (!below && !context_.model.attribute(owner, name)) {
        declare_one(name, owner, *derivation);
      }
    }
  }

  void declare_one(Symbol name, KindId owner, const ast::Derivation& it) {
    const auto type = type_of(context_, it);
    if (!type) {
      context_.sink.report(Kind::DerivedNeedsDeclaration, it.attribute.span, it.attribute.text)
          .help("declare it with `attr` at the kind `" +
                std::string(context_.model.text(context_.model.kinds[owner].name)) + "`");
      return;
    }
    model::AttributeDeclaration declaration;
    declaration.name = name;
    declaration.owner = owner;
    declaration.type = *type;
    declaration.doc = doc_text(it.doc);
    declaration.span = it.attribute.span;
    declaration.derived = true;
    const AttributeId id = context_.model.attributes.add(std::move(declaration));
    context_.attributes_by_name[name].push_back(id);
    for (size_t i = 0; i < context_.model.kinds.size(); ++i) {
      const KindId kind(i);
      if (context_.model.is_a(kind, owner) && !context_.model.attribute(kind, name)) {
        auto& attributes = context_.model.kinds[kind].attributes;
        attributes.insert(std::ranges::upper_bound(attributes, std::pair(name, id)),
                          std::pair(name, id));
      }
    }
  }

  Context& context_;
  std::map<Symbol, Owners> wanted_;
};

}  // namespace

void declare_derived_attributes(Context& context) {
  Declaring(context).run();
}

}  // namespace aixc::bind
