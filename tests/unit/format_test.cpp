// The formatter: what it promises about every text, and what it refuses.
#include "compiler/format/format.h"

#include <array>
#include <filesystem>
#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "compiler/format/diff.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/parse.h"
#include "tests/support/golden.h"
#include "tests/support/paths.h"
#include "tests/unit/grammar_generator.h"

namespace aixc {
namespace {

std::optional<std::string> formatted(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  return format::format(sources, sources.add("a.aisys", text), sink);
}

// Texts in `"""` as strings of one line, for they may move: then the dump says what they mean.
std::string with_plain_texts(const std::string& text) {
  std::string result;
  size_t at = 0;
  for (const parse::Lexeme& word : parse::lex(text).words) {
    const std::string raw = text.substr(word.begin, word.end - word.begin);
    if (raw.starts_with("\"\"\"")) {
      result += text.substr(at, word.begin - at) + '"';
      for (const char c : ast::string_value(raw)) {
        result += c == '\n'               ? "\\n"
                  : c == '"' || c == '\\' ? std::string("\\") + c
                                          : std::string(1, c);
      }
      result += '"';
      at = word.end;
    }
  }
  return result + text.substr(at);
}

std::string meaning(const std::string& text) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add("a.aisys", with_plain_texts(text));
  return ast::dump(parse::parse(sources, file, sink));
}

// All that is promised about a text; nothing if it has errors.
void expect_promises(const std::string& text) {
  const auto once = formatted(text);
  if (!once) {
    return;
  }
  EXPECT_EQ(meaning(text), meaning(*once)) << text;
  const auto twice = formatted(*once);
  ASSERT_TRUE(twice) << *once;
  EXPECT_EQ(*once, *twice) << text;
}

TEST(Format, KeepsItsPromisesOnAllFilesOfOurs) {
  for (const char* folder : {"stdlib", "examples", "tests"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() == ".aisys") {
        SCOPED_TRACE(entry.path());
        expect_promises(test::read_source(entry.path().lexically_relative(test::source_dir())));
      }
    }
  }
}

TEST(Format, LibraryExamplesAndTestsAreInTheStyle) {
  for (const char* folder : {"stdlib", "examples", "tests/rules"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() == ".aisys") {
        const std::string path = entry.path().lexically_relative(test::source_dir()).string();
        const std::string text = test::read_source(path);
        EXPECT_EQ(formatted(text), text) << "run `aixc fmt " << path << "`";
      }
    }
  }
}

class FormatOnRandomTexts : public testing::TestWithParam<uint32_t> {};

TEST_P(FormatOnRandomTexts, KeepsItsPromises) {
  for (uint32_t seed = GetParam(); seed < GetParam() + 250 && !HasFailure(); ++seed) {
    SCOPED_TRACE(seed);
    expect_promises(test::random_text(seed, 200).text);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, FormatOnRandomTexts, testing::Values(1000, 2000, 3000, 4000));

TEST(Format, OneLineStaysWithCommas) {
  EXPECT_EQ(formatted("agent a{x:1 y:2}"), "agent a { x: 1, y: 2 }\n");
  EXPECT_EQ(formatted("agent a{x:1,\ny:2}"), "agent a {\n  x: 1\n  y: 2\n}\n");
}

TEST(Format, SetsNeighboursInColumns) {
  EXPECT_EQ(formatted("boundary b {\n"
                      "app page \"Help page\" { exposure: public }\n"
                      "agent helper \"Helper\"\n"
                      "tool pay\n"
                      "tool refund \"Refund\" { reversible: no }\n"
                      "}\n"),
            "boundary b {\n"
            "  app   page   \"Help page\" { exposure: public }\n"
            "  agent helper \"Helper\"\n"
            "  tool  pay\n"
            "  tool  refund \"Refund\"    { reversible: no }\n"
            "}\n");
  EXPECT_EQ(formatted("ada -> b -> c : x\nada <-> long : y\nb -[sees]-> c : \"z\"\n"),
            "ada  -> b -> c : x\n"
            "ada <-> long   : y\n"
            "b -[sees]-> c  : \"z\"\n");
  EXPECT_EQ(formatted("implement A on b { x: 1 }\naccept long_threat on b { x: 1 }\n"),
            "implement A on b        { x: 1 }\n"
            "accept long_threat on b { x: 1 }\n");
}

TEST(Format, ColumnsEndAtEmptyLinesCommentsAndBrokenStatements) {
  const std::string text =
      "app a\n"
      "\n"
      "agent b\n"
      "// why\n"
      "llm c {\n"
      "  x: 1\n"
      "}\n"
      "boundary d\n";
  EXPECT_EQ(formatted(text), text);
}

TEST(Format, LeavesColumnsThatWouldGoTooFar) {
  const std::string wide =
      "app a \"" + std::string(40, 'w') + "\" { x: 1 }\napp b \"B\" { x: 1 }\n";
  EXPECT_EQ(formatted(wide), wide);
  const std::string full = "app a \"" + std::string(70, 'w') + "\"\n";
  const std::string long_kind = "somekind b \"" + std::string(85, 'w') + "\" { x: 1 }\n";
  EXPECT_EQ(formatted(full + long_kind), "app      a" + full.substr(5) + long_kind);
}

TEST(Format, CountsLettersNotBytes) {
  EXPECT_EQ(formatted("app a \"Zürich\" { x: 1 }\napp b \"Bern\" { x: 1 }\n"),
            "app a \"Zürich\" { x: 1 }\napp b \"Bern\"   { x: 1 }\n");
}

TEST(Format, CommentsBehindNeighboursShareAColumn) {
  EXPECT_EQ(formatted("kind k {\n attr a: text // 1\n attr long: yes/no   // 2\n attr b: text\n\n"
                      "  attr c: text      // 3\n}\na -> b // x\nab -> cd: \"e\" // y\n"),
            "kind k {\n  attr a: text      // 1\n  attr long: yes/no // 2\n  attr b: text\n\n"
            "  attr c: text // 3\n}\na  -> b        // x\nab -> cd : \"e\" // y\n");
}

TEST(Format, AttributesThatShareALineGoOnDoingSo) {
  EXPECT_EQ(
      formatted(
          "agent a {\n x: 1 y: [b,\nc] z:3\n  w: 4 v: { k: 1, l: 2,\nm: 3 }\n app b u: 1 t: 2 }"),
      "agent a {\n  x: 1, y: [b, c], z: 3\n  w: 4\n  v: {\n    k: 1, l: 2,\n    m: 3,\n  }\n"
      "  app b\n  u: 1, t: 2\n}\n");
  const std::string wide(60, 'w');
  EXPECT_EQ(formatted("agent a {\n x: \"" + wide + "\" y: \"" + wide + "\" z: 1\n}"),
            "agent a {\n  x: \"" + wide + "\"\n  y: \"" + wide + "\"\n  z: 1\n}\n");
}

TEST(Format, RefusesErrors) {
  EXPECT_EQ(formatted("agent a {"), std::nullopt);
  EXPECT_EQ(formatted("agent a { x: \"b }"), std::nullopt);
}

TEST(Format, KeepsWindowsLineEnds) {
  EXPECT_EQ(formatted("agent a {\r\nx: 1\r\n}\r\n"), "agent a {\r\n  x: 1\r\n}\r\n");
}

TEST(Format, GivesCommentsNoDeclarationToDocument) {
  EXPECT_EQ(formatted("agent a {\n  x: 1\n  /// d\n  , agent b\n}"),
            "agent a {\n  x: 1\n  /// d\n\n  agent b\n}\n");
}

TEST(Diff, SaysWhatChanged) {
  EXPECT_EQ(format::unified_diff("m", "a\nb\nc\n", "a\nB\nc\n"),
            "--- a/m\n+++ b/m\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
  EXPECT_EQ(format::unified_diff("m", "a\n", "a\n"), "");
}

// The old text with the changes made.
std::string changed(std::string_view before, std::string_view after) {
  std::string result;
  size_t at = 0;
  for (const format::Change& change : format::changes(before, after)) {
    EXPECT_TRUE(change.begin < change.end || !change.text.empty());
    EXPECT_TRUE(at < change.begin || at == 0) << "neighbours should be one change";
    result += before.substr(at, change.begin - at);
    result += change.text;
    at = change.end;
  }
  return result + std::string(before.substr(at));
}

TEST(Diff, ChangesLeadFromOneTextToTheOther) {
  const auto texts = std::to_array<std::string>(
      {"", "a\n", "a\nb\n", "b\na\n", "a", "a\nx\ny\nb\n", "\n\n\n", "a\nb\nc\nd\nb\na"});
  for (const std::string& before : texts) {
    for (const std::string& after : texts) {
      EXPECT_EQ(changed(before, after), after) << before;
    }
  }
  EXPECT_EQ(format::changes("a\nb\nc\nd\n", "a\nB\nc\nD\n").size(), 2);
}

// tests/format/*.input beside *.expected: what people write, and what becomes of it.
TEST(Format, GoldensStandAsTheyAre) {
  size_t pairs = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(test::source_dir() / "tests/format")) {
    if (entry.path().extension() != ".input") {
      continue;
    }
    const std::string name = "tests/format/" + entry.path().stem().string();
    const auto result = formatted(test::read_source(name + ".input"));
    ASSERT_TRUE(result) << name;
    test::expect_file(name + ".expected", *result);
    ++pairs;
  }
  EXPECT_GE(pairs, 8U);
}

// What has errors is refused with the place and the reason; nothing is guessed.
TEST(Format, SaysWhereTheErrorIs) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add("a.aisys", "app  a\nagent b {\n  x 1\n}\napp   c\n");
  EXPECT_EQ(format::format(sources, file, sink), std::nullopt);
  ASSERT_TRUE(sink.has_errors());
  EXPECT_EQ(sources.begin(sink.sorted().front().span).line, 3);
  EXPECT_FALSE(sink.sorted().front().message.empty());
}

}  // namespace
}  // namespace aixc
