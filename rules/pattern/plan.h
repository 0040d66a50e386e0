// A pattern compiled to trees: what is evaluated at which node, in which order.
//
// A pattern is a graph of variables joined by steps. Where it is a forest, and each part of its
// condition reads one variable or the two ends of one step, a single sweep over the model decides
// it for all elements at once. Whatever breaks that (a cycle, a condition over variables that only
// a path joins) is cut by *pinning* variables: their candidates are tried one by one. One exception
// is common and cheap: where a path joins two variables, and a condition over both reads of the one
// nearer to the root only what stands round it (`a.by != b.by`), there is one sweep for each party
// or boundary met.
#pragma once

#include <optional>
#include <vector>

#include "compiler/model/rule.h"

namespace aixc::rules::pattern {

using model::Expression;
using model::VariableIndex;

// A step of the tree, seen from the variable nearer to the root.
struct Branch {
  const model::Step* step = nullptr;
  VariableIndex child = 0;
  bool child_is_to = true;                    // the child stands at the step's `to` end
  std::vector<const Expression*> conditions;  // those that read both ends or the flow
  // Of a path with conditions: what they read of the nearer variable, which begins with `by` or
  // `boundary`.
  std::vector<const model::AttributeReference*> keys;
};

struct Vertex {
  std::vector<const Expression*>
      conditions;  // those that read this variable (and pinned ones) only
  std::vector<Branch> branches;
  bool fixed = false;    // pinned, or bound by an enclosing pattern
  bool variant = false;  // its truth depends on fixed variables, here or below
};

constexpr VariableIndex NoVariable = static_cast<VariableIndex>(-1);

struct Plan {
  VariableIndex root = NoVariable;           // NoVariable: the pattern as a whole is asked for
  std::vector<Vertex> vertices;              // by variable
  std::vector<VariableIndex> pinned;         // tried one by one, in this order
  std::vector<VariableIndex> others;         // roots of the trees that the root is not part of
  std::vector<const Expression*> constants;  // conditions over fixed variables only
  std::vector<Branch> closed;                // steps both ends of which are fixed
  std::vector<VariableIndex> bound;          // what the pattern binds, outer variables left out
};

// `outer` are variables that are bound already, by an enclosing pattern or by whoever asks; one of
// them may be the root. A step whose flow variable is among them is taken as matched. `root` may be
// NoVariable. `conditions` hold together. All of `pattern` and `conditions` must outlive the plan.
Plan compile(const std::vector<model::Variable>& variables, const model::MatchPattern& pattern,
             const std::vector<const Expression*>& conditions, VariableIndex root,
             const std::vector<VariableIndex>& outer);

// The variables that an expression reads, but for those its own quantifiers bind; sorted.
std::vector<VariableIndex> free_variables(const Expression& expression);
// Those of a quantified pattern and its condition together.
std::vector<VariableIndex> free_variables(const model::QuantifiedExpression& quantified);
// Adds what the expression reads of `variable`. False if that is anything but what begins with `by`
// or `boundary`, or if a quantifier reads it.
bool reads_only_surroundings(const Expression& expression, VariableIndex variable,
                             std::vector<const model::AttributeReference*>& references);

}  // namespace aixc::rules::pattern
