#include "compiler/parse/error_strategy.h"

#include <algorithm>

#include "compiler/parse/brackets.h"
#include "compiler/parse/explain.h"
#include "compiler/parse/grammar_walk.h"
#include "compiler/parse/word_kinds.h"
#include "grammar/AisysParser.h"

namespace aixc::parse {
namespace {

using P = grammar::AisysParser;
using antlr4::Token;
using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using Context = antlr4::ParserRuleContext;

// What may come next in the rule of `state`; EPSILON if the rule may end.
const antlr4::misc::IntervalSet& next_words(const ATN& atn, const ATNState* state) {
  return atn.nextTokens(const_cast<ATNState*>(state));  // kept in the state
}

// Whether a word may come next, in the rules that are being read.
bool fits(const antlr4::Parser& parser, const ATN& atn, const Context* context, size_t type) {
  const ATNState* state = atn.states[parser.getState()];
  while (true) {
    const auto& next = next_words(atn, state);
    if (next.contains(type)) {
      return true;
    }
    if (!next.contains(Token::EPSILON)) {
      return false;
    }
    state = state_after(atn, *context);
    if (state == nullptr) {
      // The end of a statement: another begins, or the file ends.
      return type == Token::EOF ||
             next_words(atn, atn.ruleToStartState[P::RuleStatement]).contains(type);
    }
    context = static_cast<const Context*>(context->parent);
  }
}

bool owns_brackets(size_t rule) {
  switch (rule) {
    case P::RuleBlock:
    case P::RuleTestStmt:
    case P::RuleList:
    case P::RuleMap:
    case P::RuleNode:
    case P::RuleEdge:
    case P::RuleSubpattern:
    case P::RuleOperand:
    case P::RuleRefTail:
      return true;
    default:
      return false;
  }
}

bool begins_item(size_t rule) {
  return rule == P::RuleMember || rule == P::RuleStatement || rule == P::RuleExpectStmt;
}

template <typename Types>
void add(Types& types, const antlr4::misc::IntervalSet& set) {
  for (const antlr4::misc::Interval& interval : set.getIntervals()) {
    for (ssize_t type = std::max<ssize_t>(interval.a, 0);
         type <= interval.b && type < static_cast<ssize_t>(types.size()); ++type) {
      types.set(static_cast<size_t>(type));
    }
  }
}

}  // namespace

void ErrorStrategy::sync(antlr4::Parser* parser) {
  const ATN& atn = parser->getATN();
  antlr4::TokenStream& tokens = *parser->getTokenStream();
  if (fits(*parser, atn, static_cast<const Context*>(parser->getContext()), tokens.LA(1))) {
    return;
  }
  report(*parser, tokens.index());
  Types wanted = may_follow(*parser, tokens.index());
  add(wanted, next_words(atn, atn.states[parser->getState()]));
  skip(*parser, tokens.index(), wanted);
}

Token* ErrorStrategy::recoverInline(antlr4::Parser* parser) {
  throw antlr4::InputMismatchException(parser);
}

void ErrorStrategy::reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) {
  const Token* offending = error.getOffendingToken();
  const size_t here = parser->getTokenStream()->index();
  report(*parser, offending == nullptr ? here : std::max(here, offending->getTokenIndex()));
}

void ErrorStrategy::report(antlr4::Parser& parser, size_t at) {
  if (!recovering_) {
    explain_error(parser, words_, at, reporter_);
  }
  recovering_ = true;
}

void ErrorStrategy::recover(antlr4::Parser* parser, std::exception_ptr) {
  const auto& tree = static_cast<const Context&>(*parser->getContext());
  size_t at = parser->getTokenStream()->index();
  for (size_t open = open_bracket(tree, at); open != at; open = open_bracket(tree, at)) {
    at = partner(open) + 1;
  }
  // A rule of a loop that has read nothing would be called again in the same place, for ever.
  const bool stuck = begins_item(tree.getRuleIndex()) && tree.start->getTokenIndex() == at;
  if (stuck && !is_closing(words_[at].type) && words_[at].type != Lexeme::EndOfText) {
    at = partner(at) + 1;
  }
  skip(*parser, at, may_follow(*parser, at));
}

ErrorStrategy::Types ErrorStrategy::may_follow(antlr4::Parser& parser, size_t at) {
  const ATN& atn = parser.getATN();
  Types types;
  for (const Context* tree = parser.getContext(); tree != nullptr;
       tree = static_cast<const Context*>(tree->parent)) {
    const ATNState* after = state_after(atn, *tree);
    if (after == nullptr ||
        (owns_brackets(tree->getRuleIndex()) && open_bracket(*tree, at) != at)) {
      break;
    }
    add(types, next_words(atn, after));
  }
  return types;
}

void ErrorStrategy::skip(antlr4::Parser& parser, size_t at, const Types& wanted) {
  ++skips_;
  const Surroundings around = surroundings(parser, at);
  while (words_[at].type != Lexeme::EndOfText && !is_closing(words_[at].type) &&
         !begins_something(at, wanted, around)) {
    at = partner(at) + 1;
  }
  parser.getTokenStream()->seek(at);
}

ErrorStrategy::Surroundings ErrorStrategy::surroundings(antlr4::Parser& parser, size_t at) {
  Surroundings result{at, 0, false, false};
  for (const Context* tree = parser.getContext(); tree != nullptr;
       tree = static_cast<const Context*>(tree->parent)) {
    const size_t rule = tree->getRuleIndex();
    const size_t start = std::min(at, tree->start->getTokenIndex());
    if (begins_item(rule)) {
      result.item = start;
      result.is_flow = std::any_of(words_.begin() + static_cast<ptrdiff_t>(start),
                                   words_.begin() + static_cast<ptrdiff_t>(at),
                                   [](const Lexeme& word) { return is_arrow(word.type); });
      break;
    }
    if (owns_brackets(rule) && open_bracket(*tree, at) != at) {
      result.in_brackets = rule != P::RuleBlock && rule != P::RuleTestStmt;
      break;
    }
  }
  result.margin = reporter_.indent(words_[result.item].begin);
  return result;
}

// On a line a name may begin anything, so it counts only where a line begins, or before a colon.
bool ErrorStrategy::begins_something(size_t at, const Types& wanted,
                                     const Surroundings& around) const {
  const int32_t type = words_[at].type;
  const bool fits_here = wanted.test(static_cast<size_t>(type));
  if (around.in_brackets) {
    return fits_here && !is_name(type);
  }
  if (at > around.item && reporter_.is_first_on_line(words_[at].begin)) {
    return fits_here || reporter_.indent(words_[at].begin) <= around.margin;
  }
  if (is_name(type)) {
    return fits_here && !around.is_flow && at > around.item && words_[at + 1].type == P::COLON;
  }
  return fits_here;
}

size_t ErrorStrategy::open_bracket(const Context& tree, size_t at) {
  const size_t start = tree.start->getTokenIndex();
  for (size_t i = at; i > start; --i) {
    if (is_opening(words_[i - 1].type)) {
      return i - 1;
    }
    if (is_closing(words_[i - 1].type)) {
      i = partner(i - 1) + 1;
    }
  }
  return at;
}

size_t ErrorStrategy::partner(size_t at) {
  if (partners_.empty()) {
    partners_ = find_partners(words_);
  }
  return partners_[at];
}

}  // namespace aixc::parse
