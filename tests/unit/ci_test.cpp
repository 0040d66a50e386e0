// What a pipeline uses, in memory: configuration, folders, baseline, formats, differences.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/cli/options.h"
#include "compiler/config/config.h"
#include "compiler/render/check/format.h"
#include "compiler/render/check/line_hashes.h"
#include "compiler/render/check/sarif_parts.h"
#include "tests/support/golden.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using test::Tool;
using test::ToolRun;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// ---- aixc.toml ----------------------------------------------------------------------------------

TEST(Config, IsFoundUpwardsAndTheCommandLineWins) {
  Tool tool;
  tool.files.files["models/deep/m.aisys"] = test::SmallModel;
  tool.files.files["aixc.toml"] = "fail-on = \"critical\"\n";
  EXPECT_EQ(tool.run({"check", "models/deep/m.aisys"}).code, 0);
  EXPECT_EQ(tool.run({"check", "models/deep/m.aisys", "--fail-on", "high"}).code, 1);
  EXPECT_EQ(tool.run({"check", "models/deep/m.aisys", "--config", "none"}).code, 1);
  tool.files.files["models/aixc.toml"] = "fail-on = \"low\"\n";
  EXPECT_EQ(tool.run({"check", "models/deep/m.aisys"}).code, 1) << "the nearest is the one";
  EXPECT_EQ(tool.run({"check", "models/deep/m.aisys", "--config", "aixc.toml"}).code, 0);
}

TEST(Config, MistakesAreShownWithPlaceAndSuggestion) {
  Tool tool;
  tool.files.files["aixc.toml"] = "# what we want\nfail-no = \"high\"\nstrict = \"yes\"\n";
  const ToolRun run = tool.run({"check", "model.aisys"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("aixc.toml:2:1"));
  EXPECT_THAT(run.err, HasSubstr("did you mean `fail-on`?"));
  EXPECT_THAT(run.err, HasSubstr("`strict` takes `true` or `false`"));
  EXPECT_THAT(run.err, HasSubstr("aixc.toml:3:10"));
}

TEST(Config, LibrariesAreReadForEveryModel) {
  Tool tool;
  tool.files.files["aixc.toml"] = "libraries = [\"shared/rules.aisys\"]\n";
  tool.files.files["shared/rules.aisys"] =
      "forbid no_agents\n  match (a: agent)\n  error \"{a} is an agent\"\n";
  EXPECT_THAT(tool.run({"check", "model.aisys", "--format", "gcc"}).out,
              HasSubstr("Desk agent is an agent [no_agents]"));
  tool.files.files["aixc.toml"] = "libraries = [\"gone.aisys\"]\n";
  EXPECT_THAT(tool.run({"model.aisys"}).err, HasSubstr("cannot read `gone.aisys`"));
}

TEST(Config, RulesAndWarningsCanBeLeftOut) {
  Tool tool;
  tool.files.files["aixc.toml"] = "ignore-rules = [\"can_inject\"]\n";
  EXPECT_EQ(tool.run({"check", "model.aisys"}).code, 0);
  EXPECT_THAT(tool.run({"ledger", "model.aisys"}).out,
              HasSubstr("the project does not apply the rule that could raise it: can_inject"));
  tool.files.files["aixc.toml"] = "ignore-rules = [\"can_injekt\"]\n";
  EXPECT_THAT(tool.run({"check", "model.aisys"}).err, HasSubstr("did you mean `can_inject`?"));
  tool.files.files["aixc.toml"] = "ignore = [\"AIX5050\"]\n";
  tool.files.files["model.aisys"] += "\naccept escape on net.web { reason: \"none\" }\n";
  EXPECT_EQ(tool.run({"model.aisys", "-o", "out.json"}).err, "");
}

TEST(Config, AppetiteIsForSystemsThatStateNone) {
  Tool tool;
  std::string& library = tool.files.files["lib/library.aisys"];
  library.erase(library.find("  appetite: medium }"), 18);
  tool.files.files["model.aisys"] += "implement FILTER on net.agent\n";
  const auto countered = [&] {
    const ToolRun run = tool.run({"model.aisys", "-o", "-", "--format", "json"});
    return json::parse(run.out)["counts"]["countered"].get<int>();
  };
  EXPECT_EQ(countered(), 0) << "only a low risk is lived with where nothing is said";
  tool.files.files["aixc.toml"] = "appetite = \"high\"\n";
  EXPECT_EQ(countered(), 1);
  tool.files.files["model.aisys"].replace(
      0, 46, "system desk \"Help desk\" { owner: \"Desk team\", appetite: low }");
  EXPECT_EQ(countered(), 0) << "what the system says wins";
}

TEST(Config, EveryKeyWithAFlagBelongsToAnOption) {
  std::vector<std::string_view> flags;
  for (const cli::OptionInfo* option :
       {&cli::option::Root, &cli::option::Stdlib, &cli::option::FailOn, &cli::option::Strict,
        &cli::option::Baseline, &cli::option::Theme, &cli::option::Detail, &cli::option::Direction,
        &cli::option::Plan}) {
    flags.push_back(option->names);
  }
  std::vector<std::string_view> keys;
  for (const config::Key& key : config::keys()) {
    EXPECT_FALSE(key.help.empty()) << key.name;
    if (!key.flag.empty()) {
      keys.push_back(key.flag);
    }
  }
  EXPECT_THAT(keys, testing::UnorderedElementsAreArray(flags));
}

// ---- folders ------------------------------------------------------------------------------------

TEST(CheckFolder, PartsAreCheckedByTheirModels) {
  Tool tool;
  tool.files.files["m/main.aisys"] = "import \"parts/p.aisys\"\nsystem a \"Main\"\n";
  tool.files.files["m/parts/p.aisys"] = "app shared\n";
  tool.files.files["m/other.aisys"] = "import \"main.aisys\"\n";
  tool.files.files["m/lib.aisys"] = "kind robot is agent\n";
  tool.files.files["m/drafts/d.aisys"] = "system d \"Draft\"\nagnet x\n";
  tool.files.files["aixc.toml"] = "exclude = [\"m/drafts\"]\n";
  const ToolRun run = tool.run({"check", "m", "--format", "json"});
  EXPECT_EQ(run.code, 0) << run.err << run.out;
  std::vector<std::string> files;
  const json result = json::parse(run.out);
  for (const json& file : result["files"]) {
    files.push_back(file["file"]);
  }
  EXPECT_THAT(files, ElementsAre("m/lib.aisys", "m/main.aisys", "m/other.aisys"));
}

// ---- baseline -----------------------------------------------------------------------------------

TEST(Baseline, LetsThroughWhatItKnowsAndNothingElse) {
  Tool tool;
  const ToolRun written = tool.run({"check", "model.aisys", "--write-baseline", "known.json"});
  EXPECT_EQ(written.code, 0) << written.err;
  EXPECT_THAT(written.out, HasSubstr("known.json: 2 findings written as known"));
  const std::string known = tool.files.files["known.json"];
  EXPECT_THAT(known, Not(HasSubstr("\"line\"")));
  const ToolRun again = tool.run({"check", "model.aisys", "--baseline", "known.json"});
  EXPECT_EQ(again.code, 0);
  EXPECT_THAT(again.out, HasSubstr("gate: passed, nothing new at high or above, 1 known"));
  // Labels and lines may change; a second agent is new.
  tool.files.files["model.aisys"] = "// moved\n" + std::string(test::SmallModel) +
                                    "agent second \"Second\"\nnet.web -> second : \"question\"\n";
  const ToolRun worse = tool.run({"check", "model.aisys", "--baseline", "known.json"});
  EXPECT_EQ(worse.code, 1);
  EXPECT_THAT(worse.out, HasSubstr("gate: failed, 1 new threat at high or above, 1 known\n"
                                   "  new: Prompt injection on second, high\n"));
}

TEST(Baseline, SaysWhenItIsLongerThanNeeded) {
  Tool tool;
  tool.run({"check", "model.aisys", "--write-baseline", "known.json"});
  tool.files.files["model.aisys"] = "system desk \"Help desk\"\n";
  const ToolRun run = tool.run({"check", "model.aisys", "--baseline", "known.json"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.err, HasSubstr("2 findings of the baseline are gone: shrink it"));
}

TEST(Baseline, IsRefusedWhenItCannotBeRead) {
  Tool tool;
  EXPECT_EQ(tool.run({"check", "model.aisys", "--baseline", "none.json"}).code, 2);
  tool.files.files["none.json"] = "{}";
  const ToolRun run = tool.run({"check", "model.aisys", "--baseline", "none.json"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("it is no baseline of aixc"));
}

TEST(Baseline, TwoSystemsOfOneNameAreRefused) {
  Tool tool;
  tool.files.files["copy.aisys"] = test::SmallModel;
  const ToolRun run =
      tool.run({"check", "model.aisys", "copy.aisys", "--write-baseline", "known.json"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("both describe a system `desk`"));
}

// ---- formats ------------------------------------------------------------------------------------

TEST(CheckFormats, AreTheChoicesOfTheOption) {
  std::vector<std::string_view> names = {"text"};
  for (const render::CheckFormat& format : render::check_formats()) {
    names.push_back(format.name);
    EXPECT_FALSE(format.description.empty());
  }
  EXPECT_EQ(names, cli::option::CheckFormat.choices);
}

// As somebody looked at them.
TEST(CheckFormats, SmallSystemIsAsLookedAt) {
  for (const render::CheckFormat& format : render::check_formats()) {
    Tool tool;
    tool.files.files["broken.aisys"] = "system other\nagnet a\n";
    const ToolRun run =
        tool.run({"check", "model.aisys", "broken.aisys", "--format", std::string(format.name)});
    EXPECT_EQ(run.code, 1) << run.err;
    EXPECT_EQ(run.err, "") << format.name;
    test::expect_golden("check/small." + std::string(format.name), run.out);
  }
}

TEST(CheckFormats, SeveralFilesOfOneRun) {
  Tool tool;
  const ToolRun run = tool.run({"check", "model.aisys", "--format", "github", "-o", "a.sarif", "-o",
                                "a.md", "-o", "gitlab:q.json", "-o", "junit:j.txt"});
  EXPECT_EQ(run.code, 1) << run.err;
  EXPECT_THAT(run.out, StartsWith("::error file=model.aisys,line=8,"));
  EXPECT_EQ(json::parse(tool.files.files["a.sarif"])["version"], "2.1.0");
  EXPECT_THAT(tool.files.files["a.md"], HasSubstr("The gate fails"));
  EXPECT_EQ(json::parse(tool.files.files["q.json"])[0]["severity"], "critical");
  EXPECT_THAT(tool.files.files["j.txt"], HasSubstr("<testsuites"));
  EXPECT_EQ(tool.run({"check", "model.aisys", "-o", "what.ever"}).code, 2);
}

TEST(Github, ShowsTheWorstTenOfAType) {
  Tool tool;
  std::string model = test::SmallModel;
  for (int i = 0; i < 15; ++i) {
    model += "agent a" + std::to_string(i) + "\nnet.web -> a" + std::to_string(i) + "\n";
  }
  tool.files.files["model.aisys"] = model;
  const std::string out = tool.run({"check", "model.aisys", "--format", "github"}).out;
  size_t count = 0;
  for (size_t at = out.find("::error"); at != std::string::npos; at = out.find("::error", at + 1)) {
    ++count;
  }
  EXPECT_EQ(count, 10U);
  EXPECT_THAT(out, HasSubstr("aixc: 6 more, less severe"));
}

TEST(Github, NoTextForgesACommand) {
  Tool tool;
  tool.files.files["model.aisys"] = R"aisys(system s "x"
actor a "A\n::error::forged %0A, b: c" { trust: untrusted }
app w "W"
agent g "G\r\n::set-output name=x::y"
a -> w -> g
)aisys";
  const std::string out = tool.run({"check", "model.aisys", "--format", "github"}).out;
  EXPECT_THAT(out, StartsWith("::error file="));
  EXPECT_THAT(out, Not(HasSubstr("\n::error::forged")));
  EXPECT_THAT(out, Not(HasSubstr("\n::set-output")));
}

// ---- SARIF --------------------------------------------------------------------------------------

// What github/codeql-action gives for these texts.
TEST(LineHashes, AreThoseOfGithub) {
  EXPECT_THAT(render::line_hashes(""), ElementsAre("c129715d7a2bc9a3:1"));
  EXPECT_THAT(render::line_hashes("a\nb\nc\nd"),
              ElementsAre("271789c17abda88f:1", "54703d4cd895b18:1", "180aee12dab6264:1",
                          "a23a3dc5e078b07b:1"));
  EXPECT_THAT(render::line_hashes(" hello; \t\nworld!!!\n\n\n  \t\tGreetings\n End"),
              ElementsAre("8b7cf3e952e7aeb2:1", "b1ae1287ec4718d9:1", "bff680108adb0fcc:1",
                          "c6805c5e1288b612:1", "b86d3392aea1be30:1", "e6ceba753e1a442:1"));
  EXPECT_EQ(render::line_hashes("a\r\nb"), render::line_hashes("a\nb"));
}

TEST(Sarif, SeveritiesStayInTheirBands) {
  EXPECT_EQ(render::security_severity(1), "1.0");
  EXPECT_EQ(render::security_severity(4), "3.9");
  EXPECT_EQ(render::security_severity(5), "4.0");
  EXPECT_EQ(render::security_severity(16), "8.9");
  EXPECT_EQ(render::security_severity(17), "9.0");
  EXPECT_EQ(render::security_severity(25), "10.0");
}

TEST(Sarif, TextsAreEscapedAndCut) {
  EXPECT_EQ(render::sarif_text("see [x](javascript:y) {0}", 100),
            "see \\[x\\](javascript:y) {{0}}");
  EXPECT_EQ(render::sarif_text("äöüß", 3), "äö…");
  EXPECT_EQ(render::sarif_uri("a b/ü%.aisys"), "a%20b/%C3%BC%25.aisys");
}

TEST(Sarif, NothingFoundIsAnEmptyList) {
  Tool tool;
  tool.files.files["model.aisys"] = "system s\n";
  const ToolRun run = tool.run({"model.aisys", "-o", "-", "--format", "sarif"});
  EXPECT_EQ(json::parse(run.out)["runs"][0]["results"], json::array());
}

TEST(Sarif, TreatedThreatsAreLeftOutUnlessAskedFor) {
  Tool tool;
  tool.files.files["model.aisys"] =
      std::string(test::SmallModel) +
      "accept injection on net.agent { reason: \"a pilot\", by: \"Desk\", until: 2027-01-01 }\n";
  const auto results = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"check", "model.aisys", "--format", "sarif"});
    return json::parse(tool.run(more).out)["runs"][0]["results"];
  };
  EXPECT_EQ(results({}), json::array());
  const json shown = results({"--sarif-suppressed"});
  ASSERT_EQ(shown.size(), 1U);
  EXPECT_EQ(shown[0]["suppressions"][0]["status"], "accepted");
  EXPECT_EQ(shown[0]["suppressions"][0]["justification"], "accepted: a pilot");
}

TEST(Sarif, ABaselineTellsWhatIsNew) {
  Tool tool;
  const auto states = [&](std::vector<std::string> more) {
    more.insert(more.begin(), {"check", "model.aisys", "--format", "sarif"});
    const json log = json::parse(tool.run(more).out);
    json found = json::object();
    for (const json& result : log["runs"][0]["results"]) {
      const json& element = result["locations"][0]["logicalLocations"][0];
      found[element["fullyQualifiedName"].get<std::string>()] =
          result.value("baselineState", "none");
    }
    return found;
  };
  tool.run({"check", "model.aisys", "--write-baseline", "known.json"});
  EXPECT_EQ(states({}), json({{"desk.net.agent", "none"}}));
  EXPECT_EQ(states({"--baseline", "known.json"}), json({{"desk.net.agent", "unchanged"}}));
  tool.files.files["model.aisys"] += "agent second \"Second\"\nnet.web -> second : \"question\"\n";
  EXPECT_EQ(states({"--baseline", "known.json"}),
            json({{"desk.net.agent", "unchanged"}, {"desk.second", "new"}}));
  std::string& known = tool.files.files["known.json"];
  known.replace(known.find("\"high\""), 6, "\"medium\"");
  EXPECT_EQ(states({"--baseline", "known.json"})["desk.net.agent"], "updated");
}

// ---- diff ---------------------------------------------------------------------------------------

class Diffing : public testing::Test {
 protected:
  json changes(const std::string& before, const std::string& after) {
    tool_.files.files["old.aisys"] = before;
    tool_.files.files["new.aisys"] = after;
    const ToolRun run = tool_.run({"diff", "old.aisys", "new.aisys", "--json"});
    EXPECT_EQ(run.code, 0) << run.err;
    return json::parse(run.out)["models"][0]["changes"];
  }
  static const json* find(const json& changes, const std::string& id) {
    for (const json& change : changes) {
      if (change["id"] == id) {
        return &change;
      }
    }
    return nullptr;
  }
  Tool tool_;
};

TEST_F(Diffing, NothingChangesByLinesAndComments) {
  EXPECT_EQ(changes(test::SmallModel, "// a comment\n\n" + std::string(test::SmallModel)),
            json::array());
}

TEST_F(Diffing, AThreatComesWithTheFlowThatRaisesIt) {
  const std::string before = "system desk \"D\"\nuser u\napp w\nagent a { approval: hard }\n";
  const json all = changes(before, before + "u -> w -> a\n");
  const json* threat = find(all, "injection@a");
  ASSERT_NE(threat, nullptr);
  EXPECT_EQ((*threat)["what"], "came");
  EXPECT_EQ((*threat)["level"], "high");
  EXPECT_THAT((*threat)["reasons"].dump(), HasSubstr("`w -> a` is new"));
  EXPECT_NE(find(all, "u -> w"), nullptr);
}

TEST_F(Diffing, AnAnswerSettlesAThreat) {
  const std::string open = test::SmallModel;
  std::string answered = open;
  answered.replace(answered.find("\"Desk agent\""), 12, "\"Desk agent\" { approval: hard }");
  const json all = changes(open, answered);
  const json* threat = find(all, "escape@net.agent");
  ASSERT_NE(threat, nullptr);
  EXPECT_EQ((*threat)["what"], "went");
  EXPECT_THAT((*threat)["reasons"].dump(), HasSubstr("`net.agent.approval` is now `hard`"));
  const json* question = find(all, "net.agent.approval");
  ASSERT_NE(question, nullptr);
  EXPECT_EQ((*question)["what"], "went");
}

TEST_F(Diffing, WhatMovesTakesItsFindingsAlong) {
  const std::string before = "system desk \"D\"\nuser u\napp w\nagent a\nu -> w -> a\n";
  const std::string after =
      "system desk \"D\"\nuser u\napp w\nboundary b { agent a }\nu -> w -> b.a\n";
  const json all = changes(before, after);
  EXPECT_EQ(find(all, "injection@b.a"), nullptr);
  const json* moved = find(all, "b.a");
  ASSERT_NE(moved, nullptr);
  EXPECT_EQ((*moved)["details"][0]["before"], "a");
}

TEST_F(Diffing, GateIsForWhatIsNew) {
  tool_.files.files["old.aisys"] = "system desk \"Help desk\"\n";
  tool_.files.files["new.aisys"] = test::SmallModel;
  const ToolRun run = tool_.run({"diff", "old.aisys", "new.aisys", "--fail-on-new", "high"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("gate: failed, 1 new threat at high or above"));
  EXPECT_EQ(tool_.run({"diff", "old.aisys", "new.aisys", "--fail-on-new", "critical"}).code, 0);
  EXPECT_EQ(tool_.run({"diff", "new.aisys", "new.aisys", "--fail-on-new", "low"}).code, 0);
}

TEST_F(Diffing, IsAsLookedAt) {
  tool_.files.files["old.aisys"] = test::SmallModel;
  tool_.files.files["new.aisys"] = R"aisys(system desk "Help desk" { owner: "Desk team" }
user customer "Customer"
boundary net "Network" {
  app   web   "Web front"
  agent agent "Desk agent" { approval: none, tools: [write] }
  agent clerk "Clerk"
}
customer -> web -> agent : question
net.web -> net.clerk : "forwarded"
implement FILTER on net.agent { status: planned, owner: "Desk" }
)aisys";
  for (const char* form : {"--json", "--markdown", ""}) {
    std::vector<std::string> arguments = {"diff", "old.aisys", "new.aisys"};
    if (*form != '\0') {
      arguments.emplace_back(form);
    }
    test::expect_golden(std::string("diff/small") + (*form != '\0' ? form + 1 : "-text"),
                        tool_.run(arguments).out);
  }
}

TEST_F(Diffing, GitIsNeededForRevisions) {
  const ToolRun run = tool_.run({"diff", "git:main", "model.aisys"});
  EXPECT_EQ(run.code, 2);
  EXPECT_THAT(run.err, HasSubstr("`git:main` cannot be read: git cannot be run"));
}

}  // namespace
}  // namespace aixc
