// What the grammar promises: one tree for each text, found with two tokens of lookahead, the same
// in both prediction modes of ANTLR, so that the parser can use the faster one (SLL) alone.
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "antlr4-runtime.h"
#include "atn/DecisionInfo.h"
#include "atn/ParseInfo.h"
#include "tests/support/paths.h"
#include "tests/unit/grammar_generator.h"
#include "tests/unit/grammar_parsed.h"

namespace aixc {
namespace {

using antlr4::atn::PredictionMode;
using grammar::AisysLexer;
using test::Parsed;

// All that is promised about a text without errors.
void expect_one_tree(const std::string& text) {
  Parsed sll(text, PredictionMode::SLL);
  Parsed exact(text, PredictionMode::LL_EXACT_AMBIG_DETECTION);
  ASSERT_THAT(sll.reports.errors, testing::IsEmpty()) << text;
  EXPECT_THAT(exact.reports.errors, testing::IsEmpty()) << text;
  EXPECT_EQ(sll.tree, exact.tree) << text;
  EXPECT_EQ(exact.reports.ambiguities, 0U) << text;

  Parsed profiled(sll.without_comments(), PredictionMode::LL, /*profile=*/true);
  EXPECT_EQ(sll.tree, profiled.tree) << text;
  EXPECT_LE(profiled.lookahead(), 2) << text;
  EXPECT_EQ(profiled.fallbacks(), 0) << text;
}

void add_rules(const antlr4::tree::ParseTree& tree, std::set<size_t>& rules) {
  if (const auto* context = dynamic_cast<const antlr4::RuleContext*>(&tree)) {
    rules.insert(context->getRuleIndex());
  }
  for (const antlr4::tree::ParseTree* child : tree.children) {
    add_rules(*child, rules);
  }
}

TEST(Grammar, ReadsTheFullFile) {
  expect_one_tree(test::read_source("tests/grammar/full.aisys"));
}

TEST(Grammar, TheFullFileIsFull) {
  Parsed full(test::read_source("tests/grammar/full.aisys"), PredictionMode::SLL);

  std::set<size_t> rules;
  add_rules(*full.parser.root(), rules);
  for (size_t rule = 0; rule < full.parser.getRuleNames().size(); ++rule) {
    EXPECT_TRUE(rules.contains(rule)) << "no " << full.parser.getRuleNames()[rule];
  }

  std::set<size_t> types;
  for (const antlr4::Token* token : full.tokens.getTokens()) {
    types.insert(token->getType());
  }
  const std::set<size_t> never = {AisysLexer::BAD,
                                  AisysLexer::BAD_NUMBER,
                                  AisysLexer::UNTERMINATED_TEXT,
                                  AisysLexer::UNTERMINATED_STRING,
                                  AisysLexer::UNTERMINATED_COMMENT,
                                  AisysLexer::WS};
  for (size_t type = 1; type <= full.parser.getVocabulary().getMaxTokenType(); ++type) {
    EXPECT_NE(types.contains(type), never.contains(type))
        << full.parser.getVocabulary().getDisplayName(type);
  }
}

TEST(Grammar, ReadsTheLibraryAndTheExamples) {
  for (const char* folder : {"stdlib", "examples"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() != ".aisys") {
        continue;
      }
      SCOPED_TRACE(entry.path());
      expect_one_tree(test::read_source(entry.path().lexically_relative(test::source_dir())));
    }
  }
}

// The blocks of a Markdown text that are marked as our language.
std::vector<std::string> aisys_blocks(const std::string& markdown) {
  const std::string open = "```aisys\n";
  std::vector<std::string> blocks;
  for (size_t at = markdown.find(open); at != std::string::npos; at = markdown.find(open, at)) {
    at += open.size();
    blocks.push_back(markdown.substr(at, markdown.find("```", at) - at));
  }
  return blocks;
}

TEST(Grammar, ReadsTheDocumentation) {
  for (const char* page : {"README.md", "docs/language.md", "docs/contributing.md"}) {
    SCOPED_TRACE(page);
    const std::vector<std::string> blocks = aisys_blocks(test::read_source(page));
    EXPECT_FALSE(blocks.empty());
    for (const std::string& block : blocks) {
      expect_one_tree(block);
    }
  }
}

// Four hundred texts, a hundred to each test so that they can run side by side.
class GrammarOnRandomTexts : public testing::TestWithParam<uint32_t> {};

TEST_P(GrammarOnRandomTexts, GivesOneTree) {
  for (uint32_t seed = GetParam(); seed < GetParam() + 100 && !HasFailure(); ++seed) {
    const test::RandomText random = test::random_text(seed, 300);
    EXPECT_EQ(Parsed(random.text, PredictionMode::SLL).token_types(), random.tokens);
    expect_one_tree(random.text);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, GrammarOnRandomTexts, testing::Values(0, 100, 200, 300));

TEST(GrammarOnRandomTexts, UseEveryRuleOften) {
  std::map<size_t, size_t> uses;
  const size_t rules = Parsed("", PredictionMode::SLL).parser.getRuleNames().size();
  for (uint32_t seed = 0; seed < 100; ++seed) {
    Parsed parsed(test::random_text(seed, 300).text, PredictionMode::SLL);
    std::set<size_t> used;
    add_rules(*parsed.parser.root(), used);
    for (const size_t rule : used) {
      ++uses[rule];
    }
  }
  for (size_t rule = 0; rule < rules; ++rule) {
    EXPECT_GE(uses[rule], 10U) << "rule " << rule;
  }
}

}  // namespace
}  // namespace aixc
