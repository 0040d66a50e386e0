// What may come next, by the grammar's own tables: for messages about what was expected.
#pragma once

#include <cstddef>
#include <vector>

#include "antlr4-runtime.h"

namespace aixc::parse {

// A word that may come next.
struct Choice {
  size_t type;                  // of the word; `Token::EOF` where a statement may end
  size_t rule;                  // the rule that goes on with it
  std::vector<size_t> entered;  // the rules begun by it, the outermost first
  size_t left;                  // how many rules end before it
};

class GrammarWalk {
 public:
  // Stands where the parser stands.
  explicit GrammarWalk(antlr4::Parser& parser);

  // Goes on by one word.
  void step(size_t type);
  // Innermost rules first, then in the order of the grammar.
  std::vector<Choice> choices() const;

 private:
  struct Call {
    const antlr4::atn::ATNState* after;  // where its caller goes on
    size_t rule;
  };

  // One of the ways to read the text so far.
  struct Way {
    const antlr4::atn::ATNState* state;
    const antlr4::RuleContext* context;  // of the innermost rule that the parser itself began
    std::vector<Call> calls;             // the rules begun since
    size_t old_calls = 0;                // those of them that were begun by earlier steps
    size_t left = 0;
  };

  template <typename Visit>
  void follow(Way way, Visit& visit) const;
  template <typename Visit>
  void leave_rule(Way way, Visit& visit) const;

  const antlr4::atn::ATN& atn_;
  std::vector<Way> ways_;
};

// The state behind the call of the rule of `context`, or null for the outermost rule.
const antlr4::atn::ATNState* state_after(const antlr4::atn::ATN& atn,
                                         const antlr4::RuleContext& context);

}  // namespace aixc::parse
