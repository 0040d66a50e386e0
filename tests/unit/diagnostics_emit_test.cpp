// How diagnostics look to people and to tools.
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/emit.h"
#include "compiler/diagnostics/sink.h"

namespace aixc {
namespace {

using diagnostics::Kind;
using testing::HasSubstr;

// A text, and what is reported about places in it.
class Emit : public testing::Test {
 protected:
  void load(std::string text) { file_ = sources_.add("model.aisys", std::move(text)); }

  // The first place where `words` stand.
  source::Span at(std::string_view words) const {
    const size_t begin = sources_.file(file_).text.find(words);
    EXPECT_NE(begin, std::string_view::npos) << words;
    return {file_, static_cast<uint32_t>(begin), static_cast<uint32_t>(begin + words.size())};
  }

  diagnostics::Sink::Builder report(source::Span span, const std::string& message) {
    return sink_.report(Kind::SyntaxError, span, message);
  }

  std::string text(bool color = false) const {
    return diagnostics::to_text(sink_.sorted(), sources_, {.color = color});
  }

  source::SourceMap sources_;
  source::FileId file_;
  diagnostics::Sink sink_;
};

TEST_F(Emit, ShowsTheLineWithACaret) {
  load("a -> b\nagnet triage\n");
  report(at("agnet"), "there is no kind `agnet`").help("did you mean `agent`?");
  EXPECT_EQ(text(),
            "error[AIX1010]: there is no kind `agnet`\n"
            " --> model.aisys:2:1\n"
            "  |\n"
            "2 | agnet triage\n"
            "  | ^^^^^\n"
            "help: did you mean `agent`?\n"
            "\n");
}

TEST_F(Emit, GivesEachNoteItsOwnLines) {
  load("agent a\n\n\n\n\n\n\n\n\nagent a\n");
  source::Span second = at("agent a");
  second.begin += 16;
  second.end += 16;
  report(second, "`a` is declared twice").note(at("agent a"), "first declared here");
  EXPECT_EQ(text(),
            "error[AIX1010]: `a` is declared twice\n"
            "  --> model.aisys:10:1\n"
            "   |\n"
            "10 | agent a\n"
            "   | ^^^^^^^\n"
            "note: first declared here\n"
            "  --> model.aisys:1:1\n"
            "   |\n"
            " 1 | agent a\n"
            "   | ^^^^^^^\n"
            "\n");
}

TEST_F(Emit, ShowsFirstAndLastOfManyLines) {
  load("boundary b {\n  app x\n  app y\n  app z\n}\n");
  report(at("{\n  app x\n  app y\n  app z\n}"), "too much");
  EXPECT_EQ(text(),
            "error[AIX1010]: too much\n"
            " --> model.aisys:1:12\n"
            "  |\n"
            "1 | boundary b {\n"
            "  |            ^\n"
            "...\n"
            "5 | }\n"
            "  | ^\n"
            "\n");
}

TEST_F(Emit, KeepsCaretsUnderTabsAndWideCharacters) {
  load("\tx \"日本\" 🔒é here\n");
  report(at("here"), "m");
  EXPECT_THAT(text(), HasSubstr("1 |     x \"日本\" 🔒é here\n"
                                "  |                  ^^^^\n"));
}

TEST_F(Emit, MakesControlCharactersVisible) {
  load("a \x1b[31m \xE2\x80\xAE here\r\n");
  report(at("here"), "no \x1b[0m here");
  EXPECT_THAT(text(), HasSubstr("error[AIX1010]: no ␛[0m here\n"));
  EXPECT_THAT(text(), HasSubstr("1 | a ␛[31m <U+202E> here\n"
                                "  |                  ^^^^\n"));
}

TEST_F(Emit, ShowsAWindowOfAVeryLongLine) {
  load("a \"" + std::string(1000000, 'x') + "\" HERE " + std::string(1000000, 'y') + "\n");
  report(at("HERE"), "m");
  EXPECT_LT(text().size(), 400U);
  EXPECT_THAT(text(), HasSubstr("model.aisys:1:1000006"));
  EXPECT_THAT(text(), HasSubstr("xx\" HERE yy"));
}

TEST_F(Emit, CutsTheCaretsOfAVeryLongPlace) {
  load(std::string(1000000, 'x'));
  report({file_, 0, 1000000}, "m");
  EXPECT_LT(text().size(), 400U);
}

TEST_F(Emit, PointsBehindTheLastCharacter) {
  load("agent");
  report({file_, 5, 5}, "expected a name");
  EXPECT_THAT(text(), HasSubstr("1 | agent\n  |      ^\n"));
}

TEST_F(Emit, PointsIntoAnEmptyFile) {
  load("");
  report({file_, 0, 0}, "expected a statement");
  EXPECT_THAT(text(), HasSubstr(" --> model.aisys:1:1\n  |\n1 |\n  | ^\n"));
}

TEST_F(Emit, NeedsNoPlace) {
  report({}, "no such file");
  EXPECT_EQ(text(), "error[AIX1010]: no such file\n\n");
  EXPECT_EQ(diagnostics::to_gcc(sink_.sorted(), sources_), "aixc: error: no such file [AIX1010]\n");
}

TEST_F(Emit, ColorsOnlyWhenAsked) {
  load("agent\n");
  report(at("agent"), "m").help("h");
  EXPECT_THAT(text(), testing::Not(HasSubstr("\x1b")));
  EXPECT_THAT(text(true), testing::StartsWith("\x1b[1;31merror[AIX1010]\x1b[0m"));
}

TEST_F(Emit, WritesOneLineEachForGcc) {
  load("a\nb c\n");
  report(at("c"), "m").note(at("a"), "n");
  EXPECT_EQ(diagnostics::to_gcc(sink_.sorted(), sources_), "model.aisys:2:3: error: m [AIX1010]\n");
}

TEST_F(Emit, WritesAllOfItAsJson) {
  load("a\nb cc\n");
  report(at("cc"), "m").note(at("a"), "n").help("h").fix(at("cc"), "dd");
  const auto json = nlohmann::json::parse(diagnostics::to_json(sink_.sorted(), sources_));
  EXPECT_EQ(json, nlohmann::json::parse(R"([{
    "code": "AIX1010", "severity": "error", "message": "m",
    "file": "model.aisys", "line": 2, "column": 3, "end": {"line": 2, "column": 5},
    "notes": [{"message": "n", "file": "model.aisys", "line": 1, "column": 1,
               "end": {"line": 1, "column": 2}}],
    "help": "h",
    "fix": {"file": "model.aisys", "line": 2, "column": 3, "end": {"line": 2, "column": 5},
            "replacement": "dd"}}])"));
}

}  // namespace
}  // namespace aixc
