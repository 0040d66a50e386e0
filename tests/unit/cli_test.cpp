// The command line in memory: what each command prints, its exit code, what it writes.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/cli/command.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using test::Tool;
using test::ToolRun;
using testing::EndsWith;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

// ---- usage --------------------------------------------------------------------------------------

TEST(Cli, HelpShowsEveryCommandAndExitsClean) {
  const ToolRun run = Tool().run({"--help"});
  EXPECT_EQ(run.code, 0);
  for (const cli::Command& command : cli::commands()) {
    EXPECT_THAT(run.out, HasSubstr(std::string(command.name) + " ")) << command.name;
    EXPECT_THAT(run.out, HasSubstr(std::string(command.summary).substr(0, 20))) << command.name;
  }
}

TEST(Cli, EveryCommandHasAPageWithExamplesAndItsOptions) {
  for (const cli::Command& command : cli::commands()) {
    if (command.name.empty()) {
      continue;
    }
    const ToolRun run = Tool().run({std::string(command.name), "--help"});
    EXPECT_EQ(run.code, 0) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    for (const cli::Example& example : command.examples) {
      EXPECT_THAT(run.out, HasSubstr(std::string(example.command)));
      EXPECT_THAT(std::string(example.command), StartsWith("aixc"));
    }
    for (const cli::OptionInfo* option : command.options) {
      const std::string name(option->names.substr(option->names.rfind(',') + 1));
      EXPECT_THAT(run.out, HasSubstr(name)) << command.name;
    }
    EXPECT_EQ(Tool().run({"help", std::string(command.name)}).out, run.out);
  }
}

TEST(Cli, VersionIsPrinted) {
  const ToolRun run = Tool().run({"--version"});
  EXPECT_EQ(run.code, 0);
  EXPECT_THAT(run.out, StartsWith("aixc "));
}

TEST(Cli, OptionsMayStandBeforeTheCommand) {
  Tool tool;
  tool.small_library = false;
  const ToolRun before = tool.run({"--stdlib", "lib", "dump", "--stage=findings", "model.aisys"});
  const ToolRun behind = tool.run({"dump", "--stage=findings", "model.aisys", "--stdlib", "lib"});
  EXPECT_EQ(before.code, 0) << before.err;
  EXPECT_EQ(before.out, behind.out);
  EXPECT_NE(before.out, "");
  // A value that is called like a command is a value.
  tool.files.files["check"] = tool.files.files["model.aisys"];
  const ToolRun file =
      tool.run({"--stdlib", "lib", "-o", "check", "--format", "json", "model.aisys"});
  EXPECT_EQ(file.code, 0) << file.err;
  EXPECT_EQ(tool.run({"--color=never", "list", "kinds"}).out,
            tool.run({"list", "kinds", "--color=never"}).out);
}

TEST(Cli, NothingIsWrongUsage) {
  const ToolRun run = Tool().run({});
  EXPECT_EQ(run.code, 2);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("Usage"));
}

struct Slip {
  std::vector<std::string> arguments;
  std::string said;
};

class CliSlip : public testing::TestWithParam<Slip> {};

TEST_P(CliSlip, IsRefusedWithTheWayOut) {
  Tool tool;
  tool.small_library = false;  // no more arguments than are given
  const ToolRun run = tool.run(GetParam().arguments);
  EXPECT_EQ(run.code, 2) << run.out;
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr(GetParam().said));
}

INSTANTIATE_TEST_SUITE_P(
    All, CliSlip,
    testing::Values(
        Slip{{"chekc", "model.aisys"}, "did you mean `check`?"},
        Slip{{"model.aisys", "--them", "dark"}, "did you mean `--theme`?"},
        Slip{{"check", "model.aisys", "--fail-no=high"}, "did you mean `--fail-on`?"},
        Slip{{"model.aisys", "--theme", "drak"}, "did you mean `dark`?"},
        Slip{{"model.aisys", "--fail-on", "severe"}, "low, medium, high, critical"},
        Slip{{"model.aisys", "-o"}, "-o"},
        Slip{{"model.aisys", "more.aisys"}, "`more.aisys` is one argument too many"},
        Slip{{"why", "injection", "model.aisys"}, "aixc why THREAT ELEMENT FILE"},
        Slip{{"check"}, "too few arguments"},
        Slip{{"model.aisys", "-o", "report.svgg"}, "no format is known for `report.svgg`"},
        Slip{{"model.aisys", "-o", "report"}, "`--format` takes"},
        Slip{{"model.aisys", "-o", "-", "--format", "jsn"}, "did you mean `json`?"},
        Slip{{"model.aisys", "--today", "2027-02-30"}, "no day of the calendar"},
        Slip{{"list", "threat"}, "did you mean `threats`?"},
        Slip{{"help", "chek"}, "did you mean `check`?"},
        Slip{{"dump", "model.aisys"}, "needs a stage"},
        Slip{{"model.aisys", "--scale", "9"}, "it takes `1`, `1.5`, `2`, `3` or `4`"},
        Slip{{"why", "evasion", "web", "lib"}, "`aixc check lib` looks at all models in it"},
        Slip{{"model.aisys", "-o", "lib"}, "name a file in it: `lib/report.svg`"},
        Slip{{"check", "model.aisys", "-o", "lib/"}, "name a file in it: `lib/aixc.sarif`"},
        Slip{{"why", "net.agent", "evasion", "model.aisys"},
             "`evasion` is a threat: the form is `aixc why THREAT ELEMENT FILE`"},
        Slip{{"why", "model.aisys", "evasion", "net.agent"},
             "`model.aisys` is a file: the form is `aixc why THREAT ELEMENT FILE`"},
        Slip{{"why", "evasion", "xylophone", "model.aisys"}, "there are `customer`, `net`, "},
        Slip{{"missing.aisys"}, "missing.aisys"}));

// ---- aixc FILE ----------------------------------------------------------------------------------

TEST(CliBuild, WithoutOutputsTellsTheFindings) {
  const ToolRun run = Tool().run({"model.aisys"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(
      run.out,
      StartsWith(
          "Help desk: 3 elements, 1 boundary, 2 flows\n1 threat applies (1 high), 1 open\n"));
  EXPECT_THAT(run.out, HasSubstr("   1  high        Prompt injection on net.agent\n"));
  EXPECT_THAT(run.out, HasSubstr("Who approves what Desk agent does"));
  EXPECT_THAT(run.out, HasSubstr("aixc model.aisys -o report.svg"));
}

TEST(CliBuild, WritesSeveralOutputs) {
  Tool tool;
  const ToolRun run = tool.run(
      {"model.aisys", "-o", "out.json", "-o", "out.dot", "-o", "out.svg", "-o", "out.txt"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(json::parse(tool.files.files["out.json"])["system"]["id"], "desk");
  EXPECT_THAT(tool.files.files["out.dot"], StartsWith("digraph \"Help desk\""));
  EXPECT_THAT(tool.files.files["out.svg"], StartsWith("<svg"));
  EXPECT_THAT(tool.files.files["out.txt"], StartsWith("Help desk"));
}

TEST(CliBuild, ReadsStandardInputAndWritesStandardOutput) {
  Tool tool;
  tool.input = test::SmallModel;
  const ToolRun run = tool.run({"-", "-o", "-", "--format", "json"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_EQ(json::parse(run.out)["elements"].size(), 4U);
}

TEST(CliBuild, OfStandardInputNoCommandIsProposedThatWouldReadItAgain) {
  Tool tool;
  tool.input = test::SmallModel;
  const ToolRun run = tool.run({"-"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_THAT(run.out, HasSubstr("Who approves what Desk agent does"));
  EXPECT_THAT(run.out, Not(HasSubstr("aixc ")));
}

TEST(CliBuild, WithErrorsWritesNothing) {
  Tool tool;
  tool.files.files["model.aisys"] = "system desk\nagnet a\n";
  const ToolRun run = tool.run({"model.aisys", "-o", "out.json"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("did you mean `agent`?"));
  EXPECT_FALSE(tool.files.files.contains("out.json"));
}

TEST(CliBuild, FindingsFailOnlyWhenAsked) {
  EXPECT_EQ(Tool().run({"model.aisys", "-o", "out.json"}).code, 0);
  EXPECT_EQ(Tool().run({"model.aisys", "-o", "out.json", "--fail-on", "high"}).code, 1);
  EXPECT_EQ(Tool().run({"model.aisys", "-o", "out.json", "--fail-on", "critical"}).code, 0);
}

TEST(CliBuild, ALibraryIsNoSystem) {
  Tool tool;
  tool.files.files["library.aisys"] = "kind robot is agent\n";
  const ToolRun run = tool.run({"library.aisys", "-o", "out.json"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.err, HasSubstr("describes no system"));
}

TEST(CliBuild, UnreadableInputIsRefused) {
  Tool tool;
  tool.files.files["model.aisys"] = "system desk\n";
  EXPECT_EQ(tool.run({"none.aisys", "-o", "out.json"}).code, 2);
  tool.files.files["model.aisys"] = "import \"none.aisys\"\nsystem desk\n";
  EXPECT_EQ(tool.run({"model.aisys", "-o", "out.json"}).code, 1) << "a model with an error";
}

// ---- check --------------------------------------------------------------------------------------

TEST(CliWatch, TakesTheOptionsOfPictures) {
  const ToolRun run =
      Tool().run({"watch", "model.aisys", "--view", "matrix", "--scale", "2", "--page", "a4"});
  EXPECT_THAT(run.err, HasSubstr("changes of files cannot be waited for here"));
}

TEST(CliCheck, GatesAtHigh) {
  const ToolRun run = Tool().run({"check", "model.aisys"});
  EXPECT_EQ(run.code, 1);
  EXPECT_THAT(run.out, HasSubstr("Customer can send Desk agent crafted prompts by way of"));
  EXPECT_THAT(run.out, EndsWith("gate: failed, 1 threat at high or above\n"));
  EXPECT_EQ(Tool().run({"check", "model.aisys", "--exit-zero"}).code, 0);
  const ToolRun passed = Tool().run({"check", "model.aisys", "--fail-on", "critical"});
  EXPECT_EQ(passed.code, 0);
  EXPECT_THAT(passed.out, EndsWith("gate: passed, nothing at critical\n"));
}

TEST(CliCheck, OpenThreatsGateOnlyWhenStrict) {
  Tool tool;
  tool.files.files["model.aisys"] = "system s\nagent a\n";
  EXPECT_EQ(tool.run({"check", "model.aisys"}).code, 0);
  const ToolRun strict = tool.run({"check", "model.aisys", "--strict"});
  EXPECT_EQ(strict.code, 1);
  EXPECT_THAT(strict.out, HasSubstr("1 open threat"));
}

TEST(CliCheck, SearchesFoldersInOrder) {
  Tool tool;
  tool.files.files["models/b.aisys"] = "system b \"Second\"\n";
  tool.files.files["models/a/a.aisys"] = "system a \"First\"\n";
  tool.files.files["models/notes.txt"] = "no model";
  const ToolRun run = tool.run({"check", "models"});
  EXPECT_EQ(run.code, 0) << run.err;
  EXPECT_LT(run.out.find("First"), run.out.find("Second"));
  EXPECT_EQ(tool.run({"check", "models/a"}).code, 0);
  tool.files.files["empty/notes.txt"] = "";
  EXPECT_EQ(tool.run({"check", "empty"}).code, 2);
}

TEST(CliCheck, GccFormatIsOneLineForEachPlace) {
  const ToolRun run = Tool().run({"check", "model.aisys", "--format", "gcc"});
  EXPECT_THAT(run.out, StartsWith("model.aisys:8:9: error: prompt injection on net.agent, high: "));
  EXPECT_THAT(run.out, EndsWith("[injection]\n"));
}

TEST(CliCheck, JsonHoldsReportsAndDiagnostics) {
  Tool tool;
  tool.files.files["broken.aisys"] = "system desk\nagnet a\n";
  const ToolRun run = tool.run({"check", "model.aisys", "broken.aisys", "--format", "json"});
  EXPECT_EQ(run.code, 1);
  const json result = json::parse(run.out);
  EXPECT_EQ(result["passed"], false);
  EXPECT_EQ(result["files"][0]["gate"]["findings"][0], "injection@net.agent");
  EXPECT_EQ(result["files"][0]["report"]["system"]["title"], "Help desk");
  EXPECT_TRUE(result["files"][1]["report"].is_null());
  EXPECT_EQ(result["files"][1]["diagnostics"][0]["severity"], "error");
}

TEST(CliCheck, UnreadableInputIsRefusedWhateverIsAllowed) {
  EXPECT_EQ(Tool().run({"check", "none.aisys", "--exit-zero"}).code, 2);
}

// ---- colour -------------------------------------------------------------------------------------

TEST(CliColor, FollowsTerminalEnvironmentAndOption) {
  const auto is_coloured = [](Tool& tool, const std::string& when) {
    return tool.run({"check", "model.aisys", "--color", when}).out.find('\x1b') !=
           std::string::npos;
  };
  Tool pipe;
  EXPECT_FALSE(is_coloured(pipe, "auto"));
  EXPECT_TRUE(is_coloured(pipe, "always"));
  Tool terminal;
  terminal.terminal = true;
  EXPECT_TRUE(is_coloured(terminal, "auto"));
  EXPECT_FALSE(is_coloured(terminal, "never"));
  terminal.environment["NO_COLOR"] = "1";
  EXPECT_FALSE(is_coloured(terminal, "auto"));
  terminal.environment["NO_COLOR"] = "";
  EXPECT_TRUE(is_coloured(terminal, "auto"));
}

}  // namespace
}  // namespace aixc
