// Rules, rates, derivations and policies with every name resolved, and texts with places to fill.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/model/expression.h"

namespace aixc::model {

// `"{a} can send {m} prompts by way of {path}"`, split at its braces.
struct Template {
  struct Part {
    std::string text;                             // literal text, if no reference
    std::optional<AttributeReference> reference;  // `{a}`, `{a.label}`
    std::optional<VariableIndex> path;            // `{path}`, `{p}`: the step that binds it
    bool witness = false;                         // `{path}`
  };
  std::vector<Part> parts;
};

// What rules, rates, derivations and policies share: match … where ….
struct Match {
  std::vector<Variable> variables;  // those of nested quantifiers included
  MatchPattern pattern;
  std::optional<Expression> where;
};

struct Rule {
  Symbol name;
  std::string label;
  Match match;
  bool dismiss = false;
  ThreatId threat;  // may be a variant
  VariableIndex target = 0;
  Template because;
  std::string source;
  std::string doc;
  Span span;
  Span name_span;
};

// `likelihood >= 4 of THREATS on v`
struct Rate {
  Symbol name;
  std::string label;
  Match match;
  bool impact = false;            // else likelihood
  bool at_most = false;           // else at least
  uint8_t level = 1;              // 1–5
  std::vector<ThreatId> threats;  // as written; a group stands for all in it
  VariableIndex target = 0;
  Template because;
  std::string source;
  std::string doc;
  Span span;
  Span name_span;
};

struct Derivation {
  bool assumed = false;
  VariableIndex variable = 0;
  Symbol attribute;
  std::vector<AttributeId> targets;  // those of that name that the variable's kinds have; sorted
  std::optional<Expression> value;   // none: yes
  Match match;                       // `when` is its `where`
  std::string doc;
  Span span;
  Span name_span;  // the attribute's name
};

struct Policy {
  Symbol name;
  std::string label;
  Match match;
  bool require = false;  // else forbid
  bool error = true;     // else a warning
  Template message;
  std::string doc;
  Span span;
  Span name_span;
};

}  // namespace aixc::model
