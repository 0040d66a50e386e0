#include "compiler/parse/grammar_walk.h"

#include <algorithm>

namespace aixc::parse {

using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;

const ATNState* state_after(const antlr4::atn::ATN& atn, const antlr4::RuleContext& context) {
  if (context.parent == nullptr || context.invokingState >= atn.states.size()) {
    return nullptr;
  }
  const Transition* call = atn.states[context.invokingState]->transitions[0];
  return static_cast<const RuleTransition*>(call)->followState;
}

GrammarWalk::GrammarWalk(antlr4::Parser& parser) : atn_(parser.getATN()) {
  ways_.push_back({atn_.states[parser.getState()], parser.getContext(), {}, 0, 0});
}

// Calls `visit(way, transition)` for each word that may come next on `way`.
template <typename Visit>
void GrammarWalk::follow(Way way, Visit& visit) const {
  if (way.state->transitions.empty() ||
      const_cast<ATNState*>(way.state)->getStateType() == ATNState::RULE_STOP) {
    leave_rule(std::move(way), visit);
    return;
  }
  for (const Transition* transition : way.state->transitions) {
    if (transition->getSerializationType() == Transition::RULE) {
      const auto* call = static_cast<const RuleTransition*>(transition);
      Way inner = way;
      inner.calls.push_back({call->followState, call->target->ruleIndex});
      inner.state = call->target;
      follow(std::move(inner), visit);
    } else if (transition->isEpsilon()) {
      Way next = way;
      next.state = transition->target;
      follow(std::move(next), visit);
    } else {
      visit(way, transition);
    }
  }
}

template <typename Visit>
void GrammarWalk::leave_rule(Way way, Visit& visit) const {
  if (!way.calls.empty()) {
    way.state = way.calls.back().after;
    way.calls.pop_back();
    way.left += way.calls.size() < way.old_calls ? 1 : 0;
    way.old_calls = std::min(way.old_calls, way.calls.size());
  } else {
    const ATNState* after = way.context == nullptr ? nullptr : state_after(atn_, *way.context);
    if (after == nullptr) {
      visit(way, nullptr);
      return;
    }
    way.state = after;
    way.context = static_cast<const antlr4::RuleContext*>(way.context->parent);
    ++way.left;
  }
  follow(std::move(way), visit);
}

void GrammarWalk::step(size_t type) {
  std::vector<Way> next;
  const auto visit = [&](const Way& way, const Transition* transition) {
    if (transition != nullptr && transition->label().contains(type)) {
      Way further = way;
      further.state = transition->target;
      further.old_calls = further.calls.size();
      next.push_back(std::move(further));
    }
  };
  for (const Way& way : ways_) {
    follow(way, visit);
  }
  ways_ = std::move(next);
}

std::vector<Choice> GrammarWalk::choices() const {
  std::vector<Choice> result;
  const auto visit = [&](const Way& way, const Transition* transition) {
    Choice choice{antlr4::Token::EOF, 0, {}, way.left};
    if (way.old_calls > 0) {
      choice.rule = way.calls[way.old_calls - 1].rule;
    } else if (way.context != nullptr) {
      choice.rule = way.context->getRuleIndex();
    }
    for (size_t i = way.old_calls; i < way.calls.size(); ++i) {
      choice.entered.push_back(way.calls[i].rule);
    }
    if (transition == nullptr) {
      result.push_back(choice);
      return;
    }
    for (const ssize_t type : transition->label().toList()) {
      choice.type = static_cast<size_t>(type);
      result.push_back(choice);
    }
  };
  for (const Way& way : ways_) {
    follow(way, visit);
  }
  std::ranges::stable_sort(result, {}, &Choice::left);
  return result;
}

}  // namespace aixc::parse
