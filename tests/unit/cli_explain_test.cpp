// Commands that tell: why, ledger, explain, list, dump, lint-rules, test.
#include <filesystem>
#include <map>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/render/format.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using test::Tool;
using test::ToolRun;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// ---- why ----------------------------------------------------------------------------------------

TEST(CliWhy, ShowsRulePathFactsAndRemedies) {
  const ToolRun run = Tool().run({"why", "injection", "agent", "model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("Prompt injection on net.agent applies  [high: likelihood 4"));
  EXPECT_THAT(run.out, HasSubstr("because Customer can send Desk agent crafted prompts"));
  EXPECT_THAT(run.out, HasSubstr("rule can_inject (stdlib/library.aisys:"));
  EXPECT_THAT(run.out, HasSubstr("after section 1"));
  EXPECT_THAT(run.out, HasSubstr("Customer → Web page: question (model.aisys:11)"));
  EXPECT_THAT(run.out, HasSubstr("customer.trust is untrusted (assumed: default of kind user; "));
  EXPECT_THAT(run.out, HasSubstr("`trust: internal` on customer: it does not apply"));
  EXPECT_THAT(run.out, HasSubstr("`implement FILTER on net.agent { status: in_place }`: "));
}

TEST(CliWhy, NamesPlacesOfTheLibraryTheSameWayWhereverTheModelIs) {
  Tool tool;
  tool.files.files["models/model.aisys"] = test::SmallModel;
  const ToolRun run = tool.run({"why", "injection", "agent", "models/model.aisys"});
  EXPECT_THAT(run.out, HasSubstr("rule can_inject (stdlib/library.aisys:"));
  EXPECT_THAT(run.out, HasSubstr("(models/model.aisys:11)"));
}

TEST(CliWhy, ShowsWhatAnOpenFindingWaitsFor) {
  const ToolRun run = Tool().run({"why", "escape", "net.agent", "model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, StartsWith("Agent escape on net.agent is open"));
  EXPECT_THAT(run.out, HasSubstr("net.agent.approval"));
  EXPECT_THAT(run.out, HasSubstr("`approval: hard` on net.agent: it does not apply"));
  EXPECT_THAT(run.out, HasSubstr("`approval: none` on net.agent: it applies"));
}

TEST(CliWhy, ShowsWhatDismissesAThreat) {
  Tool tool;
  tool.files.files["model.aisys"] = "system s\nagent a { approval: hard }\n";
  const ToolRun run = tool.run({"why", "escape", "a", "model.aisys"});
  EXPECT_THAT(run.out, StartsWith("Agent escape on a does not apply\n"));
  EXPECT_THAT(run.out, HasSubstr("dismissed, because a person approves what a does"));
}

TEST(CliWhy, ShowsWhatIsNotDrawn) {
  Tool tool;
  const ToolRun never = tool.run({"why", "never", "agent", "model.aisys"});
  EXPECT_THAT(never.out, StartsWith("Never raised on net.agent does not apply"));
  const ToolRun elsewhere = tool.run({"why", "injection", "web", "model.aisys"});
  EXPECT_EQ(elsewhere.code, 0);
  EXPECT_THAT(elsewhere.out, HasSubstr("speaks of each agent, and net.web is app"));
  EXPECT_THAT(elsewhere.out, HasSubstr("on net.agent it is another matter: applies"));
}

TEST(CliWhy, JsonHoldsTheFindingAndItsFacts) {
  const ToolRun run = Tool().run({"why", "INJECTION", "net.agent", "model.aisys", "--json"});
  const json result = json::parse(run.out);
  EXPECT_EQ(result["status"], "applies");
  EXPECT_EQ(result["finding"]["id"], "injection@net.agent");
  EXPECT_EQ(result["facts"][0]["attribute"], "trust");
  EXPECT_FALSE(result["remedies"].empty());
}

TEST(CliWhy, UnknownNamesAreRefused) {
  EXPECT_THAT(Tool().run({"why", "injektion", "agent", "model.aisys"}).err,
              HasSubstr("did you mean `injection`?"));
  EXPECT_THAT(Tool().run({"why", "injection", "agnet", "model.aisys"}).err,
              HasSubstr("there is no element `agnet`"));
}

TEST(CliWhy, AThreatMayBeNamedByItsTitle) {
  const ToolRun run = Tool().run({"why", "prompt Injection", "agent", "model.aisys", "--json"});
  EXPECT_EQ(json::parse(run.out)["finding"]["id"], "injection@net.agent") << run.err;
}

TEST(CliWhy, ACertainFactIsGivenByWhatCertainlyHolds) {
  Tool tool;
  tool.files.files["model.aisys"] =
      "system s\nagent a\n"
      "derive x.ready for (x: agent) when x.approval == hard\n"
      "derive x.ready for (x: agent) when not x is app\n"
      "rule ready match (x: agent) where x.ready raise never on x\n";
  const ToolRun run = tool.run({"why", "never", "a", "model.aisys"});
  EXPECT_THAT(run.out, HasSubstr("a.ready is yes (derived, model.aisys:4)")) << run.err;
  EXPECT_THAT(run.out, Not(HasSubstr("approval")));
}

TEST(CliWhy, AnElementIsMeantBeforeASystemOfItsName) {
  Tool tool;
  tool.files.files["model.aisys"] = "system coder\nuser u\nagent coder\nu -> coder\n";
  const ToolRun run = tool.run({"why", "injection", "coder", "model.aisys", "--json"});
  EXPECT_EQ(json::parse(run.out)["finding"]["id"], "injection@coder") << run.err;
}

// ---- ledger -------------------------------------------------------------------------------------

TEST(CliLedger, HasARowForEachThreat) {
  const ToolRun run = Tool().run({"ledger", "model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("applies         Prompt injection on net.agent"));
  EXPECT_THAT(run.out, HasSubstr("open            Agent escape on net.agent"));
  EXPECT_THAT(run.out, HasSubstr("not applicable  Never raised"));
  const json rows = json::parse(Tool().run({"ledger", "model.aisys", "--json"}).out);
  EXPECT_EQ(rows.size(), 3U);
  EXPECT_EQ(rows[2]["status"], "not_applicable");
}

// ---- explain and list ---------------------------------------------------------------------------

TEST(CliList, TheKindOfUnknownKindsIsNone) {
  EXPECT_THAT(Tool().run({"list", "kinds"}).out, Not(HasSubstr("?")));
  EXPECT_EQ(Tool().run({"explain", "?"}).code, 2);
}

TEST(CliExplain, TellsEachDerivationOfAnAttributeOnceWithItsPlace) {
  Tool tool;
  tool.small_library = false;
  const std::string text = tool.run({"explain", "trust"}).out;
  const std::string told = "f.trust = internal for (f: feed) when f.origin == own";
  const size_t first = text.find(told);
  ASSERT_NE(first, std::string::npos) << text;
  EXPECT_EQ(text.find(told, first + 1), std::string::npos) << "at each attribute of that name";
  EXPECT_THAT(text, HasSubstr("(stdlib/prelude.aisys:"));
}

TEST(CliExplain, KnowsEveryDiagnosticByCodeAndName) {
  Tool tool;
  for (const diagnostics::KindInfo& info : diagnostics::all_kinds()) {
    const ToolRun run = tool.run({"explain", diagnostics::code_text(info.kind)});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr(std::string(info.name)));
    EXPECT_EQ(tool.run({"explain", std::string(info.name)}).out, run.out);
    EXPECT_GE(info.explanation.size(), 30U) << info.name << " is not explained";
  }
}

TEST(CliExplain, KnowsTheWordsOfTheLibrary) {
  Tool tool;
  const auto page = [&](const std::string& word) { return tool.run({"explain", word}).out; };
  EXPECT_THAT(page("injection"), HasSubstr("Crafted input turns the agent."));
  EXPECT_THAT(page("injection"), HasSubstr("When it applies\n  can_inject"));
  EXPECT_THAT(page("filter"), HasSubstr("control FILTER: Input filter"));
  EXPECT_THAT(page("filter"), HasSubstr("directly              injection"));
  EXPECT_THAT(page("user"), HasSubstr("assumed: untrusted"));
  EXPECT_THAT(page("trust"), HasSubstr("How far this person is trusted."));
  EXPECT_THAT(page("sends"), HasSubstr("relation sends"));
  EXPECT_THAT(page("input_path"), HasSubstr("path input_path from actor to agent through app"));
  EXPECT_THAT(page("can_inject"), HasSubstr("raise injection on g"));
  const ToolRun none = tool.run({"explain", "injectoin"});
  EXPECT_EQ(none.code, 2);
  EXPECT_THAT(none.err, HasSubstr("did you mean `injection`?"));
}

TEST(CliExplain, KnowsThreatsAndControlsByTheirTitles) {
  EXPECT_THAT(Tool().run({"explain", "agent Escape"}).out, StartsWith("threat escape: "));
  EXPECT_EQ(Tool().run({"explain", "agent escapee"}).code, 2);
  Tool tool;
  tool.small_library = false;
  EXPECT_THAT(tool.run({"explain", "rate limit"}).out, StartsWith("control RATE_LIMIT: "));
}

TEST(CliExplain, KnowsTheWordsOfImportedLibraries) {
  Tool tool;
  tool.files.files["own.aisys"] = "/// It drives about.\nkind robot \"Robot\" is agent\n";
  EXPECT_THAT(tool.run({"explain", "robot", "own.aisys"}).out, HasSubstr("It drives about."));
}

TEST(CliList, EveryListHasRowsAndJson) {
  Tool tool;
  for (const char* what : {"kinds", "threats", "controls", "rules", "relations", "attributes",
                           "taxonomies", "diagnostics", "formats"}) {
    const ToolRun run = tool.run({"list", what});
    EXPECT_EQ(run.code, 0) << what << run.err;
    EXPECT_NE(run.out, "") << what;
    const json rows = json::parse(tool.run({"list", what, "--json"}).out);
    EXPECT_GE(rows.size(), 1U) << what;
    EXPECT_TRUE(rows[0].contains("name")) << what;
  }
}

TEST(CliList, NamesEveryFormat) {
  const std::string text = Tool().run({"list", "formats"}).out;
  for (const render::Format& format : render::formats()) {
    EXPECT_THAT(text, HasSubstr(std::string(format.name)));
  }
}

TEST(CliExplain, KnowsStandards) {
  EXPECT_THAT(Tool().run({"explain", "codes"}).out, HasSubstr("taxonomy codes: Codes"));
}

// ---- docs ---------------------------------------------------------------------------------------

// Every link of every page leads to a page.
void expect_whole(const std::map<std::string, std::string>& files, const std::string& folder) {
  static const std::regex Link(R"(\]\(([^)#]+)\))");
  for (const auto& [path, text] : files) {
    if (!path.starts_with(folder + "/")) {
      continue;
    }
    for (std::sregex_iterator it(text.begin(), text.end(), Link); it != std::sregex_iterator();
         ++it) {
      const std::string target = (*it)[1];
      const bool web = target.starts_with("https://");
      const std::filesystem::path page = std::filesystem::path(path).parent_path() / target;
      EXPECT_TRUE(web || files.contains(page.lexically_normal().generic_string()))
          << path << " links to " << target;
    }
  }
}

TEST(CliDocs, WritesLinkedPages) {
  Tool tool;
  const ToolRun run = tool.run({"docs", "site", "--examples", "model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr(" pages in `site`"));
  const auto& files = tool.files.files;
  const std::string& page = files.at("site/threats/injection.md");
  EXPECT_THAT(page, StartsWith("# Prompt injection\n\nthreat `injection`"));
  EXPECT_THAT(page, HasSubstr("## What to do\n\nFilter. And more.\n"));
  EXPECT_THAT(page, HasSubstr("[Input filter](../controls/FILTER.md): Looks at input."));
  EXPECT_THAT(page, HasSubstr("- [Hidden injection](hidden_injection.md)"));
  EXPECT_THAT(page,
              HasSubstr("[Help desk](../../model.aisys): applies on Desk agent: Customer can"));
  EXPECT_THAT(files.at("site/kinds/agent.md"), HasSubstr("| approval | one of \\[hard, none\\] |"));
  EXPECT_THAT(files.at("site/README.md"), HasSubstr("[Threats](threats/README.md)"));
  expect_whole(files, "site");
}

TEST(CliDocs, TheStandardLibraryIsWhole) {
  Tool tool;
  tool.small_library = false;
  ASSERT_EQ(tool.run({"docs", "site"}).code, 0);
  expect_whole(tool.files.files, "site");
}

TEST(CliDocs, NamesPagesThatItDidNotWrite) {
  Tool tool;
  tool.files.files["site/threats/old.md"] = "# Old\n";
  const ToolRun run = tool.run({"docs", "site"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.err, HasSubstr("`site/threats/old.md` is no page of this library"));
  EXPECT_TRUE(tool.files.files.contains("site/threats/old.md"));
}

TEST(CliDocs, WhatTheLibrarySaysStandsForItself) {
  Tool tool;
  tool.files.files["own.aisys"] =
      "/// Uses `a|b`, *stars*, <tags> and [brackets].\n///\n/// - no list\n///\n/// 1. nor this\n"
      "kind odd \"Odd | kind\" is agent\n";
  ASSERT_EQ(tool.run({"docs", "site", "own.aisys"}).code, 0);
  EXPECT_THAT(tool.files.files.at("site/kinds/odd.md"),
              HasSubstr("Uses `a\\|b`, \\*stars\\*, \\<tags\\> and \\[brackets\\].\n\n"
                        "\\- no list\n\n1\\. nor this\n"));
}

// ---- dump ---------------------------------------------------------------------------------------

TEST(CliDump, PrintsEachStage) {
  Tool tool;
  EXPECT_THAT(tool.run({"dump", "--stage=ast", "model.aisys"}).out, HasSubstr("customer"));
  EXPECT_THAT(tool.run({"dump", "--stage=findings", "model.aisys"}).out,
              HasSubstr("applies injection net.agent [high]\n  can_inject: Customer can"));
}

TEST(CliDump, ALibraryHasNoFindings) {
  Tool tool;
  tool.files.files["own.aisys"] = "kind robot is agent\n";
  const ToolRun run = tool.run({"dump", "--stage=findings", "own.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out + run.err, "");
}

// ---- test ---------------------------------------------------------------------------------------

constexpr const char* OwnTests = R"(
test fires "A public agent" {
  user u
  agent a { approval: none }
  u -> a
  expect applies injection on a
  expect applies escape on a
  expect absent hidden_injection on a
}
test waits { agent a  expect open escape on a  expect absent injection on a }
test silent { agent a { approval: hard }  expect dismissed escape on a }
)";

TEST(CliTest, CountsWhatPassed) {
  Tool tool;
  tool.files.files["own.aisys"] = OwnTests;
  const ToolRun run = tool.run({"test", "own.aisys"});
  EXPECT_EQ(run.code, 0) << run.out << run.err;
  EXPECT_EQ(run.out, "3 passed, 0 failed\n");
}

TEST(CliTest, ShowsWhatFailedAndWhy) {
  Tool tool;
  tool.files.files["own.aisys"] =
      "test wrong {\n  agent a { approval: hard }\n  expect applies escape on a\n}\n";
  const ToolRun run = tool.run({"test", "own.aisys"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(
      run.out,
      StartsWith("own.aisys:3:3: failed: test `wrong`: escape on a is dismissed, not applies\n"
                 "    expect applies escape on a\n"
                 "    ^~~~~~"));
  EXPECT_THAT(run.out, HasSubstr("rule `approved` dismisses it: a person approves what a does"));
  EXPECT_THAT(run.out, HasSubstr("0 passed, 1 failed\n"));
}

TEST(CliTest, ReportsWhatIsNoExpectation) {
  Tool tool;
  tool.files.files["own.aisys"] = "test wrong { agent a  expect happens escape on a }\n";
  EXPECT_EQ(tool.run({"test", "own.aisys"}).code, 1);
}

TEST(CliTest, WithoutTestsSaysSo) {
  const ToolRun run = Tool().run({"test", "model.aisys"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, HasSubstr("no tests"));
}

// ---- lint-rules ---------------------------------------------------------------------------------

TEST(CliLintRules, TellsWhatDoesNothing) {
  Tool tool;
  tool.files.files["model.aisys"] = "system s\nuser u\nagent a { approval: none }\nu -> a\n";
  const ToolRun run = tool.run({"lint-rules", "model.aisys", "--json"});
  EXPECT_EQ(run.code, 0) << run.err;
  const json result = json::parse(run.out);
  EXPECT_EQ(result["systems"], 1);
  EXPECT_EQ(result["threats_not_raised"], json({"never"}));
  EXPECT_THAT(result["attributes_not_read"].dump(), HasSubstr("agent.tools"));
  EXPECT_THAT(result["attributes_not_read"].dump(), Not(HasSubstr("actor.trust")));
  ASSERT_EQ(result["never_held"].size(), 1U) << result["never_held"];
  EXPECT_EQ(result["never_held"][0]["rule"], "approved");
  EXPECT_EQ(result["always_held"].size(), 0U) << "one agent is no evidence";
}

TEST(CliLintRules, TellsWhatAlwaysHolds) {
  Tool tool;
  tool.files.files["many.aisys"] =
      "system s\nuser u\nagent a1 { approval: none }\nagent a2 { approval: none }\n"
      "agent a3 { approval: none }\nagent a4 { approval: none }\nagent a5 { approval: none }\n"
      "u -> a1\n";
  const ToolRun run = tool.run({"lint-rules", "many.aisys"});
  EXPECT_THAT(run.out, HasSubstr("rules that held on every element they speak of: 1\n"
                                 "  rule can_escape (stdlib/library.aisys:"));
  EXPECT_THAT(run.out, HasSubstr("rules, rates and policies that never held in 1 system: 1\n"
                                 "  rule approved (stdlib/library.aisys:"));
}

TEST(CliLintRules, CountsRatesPoliciesAndTheSystemsOfTests) {
  Tool tool;
  tool.files.files["own.aisys"] =
      "rate often match (g: agent) where g.approval == none likelihood >= 4 of escape on g\n"
      "forbid alone match (g: agent) where g.approval == none error \"{g} is alone\"\n";
  const auto never = [&](const std::string& test) {
    tool.files.files["tests.aisys"] = "import \"own.aisys\"\n" + test;
    const json result = json::parse(tool.run({"lint-rules", "tests.aisys", "--json"}).out);
    return result["never_held"].dump();
  };
  EXPECT_THAT(never(""), testing::AllOf(HasSubstr("{\"at\":\"own.aisys:1\",\"rate\":\"often\"}"),
                                        HasSubstr("\"policy\":\"alone\"")));
  EXPECT_THAT(never("test t { agent g { approval: none } }\n"),
              testing::AllOf(Not(HasSubstr("often")), Not(HasSubstr("alone"))));
}

}  // namespace
}  // namespace aixc
