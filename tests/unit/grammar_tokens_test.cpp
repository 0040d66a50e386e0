// Single tokens, and the limit of nesting.
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/grammar_parsed.h"

namespace aixc {
namespace {

using antlr4::atn::PredictionMode;
using grammar::AisysLexer;
using test::Parsed;

std::string repeat(const std::string& part, size_t times) {
  std::string result;
  for (size_t i = 0; i < times; ++i) {
    result += part;
  }
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
  EXPECT_THAT(first_token(R"("bad \q escape")"), Pair("STRING", 15));
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
  for (size_t type : Parsed(words, PredictionMode::SLL).token_types()) {
    EXPECT_LE(type, static_cast<size_t>(AisysLexer::KW_FROM));
  }
  EXPECT_EQ(Parsed(words, PredictionMode::SLL).token_types().size(),
            static_cast<size_t>(AisysLexer::KW_FROM));
  // Every other word can name an element, and stand in a flow.
  const antlr4::dfa::Vocabulary& vocabulary =
      Parsed("", PredictionMode::SLL).parser.getVocabulary();
  for (size_t type = AisysLexer::KW_IMPORT; type <= AisysLexer::KW_EXPECT; ++type) {
    const std::string quoted = vocabulary.getLiteralName(type);
    const std::string word = quoted.substr(1, quoted.size() - 2);
    std::string text = "app ";
    text.append(word).append(" { } ").append(word).append(" -> x : ").append(word);
    Parsed parsed(text, PredictionMode::SLL);
    EXPECT_THAT(parsed.reports.errors, testing::IsEmpty()) << word;
  }
}

}  // namespace
}  // namespace aixc
