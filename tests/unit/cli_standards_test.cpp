// `list --standard`, `coverage` and `testplan`, with the embedded library.
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
using testing::Not;

constexpr const char* Chat = R"(system s "Chat"
party us "Us" { role: us }
party vendor "Vendor" { role: supplier }
user visitor "Visitor"
app page "Page" by us { renders: [html] }
llm bot "Bot *1*" by vendor { hosting: supplier, system_prompt: none, input_sensitive: no }
classifier sorter "Sorter" by us { training: own, intellectual_property: no, training_sensitive: no, input_sensitive: no }
visitor <-> page <-> bot : "question"
page -> sorter -> page : "question"
implement RATE_LIMIT on page { status: planned }
)";

ToolRun run(std::vector<std::string> arguments) {
  Tool tool;
  tool.small_library = false;
  tool.files.files["model.aisys"] = Chat;
  return tool.run(std::move(arguments));
}

json entry(const json& report, const std::string& id) {
  for (const json& one : report.at("entries")) {
    if (one.at("id") == id) {
      return one;
    }
  }
  ADD_FAILURE() << "no entry " << id;
  return json::object();
}

TEST(CliStandards, ListsEntriesWithTheirEdition) {
  const ToolRun listed = run({"list", "--standard", "llm2025"});
  EXPECT_EQ(listed.code, 0) << listed.err;
  EXPECT_THAT(listed.out, HasSubstr("LLM01:2025  Prompt Injection"));
  EXPECT_THAT(listed.out, Not(HasSubstr("LLM01  ")));
}

TEST(CliStandards, SaysWhoMappedIt) {
  const json listed = json::parse(run({"list", "--standard", "atlas", "--json"}).out);
  const json evade = entry(listed, "AML.T0015");
  EXPECT_EQ(evade["url"], "https://atlas.mitre.org/techniques/AML.T0015");
  EXPECT_EQ(evade["threats"][0]["name"], "evasion");
  EXPECT_EQ(evade["threats"][0]["basis"], "published");
  EXPECT_EQ(entry(listed, "AML.T0042")["threats"][0]["basis"], "derived");
  EXPECT_THAT(run({"list", "--standard", "ATLAS"}).out, HasSubstr("evasion [derived]"));
}

TEST(CliStandards, OffersTheNearestName) {
  const ToolRun misspelt = run({"coverage", "atlsa", "model.aisys"});
  EXPECT_EQ(misspelt.code, 2);
  EXPECT_THAT(misspelt.err, HasSubstr("there is no standard `atlsa`"));
  EXPECT_THAT(misspelt.err, HasSubstr("`atlas`"));
  EXPECT_THAT(run({"list", "--standard", "zzzzzzzzzzzz"}).err, HasSubstr("there are "));
  EXPECT_EQ(run({"list", "threats", "--standard", "atlas"}).code, 2);
  EXPECT_EQ(run({"list"}).code, 2);
}

TEST(CliStandards, MayStandBehindTheirOptions) {
  const ToolRun turned = run({"--color", "never", "coverage", "atlas", "model.aisys"});
  EXPECT_EQ(turned.code, 0) << turned.err;
  EXPECT_EQ(turned.out, run({"coverage", "atlas", "model.aisys", "--color", "never"}).out);
}

TEST(CliCoverage, TellsWhatAnswersToAnEntryAndWhyNot) {
  const json report = json::parse(run({"coverage", "llm2026", "model.aisys", "--json"}).out);
  const json injection = entry(report, "LLM01:2026");
  EXPECT_EQ(injection["coverage"], "found");
  EXPECT_EQ(injection["findings"][0]["threat"], "direct_prompt_injection");
  EXPECT_EQ(injection["findings"][0]["element"], "bot");
  const json poisoning = entry(report, "LLM02:2026");
  EXPECT_EQ(poisoning["coverage"], "not_applicable");
  EXPECT_NE(poisoning["because"], "");
  EXPECT_EQ(entry(report, "LLM07:2026")["coverage"], "risk_factor");
  EXPECT_EQ(entry(report, "LLM09:2026")["coverage"], "not_applicable");
}

TEST(CliCoverage, TellsOfControls) {
  const json report =
      json::parse(run({"coverage", "atlas_mitigations", "model.aisys", "--json"}).out);
  const json limits = entry(report, "AML.M0004");
  EXPECT_EQ(limits["coverage"], "controls_only");
  EXPECT_EQ(limits["planned"], json::array({"RATE_LIMIT"}));
  EXPECT_EQ(limits["missing"], json::array());
}

TEST(CliCoverage, CountsAtTheEnd) {
  const ToolRun told = run({"coverage", "llm2026", "model.aisys"});
  EXPECT_EQ(told.code, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr("found           LLM01:2026 Prompt Injection\n"));
  EXPECT_THAT(told.out, HasSubstr("direct prompt injection on bot (applies)"));
  EXPECT_THAT(told.out, HasSubstr("10 entries: "));
}

TEST(CliTestplan, GivesToolsOfTheRightFamily) {
  const json plan = json::parse(run({"testplan", "model.aisys", "--json"}).out);
  bool writes = false;
  bool decides = false;
  for (const json& test : plan.at("tests")) {
    for (const json& use : test.at("tools")) {
      const bool generative = use["tool"] == "garak";
      if (test["threat"] == "direct_prompt_injection" && generative) {
        writes = use["fits"] == true;
      }
      if (test["threat"] == "evasion" && generative) {
        decides = use["fits"] == false;
      }
    }
    EXPECT_FALSE(test["show"].get<std::string>().empty()) << test["finding"];
    EXPECT_FALSE(test["guides"].empty()) << test["finding"];
  }
  ASSERT_EQ(plan.at("controls").size(), 1U);
  EXPECT_EQ(plan["controls"][0]["control"], "RATE_LIMIT");
  EXPECT_TRUE(writes);
  EXPECT_TRUE(decides);
}

TEST(CliTestplan, SaysWhereNoToolIsListed) {
  const ToolRun plan = run({"testplan", "model.aisys"});
  EXPECT_EQ(plan.code, 0) << plan.err;
  EXPECT_THAT(plan.out, HasSubstr("Direct prompt injection on bot (applies, "));
  EXPECT_THAT(plan.out, HasSubstr("  tools  no published tool is listed for this threat\n"));
  EXPECT_THAT(plan.out, HasSubstr("for the other family of AI: "));
  EXPECT_THAT(plan.out, HasSubstr("as denial of wallet: Spend against"));
}

TEST(CliTestplan, IsAListOfBoxesInMarkdown) {
  const ToolRun plan = run({"testplan", "model.aisys", "--markdown"});
  EXPECT_THAT(plan.out, HasSubstr("\n- [ ] **Direct prompt injection on bot** (applies, "));
  EXPECT_THAT(plan.out, HasSubstr("[Garak](https://docs.garak.ai/garak)"));
  EXPECT_THAT(plan.out, HasSubstr("Bot \\*1\\*"));
  EXPECT_EQ(run({"testplan", "model.aisys", "--markdown", "--json"}).code, 2);
}

}  // namespace
}  // namespace aixc
