// The vocabulary: kinds, attributes, relations, path classes.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "compiler/model/expression.h"
#include "compiler/model/ids.h"
#include "compiler/model/value.h"
#include "compiler/source/span.h"

namespace aixc::model {

using source::Span;

struct Type {
  enum class Form : uint8_t {
    YesNo,
    Text,
    Number,
    Percent,
    Date,
    Duration,
    Map,
    OneOf,
    SomeOf,
    Reference,
    List
  };
  Form form = Form::Text;
  Form element = Form::Text;  // List: the type of its items, Text or Reference or another plain one
  KindId kind;                // Reference, List of references: the kind that is meant
  std::vector<Symbol> values;  // OneOf, SomeOf: in the order declared, from harmless to severe
};

// `attr NAME: TYPE ask "…"` of one kind; or an attribute that only derivations give.
struct AttributeDeclaration {
  Symbol name;
  KindId owner;
  Type type;
  std::string ask;  // the question to a person, with `{this}`; empty if it has none
  std::string doc;
  Span span;
  bool derived = false;  // no `attr` declares it: given by `derive` or `assume` alone
};

// A value that a person gave (or a kind's default), with its place.
struct Assignment {
  AttributeId attribute;
  Value value;
  Span name_span;  // the attribute's name
  Span value_span;
};

// What a kind's instances are. The families that stand for statements (`kind threat { … }`) have a
// root kind of that name in the prelude.
enum class Family : uint8_t {
  Element,
  Party,
  Data,
  Flow,
  System,
  Threat,
  Control,
  Taxonomy,
  Relation,
  View,
  Treatment,
  Other
};

struct Kind {
  Symbol name;
  std::string label;  // the declared label, else the name with blanks for `_`
  KindId parent;      // none for a root
  Family family = Family::Element;
  std::string shape;                 // own or inherited; empty if none
  std::vector<Assignment> defaults;  // own ones only
  std::string doc;
  Span span;
  Span name_span;
  // Every attribute that instances may have, inherited ones included, sorted by symbol. Names
  // declared by several kinds of one line of descent belong to the topmost.
  std::vector<std::pair<Symbol, AttributeId>> attributes;
  uint16_t depth = 0;  // 0 for a root
};

struct Relation {
  Symbol name;
  std::string label;
  std::vector<KindId> from;
  std::vector<KindId> to;
  bool carries = true;  // whether data passes along it
  std::string doc;
  Span span;
  Span name_span;
};

// `path NAME from … to … through … over … where …`
struct PathClass {
  Symbol name;
  std::string label;
  std::vector<NodeFilter> from;
  std::vector<NodeFilter> to;
  std::vector<NodeFilter> through;  // empty: none, the path is one flow
  std::vector<RelationId> over;     // empty: all that carry data
  std::vector<Variable> variables;  // [0] is `f`, the flow passed; more if `where` quantifies
  std::optional<Expression> where;  // condition on each flow passed
  std::string doc;
  Span span;
  Span name_span;
};

}  // namespace aixc::model
