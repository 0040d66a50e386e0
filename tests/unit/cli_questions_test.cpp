// `questions`, and `--ask`, which writes answers into the file.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using test::Tool;
using test::ToolRun;
using testing::HasSubstr;

TEST(CliQuestions, AListIsAnsweredByNoneOrByEachChoice) {
  Tool tool;
  tool.small_library = false;
  tool.files.files["model.aisys"] =
      "system s\nparty us { role: us }\nuser u\napp w by us\nllm m\nu <-> w\nw <-> m\n";
  const ToolRun run = tool.run({"questions", "model.aisys"});
  EXPECT_THAT(run.out, HasSubstr("\n    none: dismisses output contains conventional injection"));
  EXPECT_THAT(run.out, HasSubstr("\n    [html]: raises output contains conventional injection"));
}

TEST(CliQuestions, TellsWhatEachAnswerWouldDo) {
  const ToolRun run = Tool().run({"questions", "model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("1.  Who approves what Desk agent does"));
  EXPECT_THAT(run.out, HasSubstr("write `approval: …` on net.agent"));
  EXPECT_THAT(run.out, HasSubstr("hard: dismisses agent escape on net.agent"));
  EXPECT_THAT(run.out, HasSubstr("none: raises agent escape on net.agent"));
}

TEST(CliQuestions, JsonHoldsTheAnswers) {
  const json list = json::parse(Tool().run({"questions", "model.aisys", "--json"}).out);
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list[0]["element"], "net.agent");
  EXPECT_EQ(list[0]["attribute"], "approval");
  EXPECT_EQ(list[0]["settles"], 1);
  EXPECT_EQ(list[0]["answers"].size(), 2U);
}

// What `--ask` makes of a model when somebody types `typed`.
std::string after_asking(const std::string& model, const std::string& typed) {
  Tool tool;
  tool.files.files["model.aisys"] = model;
  tool.input = typed;
  const ToolRun run = tool.run({"questions", "model.aisys", "--ask"});
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  return tool.files.files["model.aisys"];
}

TEST(CliAsk, AddsABlock) {
  EXPECT_EQ(after_asking("system s\nagent a // ours\n", "none\n"),
            "system s\nagent a { approval: none } // ours\n");
}

TEST(CliAsk, AddsToABlockOnOneLine) {
  EXPECT_EQ(after_asking("system s\nagent a { tools: [read] } // ours\n", "h\n"),
            "system s\nagent a { tools: [read], approval: hard } // ours\n");
  EXPECT_EQ(after_asking("system s\nagent a {}\n", "1\n"),
            "system s\nagent a { approval: hard }\n");
}

TEST(CliAsk, AddsALineWhereAttributesHaveTheirOwn) {
  EXPECT_EQ(after_asking(
                "system s\nboundary b {\n  agent a {\n    // first\n    tools: [read]  // why\n\n"
                "    app x\n  }\n}\n",
                "none\n"),
            "system s\nboundary b {\n  agent a {\n    // first\n    tools: [read]  // why\n"
            "    approval: none\n\n    app x\n  }\n}\n");
}

TEST(CliAsk, AddsTheFirstLineOfABlockWithoutAttributes) {
  EXPECT_EQ(after_asking("system s\nagent a {\n  app x\n}\n", "none\n"),
            "system s\nagent a {\n  approval: none\n  app x\n}\n");
}

TEST(CliAsk, ReplacesUnknown) {
  EXPECT_EQ(after_asking("system s\nagent a { approval: unknown }\n", "none\n"),
            "system s\nagent a { approval: none }\n");
}

TEST(CliAsk, KeepsByteOrderMarkAndLineBreaks) {
  EXPECT_EQ(after_asking("\xEF\xBB\xBFsystem s\r\nagent a {\r\n  tools: [read]\r\n}\r\n", "none\n"),
            "\xEF\xBB\xBFsystem s\r\nagent a {\r\n  tools: [read]\r\n  approval: none\r\n}\r\n");
}

TEST(CliAsk, WritesNothingWhenNobodyAnswers) {
  const std::string model = "system s\nagent a\n";
  EXPECT_EQ(after_asking(model, ""), model);
  EXPECT_EQ(after_asking(model, "\n"), model);
  EXPECT_EQ(after_asking(model, "q\n"), model);
}

TEST(CliAsk, AsksAgainAfterWhatIsNoAnswer) {
  Tool tool;
  tool.input = "?\nperhaps\nnone\n";
  const ToolRun run = tool.run({"questions", "model.aisys", "--ask"});
  EXPECT_THAT(run.out, HasSubstr("`perhaps` is none of hard, none"));
  EXPECT_THAT(run.out, HasSubstr("1 answer written, 0 questions left"));
  EXPECT_THAT(tool.files.files["model.aisys"],
              HasSubstr("agent agent \"Desk agent\" { approval: none }"));
}

TEST(CliAsk, WritesIntoTheFileThatDeclaresTheElement) {
  Tool tool;
  tool.files.files["team/model.aisys"] = "import \"parts/agent.aisys\"\nsystem s\n";
  tool.files.files["team/parts/agent.aisys"] = "agent a\n";
  tool.input = "none\n";
  EXPECT_EQ(tool.run({"questions", "team/model.aisys", "--ask"}).code, 0);
  EXPECT_EQ(tool.files.files["team/parts/agent.aisys"], "agent a { approval: none }\n");
}

TEST(CliAsk, NeedsAFile) {
  EXPECT_EQ(Tool().run({"questions", "-", "--ask"}).code, 2);
}

}  // namespace
}  // namespace aixc
