// The reasons of a finding as a tree of sentences.
#pragma once

#include <set>

#include "compiler/model/model.h"
#include "compiler/render/tree.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"

namespace aixc::render {

// Writes reasons in words. A fact that several reasons share is explained where it comes first.
class Reasons {
 public:
  Reasons(const model::Model& model, const rules::Assessment& assessment,
          const source::SourceMap& sources)
      : model_(model), assessment_(assessment), sources_(sources) {}

  // `Direct prompt injection on vpc.triage applies`, with all verdicts, the risk, the controls.
  Tree finding(const rules::Finding& finding);
  Tree scenario(const rules::Scenario& scenario) const;

  // `Customer → Chat front end: question (model.aisys:32)`, one for each flow passed.
  void add_steps(Tree& tree, const rules::Witness& witness) const;

 private:
  void add_verdict(Tree& tree, const rules::Verdict& verdict);
  void add_facts(Tree& tree, const std::vector<rules::FactId>& facts);
  void add_fact(Tree& tree, rules::FactId fact);
  std::string fact_text(const rules::Fact& fact) const;
  std::string assumption_text(const rules::Fact& fact) const;
  std::string step_text(model::EntityId from, const rules::WitnessStep& step) const;
  void add_risk(Tree& tree, const rules::Risk& risk) const;
  void add_controls(Tree& tree, const rules::Finding& finding) const;
  void add_unconfirmed(Tree& tree, const rules::Finding& finding) const;
  void add_open(Tree& tree, const std::vector<rules::Dependency>& depends_on) const;

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const source::SourceMap& sources_;
  std::set<rules::FactId> told_;
};

}  // namespace aixc::render
