// The first example: its findings are exactly those of the table in examples/README.md.
#include <map>
#include <string>
#include <utility>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "rules/words.h"
#include "tests/support/paths.h"

namespace aixc::test {
namespace {

using rules::Status;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

class Sample : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    source::DiskFileSystem disk;
    CompileOptions options;
    model::parse_date("2026-12-01", options.assess.today);
    const std::string path = (source_dir() / "examples/01_support_assistant.aisys").string();
    result_ = new Compilation(compile(path, "", disk, options));
  }
  static void TearDownTestSuite() { delete result_; }

  static const model::Model& model() { return result_->model; }
  static const rules::Assessment& assessment() { return *result_->assessment; }

  // `threat@element` of all findings with that status; generic ones left out.
  static std::vector<std::string> findings(Status status) {
    std::vector<std::string> result;
    for (const rules::Finding& finding : assessment().findings) {
      if (finding.status == status && !finding.conventional) {
        result.push_back(finding.id);
      }
    }
    return result;
  }

  static const rules::LedgerRow& ledger(std::string_view threat) {
    const model::ThreatId id = model().find_threat(threat);
    for (const rules::LedgerRow& row : assessment().ledger) {
      if (row.threat == id) {
        return row;
      }
    }
    ADD_FAILURE() << threat << " is not in the ledger";
    return assessment().ledger[0];
  }

  static Compilation* result_;
};
Compilation* Sample::result_ = nullptr;

TEST_F(Sample, HasNoDiagnostics) {
  EXPECT_THAT(result_->sink.sorted(), IsEmpty());
}

TEST_F(Sample, Applies) {
  EXPECT_THAT(findings(Status::Applies),
              UnorderedElementsAre(
                  "direct_prompt_injection@vpc.triage", "evasion@vpc.shield",
                  "output_contains_conventional_injection@vpc.web", "agent_escape@vpc.triage",
                  "augmentation_data_manipulation@vpc.kb", "supply_chain_model_poisoning@gpt"));
}

TEST_F(Sample, CounteredAcceptedAndOpen) {
  EXPECT_THAT(findings(Status::Countered),
              UnorderedElementsAre("ai_resource_exhaustion@vpc.triage"));
  EXPECT_THAT(findings(Status::Accepted), UnorderedElementsAre("input_data_leak@gpt"));
  EXPECT_THAT(findings(Status::Open),
              UnorderedElementsAre("direct_augmentation_data_leak@vpc.triage"));
}

TEST_F(Sample, WhatDoesNotApplySaysWhyNot) {
  for (const char* threat :
       {"indirect_prompt_injection", "disclosure_in_output", "data_poisoning",
        "direct_development_time_model_poisoning", "development_time_data_leak",
        "direct_development_time_model_leak", "source_code_configuration_leak",
        "model_inversion_and_membership_inference", "model_exfiltration",
        "direct_runtime_model_poisoning", "direct_runtime_model_leak",
        "agent_message_structure_manipulation", "lethal_trifecta"}) {
    EXPECT_EQ(ledger(threat).status, Status::NotApplicable) << threat;
    EXPECT_FALSE(ledger(threat).because.empty()) << threat;
  }
}

TEST_F(Sample, AsksOneQuestion) {
  ASSERT_EQ(assessment().questions.size(), 1U);
  EXPECT_EQ(assessment().questions[0].ask,
            "Is there a system prompt for Triage agent, and is it confidential?");
}

TEST_F(Sample, WitnessOfDirectPromptInjectionIsTheInputPath) {
  for (const rules::Finding& finding : assessment().findings) {
    if (finding.id == "direct_prompt_injection@vpc.triage") {
      EXPECT_EQ(rules::way_text(model(), finding.raised[0].reason.witness),
                "Customer → Chat front end → Prompt shield → Triage agent");
    }
  }
}

TEST_F(Sample, RisksAndBands) {
  const std::map<std::string, std::pair<int, int>> expected{
      // likelihood × impact, without controls and with them
      {"direct_prompt_injection@vpc.triage", {16, 16}},
      {"agent_escape@vpc.triage", {12, 12}},
      {"output_contains_conventional_injection@vpc.web", {9, 9}},
      {"evasion@vpc.shield", {9, 9}},
      {"supply_chain_model_poisoning@gpt", {8, 8}},
      {"augmentation_data_manipulation@vpc.kb", {8, 8}},
      {"ai_resource_exhaustion@vpc.triage", {12, 6}},
      {"input_data_leak@gpt", {8, 8}},
  };
  for (const rules::Finding& finding : assessment().findings) {
    const auto found = expected.find(finding.id);
    if (found == expected.end() || finding.status == Status::NotApplicable) {
      continue;
    }
    EXPECT_EQ(finding.risk.score, (rules::Interval{found->second.first, found->second.first}))
        << finding.id;
    EXPECT_EQ(finding.risk.residual, (rules::Interval{found->second.second, found->second.second}))
        << finding.id;
  }
}

TEST_F(Sample, SupplierIsToBeVerifiedAtRuntime) {
  std::vector<std::string> threats;
  for (const rules::ToVerify& row : assessment().to_verify) {
    EXPECT_EQ(model().label_of(row.party), "OpenAI");
    EXPECT_EQ(row.because, "assurance reviewed, evidence given");
    threats.push_back(model().title(row.threat));
  }
  EXPECT_THAT(threats, testing::Contains("Direct runtime model poisoning"));
  EXPECT_THAT(threats, testing::Contains("Direct runtime model leak"));
}

}  // namespace
}  // namespace aixc::test
