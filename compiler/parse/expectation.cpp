#include "compiler/parse/expectation.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/parse/grammar_walk.h"
#include "compiler/parse/tree_reader.h"

namespace aixc::parse {
namespace {

using P = AisysParser;

// The construct that the parser is in, as far as it decides what is likely.
struct Place {
  std::string_view keyword;  // of the declaration being read: `agent`
  std::string_view owner;    // of the block being read
  bool in_value = false;     // in the value of an attribute, not in a condition
};

std::string_view first_word(const antlr4::RuleContext& tree, std::string_view text) {
  const auto* context = dynamic_cast<const antlr4::ParserRuleContext*>(&tree);
  if (context == nullptr || context->start == nullptr) {
    return {};
  }
  const size_t begin = context->start->getStartIndex();
  return text.substr(begin, context->start->getStopIndex() + 1 - begin);
}

Place place_of(const antlr4::Parser& parser, std::string_view text) {
  Place place;
  bool block_seen = false;
  const antlr4::RuleContext* tree = const_cast<antlr4::Parser&>(parser).getContext();
  for (; tree != nullptr; tree = static_cast<const antlr4::RuleContext*>(tree->parent)) {
    const size_t rule = tree->getRuleIndex();
    const auto* parent = static_cast<const antlr4::RuleContext*>(tree->parent);
    if (rule == P::RuleBlock && !block_seen) {
      block_seen = true;
      if (parent != nullptr && parent->getRuleIndex() == P::RuleDeclTail && parent->parent) {
        place.owner = first_word(*static_cast<const antlr4::RuleContext*>(parent->parent), text);
      }
    } else if (rule == P::RuleDeclTail && !block_seen && parent != nullptr) {
      place.keyword = first_word(*parent, text);
    } else if (!block_seen && (rule == P::RuleAttrValue || rule == P::RuleList)) {
      place.in_value = true;
    }
  }
  return place;
}

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

// Whether blocks of this keyword hold attributes only.
bool holds_no_elements(std::string_view owner) {
  return owner.empty() || is_one_of(owner, {"system", "party", "data", "kind", "taxonomy", "threat",
                                            "control", "view"});
}

constexpr std::string_view Comparison = "a comparison such as `==`";

// What a rule that may begin here is called; "" for none of its own, `-` for what goes unsaid.
std::string_view phrase_of_rule(size_t rule, const Place& place) {
  switch (rule) {
    case P::RuleMember:
      return holds_no_elements(place.owner) ? "an attribute" : "an attribute, an element or a flow";
    case P::RuleStatement:
      return "a statement";
    case P::RuleExpectStmt:
      return "`expect`";
    case P::RuleBlock:
    case P::RuleSubpattern:
      return "`{`";
    case P::RuleMatchClause:
      return "`match`";
    case P::RulePattern:
    case P::RuleNode:
      return "a pattern such as `(m: model)`";
    case P::RulePatternStep:
    case P::RuleEdge:
    case P::RuleFlowTail:
      return "an arrow";
    case P::RuleEdgeBody:
    case P::RuleEdgeKind:
      return "a relation";
    case P::RulePayload:
      return "the payload: a string or names";
    case P::RuleTarget:
      return "an element, a boundary, a party, `system` or a flow";
    case P::RuleType:
      return "a type such as `text`, `yes/no` or `one of [a, b]`";
    case P::RuleAttrValue:
    case P::RuleListItem:
    case P::RuleLiteral:
      return "a value";
    case P::RuleExpr:
    case P::RuleAndExpr:
    case P::RuleNotExpr:
    case P::RuleComparison:
      return place.in_value ? "a value" : "a condition";
    case P::RuleOperand:
      return "a value";
    case P::RuleText:
      return "a text in quotes";
    case P::RuleMapEntry:
      return "an entry such as `key: value`";
    case P::RuleDeclTail:
    case P::RulePath:
    case P::RuleNames:
    case P::RuleName:
    case P::RuleWord:
    case P::RuleSoftWord:
      return "a name";
    case P::RuleRefTail:
      return "-";
    default:
      return "";
  }
}

// What a word in itself is called, in the rule that it belongs to.
std::string phrase_of_word(size_t type, size_t rule, const Place& place, const P& parser) {
  switch (type) {
    case P::STRING:
      return rule == P::RuleImportStmt ? "a path in quotes"
             : rule == P::RuleMember   ? "a question in quotes"
             : rule == P::RuleMapEntry ? "an entry such as `key: value`"
                                       : "a label in quotes";
    case P::ID:
      return rule == P::RuleRateStmt ? "`likelihood` or `impact`" : "a name";
    case P::INT:
      return rule == P::RuleRateStmt ? "a level from 1 to 5" : "a whole number";
    case P::KW_IS:
      if (rule == P::RuleDeclTail && place.keyword != "kind") {
        return "";
      }
      break;
    case P::KW_IN:
      if (rule == P::RuleDeclTail && !is_one_of(place.keyword, {"threat", "control"})) {
        return "";
      }
      break;
    case P::KW_BY:
      if (rule == P::RuleDeclTail && holds_no_elements(place.keyword)) {
        return "";
      }
      break;
    case P::COMMA:
      if (rule == P::RuleMember) {
        return "";
      }
      break;
    case P::DOT:
      return rule == P::RuleDeriveStmt ? "`.`" : "";
    case P::EQ:
    case P::NE:
    case P::LT:
    case P::GT:
      return place.in_value ? "" : std::string(Comparison);
    case P::LE:
    case P::GE:
      return rule == P::RuleRateStmt ? "`>=` or `<=`"
             : place.in_value        ? ""
                                     : std::string(Comparison);
    case P::KW_AND:
    case P::KW_OR:
      if (place.in_value) {
        return "";
      }
      break;
    case antlr4::Token::EOF:
      return "a statement";
    default:
      break;
  }
  if ((type == P::KW_IN || type == P::KW_IS) && rule == P::RuleComparison) {
    return place.in_value ? "" : std::string(Comparison);
  }
  const std::string literal = parser.getVocabulary().getLiteralName(type);
  return literal.size() < 3 ? "" : fmt::format("`{}`", literal.substr(1, literal.size() - 2));
}

std::string phrase_of(const Choice& choice, const Place& place, const P& parser) {
  for (const size_t rule : choice.entered) {
    const std::string_view phrase = phrase_of_rule(rule, place);
    if (!phrase.empty()) {
      return phrase == "-" ? "" : std::string(phrase);
    }
  }
  return phrase_of_word(choice.type, choice.rule, place, parser);
}

bool begins_next(const Choice& choice) {
  return choice.type == antlr4::Token::EOF ||
         std::ranges::find_first_of(choice.entered,
                                    std::to_array<size_t>({P::RuleMember, P::RuleStatement})) !=
             choice.entered.end();
}

}  // namespace

Expectation expected_at(antlr4::Parser& parser, const std::vector<Lexeme>& words, size_t at,
                        std::string_view text) {
  GrammarWalk walk(parser);
  for (size_t i = parser.getTokenStream()->index(); i < at; ++i) {
    walk.step(static_cast<size_t>(words[i].type));
  }
  const Place place = place_of(parser, text);
  Expectation result;
  size_t left = 0;
  for (const Choice& choice : walk.choices()) {
    result.may_end = result.may_end || begins_next(choice);
    auto& phrases = result.alternatives;
    // The innermost construct that still expects something says what; a comma alone says little.
    if (choice.left > left && !phrases.empty() && phrases != std::vector<std::string>{"`,`"}) {
      continue;
    }
    left = choice.left;
    std::string phrase = phrase_of(choice, place, static_cast<const P&>(parser));
    if (!phrase.empty() && std::ranges::find(phrases, phrase) == phrases.end()) {
      phrases.push_back(std::move(phrase));
    }
  }
  return result;
}

std::string join_alternatives(const std::vector<std::string>& items) {
  std::string result;
  for (size_t i = 0; i < items.size(); ++i) {
    result += i == 0 ? "" : i + 1 == items.size() ? " or " : ", ";
    result += items[i];
  }
  return result;
}

}  // namespace aixc::parse
