// What the parts of the binder share: the statements sorted by what they are, and the names.
//
// Plain data. `names.h` asks it for names and reports the unknown ones, `values.h` reads values.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "compiler/ast/ast.h"
#include "compiler/bind/bind.h"
#include "compiler/bind/name_table.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"

namespace aixc::bind {

using model::AttributeId;
using model::ControlId;
using model::EntityId;
using model::KindId;
using model::PathClassId;
using model::RelationId;
using model::ThreatId;
using model::ViewId;
using source::Span;
using DiagnosticKind = diagnostics::Kind;

// The statements at the top level of all files, in the order of the files. When a test is bound,
// flows, extensions and treatments are those of the test.
struct Statements {
  std::vector<const ast::Declaration*> kinds;
  std::vector<const ast::Declaration*> declarations;  // every other declaration of the files
  std::vector<const ast::Declaration*> tested;        // those of the test
  std::vector<const ast::FlowStatement*> flows;
  std::vector<const ast::Extend*> extends;
  std::vector<const ast::Treatment*> treatments;
  std::vector<const ast::RelationDeclaration*> relations;
  std::vector<const ast::PathDeclaration*> paths;
  std::vector<const ast::Rule*> rules;
  std::vector<const ast::Rate*> rates;
  std::vector<const ast::Derivation*> derivations;
  std::vector<const ast::Policy*> policies;
};

// A declaration whose kind is known, or the error kind.
struct Declared {
  const ast::Declaration* declaration;
  KindId kind;
};

// The declarations by what they declare.
struct Declarations {
  std::vector<Declared> systems;
  std::vector<Declared> elements;  // and parties, which share their name space
  std::vector<Declared> data;
  std::vector<Declared> threats;
  std::vector<Declared> controls;
  std::vector<Declared> taxonomies;
  std::vector<Declared> views;
};

// The root kinds that stand for statements; each exists, declared or not.
struct StatementKinds {
  KindId system, party, data, flow, threat, control, taxonomy, relation, view;
  KindId implement, accept, transfer, avoid;
};

// What stands behind a name in the name space of relations and path classes.
struct EdgeName {
  RelationId relation;
  PathClassId path;
  explicit operator bool() const { return relation || path; }
};

// The condition of a path class or view, bound after everything else.
struct PendingPath {
  PathClassId path;
  const ast::PathDeclaration* declaration;
};
struct PendingView {
  ViewId view;
  const ast::Expr* include;
};

// A block whose attributes are bound once everything that they may name was declared.
struct PendingBlock {
  EntityId entity;
  const ast::Block* block;
};
struct PendingParty {
  EntityId entity;
  const ast::Path* party;
};
// A flow statement and the element in whose block it stands; none at the top level.
struct PendingFlow {
  const ast::FlowStatement* statement;
  EntityId scope;
};

// The names that are known, and what is known of them.
struct Vocabulary {
  StatementKinds statement_kinds;
  // The kind of an element whose own kind is unknown: nothing about it is reported again.
  KindId error_kind;

  NameTable<KindId> kinds;
  NameTable<RelationId> relations;  // one name space with `paths`
  NameTable<PathClassId> paths;
  NameTable<ThreatId> threats;
  NameTable<ControlId> controls;
  NameTable<EntityId> taxonomies;
  NameTable<EntityId> data;
  NameTable<EntityId> views;
  ElementNames elements;  // and parties
  // Every id, slug and alias, folded by `fold_name`.
  std::unordered_map<std::string, ThreatId> threat_names;
  std::unordered_map<std::string, ControlId> control_names;
  // All declarations of an attribute of that name, of all kinds.
  std::unordered_map<Symbol, std::vector<AttributeId>> attributes_by_name;
  // Attributes whose declared type is a mistake: their values are not looked at.
  std::unordered_set<AttributeId> untyped;
  // Where a rule, rate or policy of that name stands.
  std::unordered_map<Symbol, Span> rule_names;
  std::unordered_map<EntityId, ControlId> control_of;
};

struct Context : Vocabulary {
  Context(const Program& files, diagnostics::Sink& to, model::Model& result,
          const ast::Test* tested)
      : program(files), sink(to), model(result), test(tested) {}

  const Program& program;
  diagnostics::Sink& sink;
  model::Model& model;
  const ast::Test* test;  // null: the system in the files is bound

  Statements statements;
  Declarations declarations;
  // Where the names that are resolved are told; null: nowhere.
  model::Mentions* mentions = nullptr;

  // Names that were reported as unknown; they are not reported again. `kind:agnet`
  std::unordered_set<std::string> missed;
  // Characters that the search for similar names may still compare, so that no text with very many
  // mistakes in very many names takes long.
  size_t suggestion_budget = 5'000'000;

  std::vector<PendingBlock> blocks;
  std::vector<PendingParty> operators;
  std::vector<PendingFlow> flows;
  std::vector<PendingPath> path_conditions;
  std::vector<PendingView> view_conditions;

  Symbol symbol(std::string_view text) { return model.names.intern(text); }
  void mention(Span span, model::Named named) const {
    if (mentions != nullptr) {
      mentions->push_back({span, named});
    }
  }
  // Each part of a path stands for the element of that level.
  void mention(const ast::Path& path, EntityId entity) const {
    for (size_t i = path.parts.size(); mentions != nullptr && entity && i > 0; --i) {
      mention(path.parts[i - 1].span, entity);
      entity = model.entities[entity].parent;
    }
  }
};

}  // namespace aixc::bind
