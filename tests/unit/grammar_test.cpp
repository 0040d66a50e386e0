// What the grammar promises: one tree for each text, found with two tokens of lookahead, the same
// in both prediction modes of ANTLR, so that the parser can use the faster one (SLL) alone.
#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "antlr4-runtime.h"
#include "atn/DecisionInfo.h"
#include "atn/ParseInfo.h"
#include "grammar/AisysLexer.h"
#include "grammar/AisysParser.h"
#include "tests/support/paths.h"
#include "tests/unit/grammar_generator.h"

namespace aixc {
namespace {

using antlr4::atn::PredictionMode;
using grammar::AisysLexer;
using grammar::AisysParser;

// Writes down what the parser reports.
struct Reports : antlr4::BaseErrorListener {
  std::vector<std::string> errors;
  size_t ambiguities = 0;

  void syntaxError(antlr4::Recognizer*, antlr4::Token*, size_t line, size_t column,
                   const std::string& message, std::exception_ptr) override {
    errors.push_back(std::to_string(line) + ":" + std::to_string(column) + " " + message);
  }
  void reportAmbiguity(antlr4::Parser*, const antlr4::dfa::DFA&, size_t, size_t, bool,
                       const antlrcpp::BitSet&, antlr4::atn::ATNConfigSet*) override {
    ++ambiguities;
  }
};

// A text, lexed and parsed.
class Parsed {
 public:
  Parsed(const std::string& text, PredictionMode mode, bool profile = false) : input_(text) {
    lexer_.removeErrorListeners();
    lexer_.addErrorListener(&reports);
    tokens.fill();
    parser.removeErrorListeners();
    parser.addErrorListener(&reports);
    parser.setProfile(profile);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      tree = parser.file()->toStringTree(&parser);
    } catch (const antlr4::ParseCancellationException&) {
      tree = parser.root()->toStringTree(&parser);
    }
  }

  // All tokens but comments and the end of file.
  std::vector<const antlr4::Token*> words() {
    std::vector<const antlr4::Token*> result;
    for (const antlr4::Token* token : tokens.getTokens()) {
      if (token->getChannel() == antlr4::Token::DEFAULT_CHANNEL &&
          token->getType() != antlr4::Token::EOF)
        result.push_back(token);
    }
    return result;
  }

  std::vector<size_t> token_types() {
    std::vector<size_t> types;
    for (const antlr4::Token* word : words())
      types.push_back(word->getType());
    return types;
  }

  // The same text without comments.
  std::string without_comments() {
    std::string text;
    for (const antlr4::Token* word : words())
      text += word->getText() + " ";
    return text;
  }

  // The most tokens that any decision needed. The profiler counts comments too.
  long long lookahead() {
    long long most = 0;
    for (const antlr4::atn::DecisionInfo& decision : parser.getParseInfo().getDecisionInfo())
      most = std::max({most, decision.SLL_MaxLook, decision.LL_MaxLook});
    return most;
  }

  // Decisions that SLL could not take and LL had to.
  long long fallbacks() { return parser.getParseInfo().getTotalLLATNLookaheadOps(); }

 private:
  antlr4::ANTLRInputStream input_;
  AisysLexer lexer_{&input_};

 public:
  Reports reports;
  antlr4::CommonTokenStream tokens{&lexer_};
  AisysParser parser{&tokens};
  std::string tree;
};

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
  if (const auto* context = dynamic_cast<const antlr4::RuleContext*>(&tree))
    rules.insert(context->getRuleIndex());
  for (const antlr4::tree::ParseTree* child : tree.children)
    add_rules(*child, rules);
}

TEST(Grammar, ReadsTheFullFile) {
  expect_one_tree(test::read_source("tests/grammar/full.aisys"));
}

TEST(Grammar, TheFullFileIsFull) {
  Parsed full(test::read_source("tests/grammar/full.aisys"), PredictionMode::SLL);

  std::set<size_t> rules;
  add_rules(*full.parser.root(), rules);
  for (size_t rule = 0; rule < full.parser.getRuleNames().size(); ++rule)
    EXPECT_TRUE(rules.contains(rule)) << "no " << full.parser.getRuleNames()[rule];

  std::set<size_t> types;
  for (const antlr4::Token* token : full.tokens.getTokens())
    types.insert(token->getType());
  const std::set<size_t> never = {AisysLexer::BAD,
                                  AisysLexer::BAD_NUMBER,
                                  AisysLexer::UNTERMINATED_TEXT,
                                  AisysLexer::UNTERMINATED_STRING,
                                  AisysLexer::UNTERMINATED_COMMENT,
                                  AisysLexer::WS};
  for (size_t type = 1; type <= full.parser.getVocabulary().getMaxTokenType(); ++type)
    EXPECT_NE(types.contains(type), never.contains(type))
        << full.parser.getVocabulary().getDisplayName(type);
}

TEST(Grammar, ReadsTheLibraryAndTheExamples) {
  for (const char* folder : {"stdlib", "examples"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() != ".aisys")
        continue;
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
    for (const std::string& block : blocks)
      expect_one_tree(block);
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
    for (const size_t rule : used)
      ++uses[rule];
  }
  for (size_t rule = 0; rule < rules; ++rule)
    EXPECT_GE(uses[rule], 10U) << "rule " << rule;
}

std::string repeat(const std::string& part, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i)
    result += part;
  return result;
}

TEST(GrammarNesting, StopsAtTheLimitWithATree) {
  const std::string in_view = "view v { include: ";
  for (const std::string& text : {in_view + repeat("(", 100000), repeat("boundary b { ", 100000),
                                  in_view + repeat("[", 100000), in_view + repeat("not ", 100000),
                                  in_view + repeat("(", 5000) + "a" + repeat(")", 5000)}) {
    Parsed parsed(text, PredictionMode::SLL);
    ASSERT_NE(parsed.parser.too_deep_at(), nullptr);
    EXPECT_EQ(parsed.parser.too_deep_at()->getLine(), 1U);
    EXPECT_THAT(parsed.tree, testing::StartsWith("(file (statement"));
  }
}

TEST(GrammarNesting, AllowsAHundredLevels) {
  for (const std::string& text :
       {"view v { include: " + repeat("(", 100) + "a" + repeat(")", 100) + " }",
        repeat("boundary b { ", 100) + repeat("}", 100)}) {
    Parsed parsed(text, PredictionMode::SLL);
    EXPECT_THAT(parsed.reports.errors, testing::IsEmpty());
    EXPECT_EQ(parsed.parser.too_deep_at(), nullptr);
  }
}

// The first token of a text, by name and length.
std::pair<std::string, size_t> first_token(const std::string& text) {
  Parsed parsed(text, PredictionMode::SLL);
  const antlr4::Token& token = *parsed.tokens.get(0);
  return {std::string(parsed.parser.getVocabulary().getSymbolicName(token.getType())),
          token.getText().size()};
}

TEST(GrammarTokens, AreTheLongestThatCanBeMeant) {
  using testing::Pair;
  EXPECT_THAT(first_token("prompt-store -> x"), Pair("ID", 12));
  EXPECT_THAT(first_token("a--b"), Pair("ID", 1));
  EXPECT_THAT(first_token("a->b"), Pair("ID", 1));
  EXPECT_THAT(first_token("a-é"), Pair("ID", 4));
  EXPECT_THAT(first_token("90d"), Pair("DURATION", 3));
  EXPECT_THAT(first_token("5min"), Pair("DURATION", 4));
  EXPECT_THAT(first_token("90days"), Pair("BAD_NUMBER", 6));
  EXPECT_THAT(first_token("1..3"), Pair("INT", 1));
  EXPECT_THAT(first_token("2027-06-30"), Pair("DATE", 10));
  EXPECT_THAT(first_token("12.5%"), Pair("PERCENT", 5));
  EXPECT_THAT(first_token(R"("a\"b" "c")"), Pair("STRING", 6));
  EXPECT_THAT(first_token("\"open\nnext"), Pair("UNTERMINATED_STRING", 5));
  EXPECT_THAT(first_token(R"("bad \q escape")"), Pair("UNTERMINATED_STRING", 5));
  EXPECT_THAT(first_token(R"("""a"b""c""" """d""")"), Pair("TEXT", 12));
  EXPECT_THAT(first_token(R"("""open "" )"), Pair("UNTERMINATED_TEXT", 11));
  EXPECT_THAT(first_token("/* a */ b */"), Pair("BLOCK_COMMENT", 7));
  EXPECT_THAT(first_token("/* open * "), Pair("UNTERMINATED_COMMENT", 10));
  EXPECT_THAT(first_token("/// a doc"), Pair("DOC", 9));
  EXPECT_THAT(first_token("///"), Pair("DOC", 3));
  EXPECT_THAT(first_token("//// none"), Pair("LINE_COMMENT", 9));
  EXPECT_THAT(first_token("#"), Pair("BAD", 1));
}

TEST(GrammarTokens, ReserveTwelveWords) {
  const std::string words = "and or not in is inside exists where by on to from";
  for (size_t type : Parsed(words, PredictionMode::SLL).token_types())
    EXPECT_LE(type, static_cast<size_t>(AisysLexer::KW_FROM));
  EXPECT_EQ(Parsed(words, PredictionMode::SLL).token_types().size(),
            static_cast<size_t>(AisysLexer::KW_FROM));
  // Every other word can name an element, and stand in a flow.
  const antlr4::dfa::Vocabulary& vocabulary =
      Parsed("", PredictionMode::SLL).parser.getVocabulary();
  for (size_t type = AisysLexer::KW_IMPORT; type <= AisysLexer::KW_EXPECT; ++type) {
    const std::string quoted = vocabulary.getLiteralName(type);
    const std::string word = quoted.substr(1, quoted.size() - 2);
    Parsed parsed("app " + word + " { } " + word + " -> " + word + " : " + word,
                  PredictionMode::SLL);
    EXPECT_THAT(parsed.reports.errors, testing::IsEmpty()) << word;
  }
}

}  // namespace
}  // namespace aixc
