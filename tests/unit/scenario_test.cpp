// Attack scenarios: the steps that a person is told.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using testing::ElementsAre;

// The texts of the steps of the only scenario, when a rule with that pattern raises it on `g`.
std::vector<std::string> steps(const std::string& pattern) {
  test::Tool tool;
  tool.files.files["lib/library.aisys"] +=
      "threat chain \"Chain\" { combined: yes  likelihood: 3  impact_level: 3 }\n"
      "rule chained match " +
      pattern + " raise chain on g because \"{a} gets through\"\n";
  const test::ToolRun run = tool.run({"model.aisys", "-o", "report.json"});
  EXPECT_EQ(run.err, "");
  const json report = json::parse(tool.files.files["report.json"]);
  EXPECT_EQ(report["scenarios"].size(), 1U);
  std::vector<std::string> result;
  for (const json& step : report["scenarios"].at(0)["steps"]) {
    result.push_back(step["from"].get<std::string>() + " " + step["to"].get<std::string>());
  }
  return result;
}

TEST(Scenarios, AStepThatEndsOnePartAndBeginsTheNextIsToldOnce) {
  const auto way = ElementsAre("customer net.web", "net.web net.agent");
  EXPECT_THAT(steps("(a: actor) -[input_path]-> (g: agent)"), way);
  EXPECT_THAT(steps("(a: actor) -> (w: app), (a) -[input_path]-> (g: agent)"), way);
  EXPECT_THAT(steps("(a: actor) -[input_path]-> (g: agent), (w: app) -> (g)"), way);
}

TEST(Scenarios, AStepThatIsTakenAgainLaterIsToldAgain) {
  EXPECT_THAT(steps("(a: actor) -[input_path]-> (g: agent), (a) -> (w: app)"),
              ElementsAre("customer net.web", "net.web net.agent", "customer net.web"));
}

}  // namespace
}  // namespace aixc
