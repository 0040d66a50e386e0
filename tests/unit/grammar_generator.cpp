#include "tests/unit/grammar_generator.h"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <random>
#include <string_view>

#include "atn/ATN.h"
#include "atn/ATNState.h"
#include "atn/RuleStartState.h"
#include "atn/RuleStopState.h"
#include "atn/RuleTransition.h"
#include "atn/Transition.h"
#include "grammar/AisysLexer.h"
#include "grammar/AisysParser.h"

namespace aixc::test {
namespace {

using antlr4::atn::ATN;
using antlr4::atn::ATNState;
using antlr4::atn::RuleTransition;
using antlr4::atn::Transition;
using grammar::AisysLexer;
using grammar::AisysParser;

constexpr size_t Unreachable = std::numeric_limits<size_t>::max() / 4;

// What all parsers share.
struct Tables {
  const ATN* atn;
  const antlr4::dfa::Vocabulary* vocabulary;
};

Tables parser_tables() {
  antlr4::ANTLRInputStream input("");
  AisysLexer lexer(&input);
  antlr4::CommonTokenStream tokens(&lexer);
  AisysParser parser(&tokens);
  return {&parser.getATN(), &parser.getVocabulary()};
}

bool ends_rule(ATNState& state) {
  return state.getStateType() == ATNState::RULE_STOP;
}

bool is_rule_call(const Transition& transition) {
  return transition.getSerializationType() == Transition::RULE;
}

ATNState* state_after(const Transition& transition) {
  return is_rule_call(transition) ? static_cast<const RuleTransition&>(transition).followState
                                  : transition.target;
}

// For each state the fewest tokens that lead from it to the end of its rule.
class Distances {
 public:
  explicit Distances(const ATN& atn) : tokens_(atn.states.size(), Unreachable) {
    for (ATNState* state : atn.states) {
      if (state != nullptr && ends_rule(*state)) {
        tokens_[state->stateNumber] = 0;
      }
    }
    for (bool changed = true; changed;) {
      changed = false;
      for (ATNState* state : atn.states) {
        changed |= state != nullptr && improve(*state);
      }
    }
  }

  size_t by_way_of(const Transition& transition) const {
    const size_t rest = tokens_[state_after(transition)->stateNumber];
    if (is_rule_call(transition)) {
      return rest + tokens_[transition.target->stateNumber];
    }
    return rest + (transition.isEpsilon() ? 0 : 1);
  }

 private:
  bool improve(ATNState& state) {
    bool changed = false;
    for (const Transition* transition : state.transitions) {
      if (!ends_rule(state) && by_way_of(*transition) < tokens_[state.stateNumber]) {
        tokens_[state.stateNumber] = by_way_of(*transition);
        changed = true;
      }
    }
    return changed;
  }

  std::vector<size_t> tokens_;
};

// What a token looks like that is not always the same text; several looks where it has several
// forms.
using Looks = std::map<size_t, std::vector<std::string_view>>;
const Looks& looks() {
  static const Looks table = {
      {AisysLexer::ID, {"a", "kb", "in-house", "_x1", "größe", "likelihood", "unknown", "yes"}},
      {AisysLexer::STRING, {R"("")", R"("a text")", R"("a \"b\" \\ \u{1F512} // c")"}},
      {AisysLexer::TEXT, {R"("""""")", "\"\"\"\n  two \"lines\"\n  /* so */\n\"\"\""}},
      {AisysLexer::INT, {"0", "7", "2026"}},
      {AisysLexer::DECIMAL, {"0.5", "12.25"}},
      {AisysLexer::PERCENT, {"85%", "12.5%"}},
      {AisysLexer::DATE, {"2027-06-30"}},
      {AisysLexer::DURATION, {"90d", "5min", "24h", "3s", "2w", "1y"}},
  };
  return table;
}

std::string_view gap(std::mt19937& random) {
  static constexpr std::array<std::string_view, 12> Gaps = {
      " ", " ", " ", " ", " ", " ", "\n", "\r\n", "\n\t", " // c\n", " /* { */ ", "\n/// d\n"};
  return Gaps[random() % Gaps.size()];
}

class Walk {
 public:
  Walk(uint32_t seed, size_t size) : random_(seed), size_(size) {}

  RandomText run() {
    rule(*tables_.atn->ruleToStartState[AisysParser::RuleFile], 0);
    return std::move(result_);
  }

 private:
  void rule(ATNState& start, size_t depth) {
    for (ATNState* state = &start; !ends_rule(*state);) {
      const Transition& transition = choose(*state, depth);
      if (is_rule_call(transition)) {
        rule(*transition.target, depth + 1);
      } else if (!transition.isEpsilon()) {
        token(transition);
      }
      state = state_after(transition);
    }
  }

  // The file goes on with statements until it is long enough. Within a statement any way is taken,
  // or, once it is long or deep, the shortest way to its end.
  const Transition& choose(ATNState& state, size_t depth) {
    const auto& ways = state.transitions;
    const auto nearer = [&](const Transition* a, const Transition* b) {
      return distances_.by_way_of(*a) < distances_.by_way_of(*b);
    };
    const size_t length = result_.tokens.size();
    if (depth == 0 && length < size_) {
      statement_end_ = length + random_() % 60;
      return **std::max_element(ways.begin(), ways.end(), nearer);
    }
    if (depth == 0 || depth > 40 || length > statement_end_) {
      return **std::min_element(ways.begin(), ways.end(), nearer);
    }
    return *ways[random_() % ways.size()];
  }

  void token(const Transition& transition) {
    const std::vector<ssize_t> types = transition.label().toList();
    const ssize_t type = types[random_() % types.size()];
    if (type == static_cast<ssize_t>(antlr4::Token::EOF)) {
      return;
    }
    result_.tokens.push_back(static_cast<size_t>(type));
    result_.text += spelling(result_.tokens.back());
    result_.text += gap(random_);
  }

  std::string spelling(size_t type) {
    if (const auto found = looks().find(type); found != looks().end()) {
      return std::string(found->second[random_() % found->second.size()]);
    }
    const std::string quoted = tables_.vocabulary->getLiteralName(type);
    return quoted.substr(1, quoted.size() - 2);
  }

  Tables tables_ = parser_tables();
  Distances distances_{*tables_.atn};
  std::mt19937 random_;
  size_t size_;
  size_t statement_end_ = 0;
  RandomText result_;
};

}  // namespace

RandomText random_text(uint32_t seed, size_t size) {
  return Walk(seed, size).run();
}

}  // namespace aixc::test
