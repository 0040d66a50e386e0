// The base class of the generated parser: it bounds how deep sentences may nest.
//
// The generated parser descends by recursion, so thousands of open brackets would overflow the
// stack, and error recovery in an unclosed nest takes quadratic time. At the limit the parse stops
// instead.
#pragma once

#include "antlr4-runtime.h"

namespace aixc::grammar {

class GuardedParser : public antlr4::Parser {
 public:
  // In grammar rules entered and not yet left; one level of parentheses takes about a dozen.
  static constexpr size_t MaxDepth = 1500;

  using antlr4::Parser::Parser;

  // The token at which the parse gave up because the text nests too deep, else null. The entry rule
  // then ended with `antlr4::ParseCancellationException`; `root()` holds the tree up to that token.
  antlr4::Token* too_deep_at() const { return too_deep_at_; }

  // The context of the entry rule of the latest parse, null before it. The parser owns it.
  antlr4::ParserRuleContext* root() const { return root_; }

  void enterRule(antlr4::ParserRuleContext* context, size_t state, size_t rule) override {
    if (depth_ == 0) {
      root_ = context;
      too_deep_at_ = nullptr;
    }
    if (depth_ == MaxDepth) {  // before the rule counts as entered: it will not be exited
      too_deep_at_ = getCurrentToken();
      throw antlr4::ParseCancellationException("nesting too deep");
    }
    ++depth_;
    antlr4::Parser::enterRule(context, state, rule);
  }

  // Hides the runtime's function, which is not virtual; the generated code calls it by its bare
  // name at the end of every rule, and when an exception passes.
  void exitRule() {
    --depth_;
    antlr4::Parser::exitRule();
  }

 private:
  size_t depth_ = 0;
  antlr4::Token* too_deep_at_ = nullptr;
  antlr4::ParserRuleContext* root_ = nullptr;
};

}  // namespace aixc::grammar
