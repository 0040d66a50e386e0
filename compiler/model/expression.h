// Conditions and patterns with every name resolved.
//
// Each rule, derivation, rate, policy, path class and view condition has one list of variables;
// expressions and patterns refer to them by index, those of nested `exists` and `count` included.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "compiler/model/ids.h"
#include "compiler/model/value.h"
#include "compiler/source/span.h"

namespace aixc::model {

using source::Span;

// What may stand at a pattern's node: anything, a kind, or whoever has a yes/no attribute.
struct NodeFilter {
  enum class Form : uint8_t { Any, Kind, Attribute };
  Form form = Form::Any;
  KindId kind;       // Kind
  Symbol attribute;  // Attribute: the name of a yes/no attribute
  Span span;
};

using VariableIndex = uint32_t;

struct Variable {
  enum class Form : uint8_t {
    Node,  // an element, boundary, party or data asset
    Flow,  // one flow: `-[f: calls]->`, or each flow of a path in turn inside its own `where`
    Path,  // a whole path, for texts only
  };
  Form form = Form::Node;
  Symbol name;        // none for an anonymous one
  NodeFilter filter;  // Node
  Span span;
};

struct Expression;

// One step from entity to value or entity: `.by`, `.role`.
struct Access {
  enum class Builtin : uint8_t { None, By, Boundary, From, To, Payload, Label, Relation };
  Builtin builtin = Builtin::None;
  Symbol name;  // the attribute's name, looked up by the kind of whatever it is asked of
  Span span;
};

// `m.by.role`, `system.appetite`, or a bare `m` (no accesses).
struct AttributeReference {
  std::optional<VariableIndex> variable;  // none: the system
  std::vector<Access> accesses;
};

struct Constant {
  Value value;  // a one-of value is a Choice; its rank is that of the attribute it is compared with
};

// An element named in a function or compared with a reference.
struct EntityConstant {
  EntityId entity;
};

enum class CompareOp : uint8_t { Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, In };

// Parts of an expression are shared by its copies: nothing changes them once they are bound.
struct NotExpression {
  std::shared_ptr<Expression> operand;
};

struct LogicExpression {
  bool conjunction = true;
  std::vector<Expression> operands;
};

struct CompareExpression {
  CompareOp op = CompareOp::Equal;
  std::shared_ptr<Expression> left;
  std::shared_ptr<Expression> right;
};

// `x is KIND`, `x is prompted` (a yes/no attribute).
struct IsExpression {
  std::shared_ptr<Expression> operand;
  NodeFilter filter;
};

// `x.attr is unknown`
struct IsUnknownExpression {
  std::shared_ptr<Expression> operand;
};

struct ListExpression {
  std::vector<Expression> items;
};

enum class Function : uint8_t { Near, Crosses };

struct CallExpression {
  Function function;
  std::vector<Expression> arguments;
  KindId kind;  // Crosses: the kind of place; Party for `crosses(f, party)`
};

struct Step;

// Patterns flattened: the nodes are variables, the steps join them.
struct MatchPattern {
  std::vector<VariableIndex>
      nodes;  // those bound here, in order of mention; outer ones not included
  std::vector<Step> steps;
};

struct QuantifiedExpression {
  bool count = false;
  MatchPattern pattern;
  std::shared_ptr<Expression> where;  // may be null
};

struct Expression {
  std::variant<Constant, EntityConstant, AttributeReference, NotExpression, LogicExpression,
               CompareExpression, IsExpression, IsUnknownExpression, ListExpression, CallExpression,
               QuantifiedExpression>
      node;
  Span span;
};

// Joins two variables of a pattern. `from → to` is the direction of the data (for a containment:
// `from` is inside `to`).
struct Step {
  enum class Form : uint8_t {
    Flow,       // one flow, either direction tried if `both`
    Path,       // one or more flows: a path class, or `*`
    Inside,     // containment at any depth
    Reference,  // `-[writers]->`: `to` stands in the reference attribute of `from`
  };
  Form form = Form::Flow;
  VariableIndex from = 0;
  VariableIndex to = 0;
  bool both = false;
  RelationId relation;            // Flow: none for any that carries data
  PathClassId path;               // Path: none for `*`
  std::optional<uint32_t> least;  // Path `*1..3`
  std::optional<uint32_t> most;
  Symbol attribute;                   // Reference
  std::optional<VariableIndex> flow;  // the flow variable, or the path variable
  std::shared_ptr<Expression> where;  // on each flow passed; may be null
  Span span;
};

}  // namespace aixc::model
