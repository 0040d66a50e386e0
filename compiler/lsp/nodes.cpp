#include "compiler/lsp/nodes.h"

namespace aixc::lsp {
namespace {

using source::Span;
using Role = Node::Role;

class Collector {
 public:
  std::vector<Node> run(const ast::File& file) {
    statements(file.statements);
    return std::move(nodes_);
  }

 private:
  void add(Span span, Role role) {
    if (span) {
      nodes_.push_back({span, role});
    }
  }

  void statements(const std::vector<ast::Statement>& all) {
    for (const ast::Statement& statement : all) {
      std::visit([&](const auto& it) { node(it); }, statement);
    }
  }

  void node(const ast::Import& it) {
    add(it.span, Role::Import);
    add(it.path.span, Role::Text);
  }
  void node(const ast::Declaration& it) {
    add(it.span, Role::Statement);
    add(it.name.span, Role::Name);
    text(it.label);
    block(it.block);
  }
  void node(const ast::FlowStatement& it) {
    add(it.span, Role::Statement);
    path(it.first);
    for (const ast::FlowStep& step : it.steps) {
      path(step.to);
    }
    if (const auto* label = std::get_if<ast::Text>(&it.payload)) {
      add(label->span, Role::Text);
    }
    block(it.block);
  }
  void node(const ast::Extend& it) {
    add(it.span, Role::Statement);
    path(it.target);
    block(it.block);
  }
  void node(const ast::Treatment& it) {
    add(it.span, Role::Statement);
    add(it.subject.span, Role::Name);
    for (const ast::Target& target : it.targets) {
      add(target.span, Role::Value);
    }
    block(it.block);
  }
  void node(const ast::RelationDeclaration& it) {
    add(it.span, Role::Statement);
    add(it.name.span, Role::Name);
    if (it.block) {
      block(*it.block);
    }
  }
  void node(const ast::Test& it) {
    add(it.span, Role::Statement);
    add(it.name.span, Role::Name);
    statements(it.statements);
    for (const ast::Expectation& expectation : it.expectations) {
      add(expectation.span, Role::Value);
    }
  }
  void node(const ast::AttributeDeclaration& it) {
    add(it.span, Role::Attribute);
    add(it.name.span, Role::Name);
    text(it.ask);
  }
  void node(const ast::Attribute& it) {
    add(it.span, Role::Attribute);
    add(it.name.span, Role::Name);
    value(it.value);
  }
  void node(const ast::Derivation& it) {
    add(it.span, Role::Statement);
    add(it.attribute.span, Role::Name);
  }
  // Rules, rates, policies and path classes.
  template <typename T>
  void node(const T& it) {
    add(it.span, Role::Statement);
    add(it.name.span, Role::Name);
    if (it.where) {
      add(it.where->span, Role::Value);
    }
  }

  void path(const ast::Path& it) {
    add(it.span, Role::Value);
    for (const ast::Name& part : it.parts) {
      add(part.span, Role::Name);
    }
  }
  void text(const std::optional<ast::Text>& it) {
    if (it) {
      add(it->span, Role::Text);
    }
  }
  void block(const std::optional<ast::Box<ast::Block>>& it) {
    if (it) {
      block(**it);
    }
  }
  void block(const ast::Block& it) {
    add(it.span, Role::Block);
    for (const ast::Member& member : it.members) {
      std::visit([&](const auto& one) { node(one); }, member);
    }
  }
  void value(const ast::Expr& it) {
    if (const auto* list = std::get_if<ast::List>(&it.node)) {
      add(it.span, Role::List);
      for (const ast::Expr& item : list->items) {
        value(item);
      }
    } else if (const auto* map = std::get_if<ast::Map>(&it.node)) {
      add(it.span, Role::Map);
      for (const ast::MapEntry& entry : map->entries) {
        value(entry.value);
      }
    } else if (const auto* reference = std::get_if<ast::Reference>(&it.node)) {
      add(it.span, reference->parts.size() == 1 ? Role::Choice : Role::Value);
    } else {
      add(it.span, Role::Value);
    }
  }

  std::vector<Node> nodes_;
};

}  // namespace

std::vector<Node> nodes_of(const ast::File& file) {
  return Collector().run(file);
}

}  // namespace aixc::lsp
