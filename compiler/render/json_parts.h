// The parts of the JSON report, shared by all that print JSON.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include <nlohmann/json.hpp>

#include "compiler/model/model.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"
#include "rules/duties.h"

namespace aixc::render {

using Json = nlohmann::ordered_json;

// Makes JSON of one compilation. Facts are shared by many reasons, so they stand once, in a table
// that the other parts refer to by index: call `facts()` last, it gives all that were referred to.
class JsonParts {
 public:
  JsonParts(const model::Model& model, const rules::Assessment& assessment,
            const source::SourceMap& sources)
      : model_(model), assessment_(assessment), sources_(sources) {}

  Json system() const;
  Json element(model::EntityId element) const;
  Json party(model::EntityId party) const;
  Json data(model::EntityId data) const;
  Json flow(model::FlowId flow) const;
  Json finding(const rules::Finding& finding);
  Json scenario(const rules::Scenario& scenario) const;
  Json to_verify(const rules::ToVerify& row, const rules::FindingIndex& findings) const;
  Json violation(const rules::Violation& violation);
  Json question(const rules::Question& question) const;
  Json ledger_row(const rules::LedgerRow& row) const;
  Json counts() const;
  Json facts();

  Json place(source::Span span) const;
  Json value(const model::Value& value) const;

 private:
  Json attributes(const std::vector<model::Assignment>& assignments) const;
  Json dependency(const rules::Dependency& dependency) const;
  Json dependencies(const std::vector<rules::Dependency>& dependencies) const;
  Json witness(const rules::Witness& witness) const;
  Json reason(const rules::Reason& reason);
  Json verdict(const rules::Verdict& verdict);
  Json fact(const rules::Fact& fact);
  Json risk(const rules::Risk& risk) const;
  Json control(const rules::Finding& finding, const rules::FindingControl& control) const;
  Json treatment(model::TreatmentId treatment) const;
  size_t index_of(rules::FactId fact);

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const source::SourceMap& sources_;
  std::vector<rules::FactId> facts_;  // in the order first referred to
  std::unordered_map<rules::FactId, size_t> fact_indices_;
};

// The whole report as one value.
Json json_report(const model::Model& model, const rules::Assessment& assessment,
                 const source::SourceMap& sources);

// Indented text with a line break at the end. Never fails: what is not UTF-8 is replaced.
std::string to_string(const Json& json);

}  // namespace aixc::render
