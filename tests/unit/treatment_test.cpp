// Controls where they stand, what they cover from there and whose they are; decisions about risks.
#include <algorithm>
#include <functional>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "compiler/plan/problem.h"
#include "rules/duties.h"

namespace aixc::test {
namespace {

using rules::ControlState;
using rules::Finding;
using rules::FindingControl;
using rules::Responsible;
using rules::Status;
using testing::HasSubstr;

class Treatments : public testing::Test {
 protected:
  void assess(const std::string& text) {
    source::MemoryFileSystem disk;
    disk.files["model.aisys"] = text;
    CompileOptions options;
    model::parse_date("2026-06-01", options.assess.today);
    result_ = compile("model.aisys", "", disk, options);
    ASSERT_FALSE(result_.model.system == model::EntityId());
    ASSERT_TRUE(result_.assessment) << "errors";
  }

  const Finding& finding(const std::string& id) const {
    for (const Finding& one : result_.assessment->findings) {
      if (one.id == id) {
        return one;
      }
    }
    ADD_FAILURE() << id << " is not found";
    return result_.assessment->findings[rules::FindingId(0)];
  }

  const FindingControl& control(const std::string& id, std::string_view name) const {
    const Finding& at = finding(id);
    const auto found =
        std::ranges::find(at.controls, result_.model.find_control(name), &FindingControl::control);
    EXPECT_NE(found, at.controls.end()) << name;
    return *found;
  }

  Responsible responsible(const std::string& id, std::string_view name) const {
    return rules::responsible_for(result_.model, finding(id), control(id, name)).who;
  }

  bool warns(diagnostics::Kind kind) const {
    return std::ranges::any_of(result_.sink.sorted(),
                               [&](const auto& one) { return one.kind == kind; });
  }

  const rules::ToVerify* to_verify(std::string_view threat) const {
    for (const rules::ToVerify& row : result_.assessment->to_verify) {
      if (row.threat == result_.model.find_threat(threat)) {
        return &row;
      }
    }
    return nullptr;
  }

  Compilation result_;
};

constexpr std::string_view Gate = R"(system s "S"
party us { role: us }
user u
app gate { exposure: public }
agent a "A" { approval: none }
llm m { training: supplier, hosting: own }
u -> gate -> a : "q"
a <-> m
tool t { effect: [write] }
a -> t
)";

TEST_F(Treatments, AGateCoversWhatIsBehindItOnEveryWay) {
  assess(std::string(Gate) + "implement RATE_LIMIT on gate\n");
  const FindingControl& limit = control("ai_resource_exhaustion@a", "RATE_LIMIT");
  EXPECT_EQ(limit.state, ControlState::InPlace);
  EXPECT_EQ(limit.coverage, "on gate, which every input path passes");
  EXPECT_EQ(result_.model.name_of(limit.at), "gate");
}

TEST_F(Treatments, AWayRoundAGateIsNotCovered) {
  assess(std::string(Gate) + "u -> a : \"q\"\nimplement RATE_LIMIT on gate\n");
  EXPECT_EQ(control("ai_resource_exhaustion@a", "RATE_LIMIT").state, ControlState::Missing);
}

TEST_F(Treatments, AControlOfOneElementDoesNotCoverWhatStandsInIt) {
  const std::string nested = R"(system s "S"
party us { role: us }
user u
boundary box {
  app host {
    agent a { approval: none }
    tool t { effect: [write] }
  }
}
u -> host.a : "q"
host.a -> host.t
implement LEAST_MODEL_PRIVILEGE on )";
  assess(nested + "host");
  EXPECT_EQ(control("agent_escape@box.host.a", "LEAST_MODEL_PRIVILEGE").state,
            ControlState::Missing);
  assess(nested + "box");
  EXPECT_EQ(control("agent_escape@box.host.a", "LEAST_MODEL_PRIVILEGE").coverage,
            "on box, which it stands in");
  assess(nested + "us");
  EXPECT_EQ(control("agent_escape@box.host.a", "LEAST_MODEL_PRIVILEGE").coverage,
            "on all that us operates");
}

TEST_F(Treatments, AControlOfTheSystemCoversEverythingFromAnywhere) {
  assess(std::string(Gate) + "implement SEC_PROGRAM on gate\n");
  EXPECT_EQ(control("agent_escape@a", "SEC_PROGRAM").coverage,
            "on gate, which is enough for the whole system");
}

TEST_F(Treatments, OfTwoTheStrongerCountsWhicheverComesFirst) {
  const std::string weak = "implement RATE_LIMIT on gate { strength: 20% }\n";
  const std::string strong = "implement RATE_LIMIT on a { strength: 60% }\n";
  for (const std::string& both : {weak + strong, strong + weak}) {
    assess(std::string(Gate) + both);
    EXPECT_DOUBLE_EQ(control("ai_resource_exhaustion@a", "RATE_LIMIT").strength, 0.6);
  }
  assess(std::string(Gate) + "implement RATE_LIMIT on a { status: planned, strength: 90% }\n" +
         weak);
  EXPECT_EQ(control("ai_resource_exhaustion@a", "RATE_LIMIT").state, ControlState::InPlace);
}

TEST_F(Treatments, OfSeveralPlacesTheOneThatCoversIsTold) {
  assess(std::string(Gate) + "implement RATE_LIMIT on t, gate, a\n");
  const FindingControl& limit = control("ai_resource_exhaustion@a", "RATE_LIMIT");
  EXPECT_EQ(limit.coverage, "");
  EXPECT_EQ(result_.model.name_of(limit.at), "a");
}

// ---- decisions ----------------------------------------------------------------------------------

TEST_F(Treatments, DecisionsSetTheStatus) {
  assess(std::string(Gate) +
         "party insurer { role: partner }\n"
         "accept agent_escape on a { reason: \"small\", until: 2026-06-01 }\n"
         "transfer direct_prompt_injection on a to insurer { evidence: \"policy 7\" }\n"
         "avoid ai_resource_exhaustion on system { reason: \"switched off\" }\n");
  EXPECT_EQ(finding("agent_escape@a").status, Status::Accepted);
  EXPECT_EQ(finding("direct_prompt_injection@a").status, Status::Transferred);
  EXPECT_EQ(finding("ai_resource_exhaustion@a").status, Status::Avoided);
  EXPECT_EQ(result_.sink.warning_count(), 0U);
}

TEST_F(Treatments, AnExpiredDecisionDecidesNothing) {
  assess(std::string(Gate) + "accept agent_escape on a { reason: \"small\", until: 2026-05-31 }\n");
  EXPECT_EQ(finding("agent_escape@a").status, Status::Applies);
  EXPECT_TRUE(warns(diagnostics::Kind::ExpiredTreatment));
}

TEST_F(Treatments, WhatIsLateIsReportedUntilItIsDone) {
  assess(std::string(Gate) + "implement RATE_LIMIT on a { status: planned, due: 2026-05-31 }\n");
  EXPECT_TRUE(warns(diagnostics::Kind::OverdueControl));
  assess(std::string(Gate) + "implement RATE_LIMIT on a { status: planned, due: 2026-06-01 }\n");
  EXPECT_FALSE(warns(diagnostics::Kind::OverdueControl));
  assess(std::string(Gate) + "implement RATE_LIMIT on a { status: in_place, due: 2026-05-31 }\n");
  EXPECT_FALSE(warns(diagnostics::Kind::OverdueControl));
}

// ---- responsibility -----------------------------------------------------------------------------

constexpr std::string_view Supplied = R"(system s "S"
party us { role: us }
party vendor "Vendor" { role: supplier }
user u
app front { exposure: public }
llm m by vendor { training: supplier, hosting: supplier }
u -> front -> m : "q"
m -> front -> u : "a"
)";

TEST_F(Treatments, ControlsHaveAnOwnerOfTheirOwn) {
  assess(std::string(Supplied) + "implement MONITOR_USE on front\n");
  const std::string injection = "direct_prompt_injection@m";
  EXPECT_EQ(finding(injection).responsible.who, Responsible::Shared);
  const auto who = [&](std::string_view name) { return responsible(injection, name); };
  EXPECT_EQ(who("MONITOR_USE"), Responsible::Us) << "it stands at ours";
  EXPECT_EQ(who("RATE_LIMIT"), Responsible::Shared) << "it can stand in front";
  EXPECT_EQ(who("SEC_PROGRAM"), Responsible::Us) << "it concerns the organisation";
  EXPECT_EQ(who("OVERSIGHT"), Responsible::Shared) << "we can watch what we do with its answers";
  EXPECT_EQ(responsible("ai_resource_exhaustion@m", "LIMIT_RESOURCES"), Responsible::Supplier)
      << "it stands at his model";
  EXPECT_EQ(responsible("supply_chain_model_poisoning@m", "SUPPLY_CHAIN_MANAGE"), Responsible::Us)
      << "choosing suppliers is ours";
}

TEST_F(Treatments, WhatWeCanDoIsToldFirst) {
  assess(std::string(Supplied));
  const Finding& poisoning = finding("supply_chain_model_poisoning@m");
  const auto missing = rules::missing_controls(result_.model, poisoning);
  const auto theirs = [&](const FindingControl* control) {
    return rules::is_up_to_supplier(result_.model, poisoning, *control);
  };
  ASSERT_FALSE(missing.empty());
  EXPECT_EQ(missing.front()->control, result_.model.find_control("SUPPLY_CHAIN_MANAGE"));
  EXPECT_TRUE(theirs(missing.back()));
  EXPECT_TRUE(std::ranges::is_partitioned(missing, std::not_fn(theirs)));
}

TEST_F(Treatments, ASuppliersControlsAreNotOursToPlan) {
  assess(std::string(Supplied));
  const plan::Problem problem = plan::pose(result_.model, *result_.assessment, {});
  const auto offered = [&](std::string_view control) {
    return std::ranges::any_of(problem.choices, [&](const plan::Choice& choice) {
      return choice.control == result_.model.find_control(control);
    });
  };
  EXPECT_TRUE(offered("SUPPLY_CHAIN_MANAGE"));
  EXPECT_TRUE(offered("OVERSIGHT"));
  EXPECT_FALSE(offered("DEV_SECURITY")) << "he trained it";
  EXPECT_FALSE(offered("LIMIT_RESOURCES")) << "he runs it";
}

TEST_F(Treatments, WhatIsOursIsOurs) {
  std::string gate(Gate);
  const std::string_view theirs = "training: supplier";
  gate.replace(gate.find(theirs), theirs.size(), "training: own");
  assess(gate);
  for (const Finding& finding : result_.assessment->findings) {
    EXPECT_EQ(finding.responsible.who, Responsible::Us) << finding.id;
    for (const FindingControl& one : finding.controls) {
      EXPECT_EQ(rules::responsible_for(result_.model, finding, one).who, Responsible::Us)
          << finding.id;
    }
  }
}

TEST_F(Treatments, ASilentSupplierLeavesThreeWays) {
  assess(std::string(Supplied));
  const rules::ToVerify* row = to_verify("direct_prompt_injection");
  ASSERT_NE(row, nullptr);
  const std::string ways =
      rules::ways_without_word(result_.model, *rules::FindingIndex(*result_.assessment).of(*row));
  EXPECT_THAT(ways,
              HasSubstr("if Vendor confirms nothing: accept the risk, mitigate it yourselves ("));
  EXPECT_THAT(ways, HasSubstr("or avoid it"));
}

TEST_F(Treatments, AnAssuredSupplierIsNotSilent) {
  std::string text(Supplied);
  const std::string silent = "{ role: supplier }";
  text.replace(text.find(silent), silent.size(),
               "{ role: supplier, assurance: certified, evidence: \"report\" }");
  assess(text);
  const rules::ToVerify* row = to_verify("direct_runtime_model_poisoning");
  ASSERT_NE(row, nullptr);
  EXPECT_EQ(
      rules::ways_without_word(result_.model, *rules::FindingIndex(*result_.assessment).of(*row)),
      "");
}

TEST_F(Treatments, ASuppliersDutyCanBeDecidedAbout) {
  assess(std::string(Supplied));
  ASSERT_NE(to_verify("direct_runtime_model_poisoning"), nullptr);
  assess(std::string(Supplied) +
         "accept direct_runtime_model_poisoning on m { reason: \"a toy\" }\n");
  EXPECT_EQ(to_verify("direct_runtime_model_poisoning"), nullptr);
  EXPECT_EQ(finding("direct_runtime_model_poisoning@m").status, Status::NotApplicable);
  EXPECT_FALSE(warns(diagnostics::Kind::StaleTreatment));
  // What is nobody's duty is stale as ever.
  assess(std::string(Supplied) + "accept data_poisoning on m { reason: \"a toy\" }\n");
  EXPECT_TRUE(warns(diagnostics::Kind::StaleTreatment));
}

}  // namespace
}  // namespace aixc::test
