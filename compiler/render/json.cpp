#include "compiler/render/json.h"

#include "compiler/render/json_parts.h"

namespace aixc::render {

// The name by which docs/schema/aixc-report-1.json is known. Fields may be added under this name;
// a field that goes or changes its meaning makes a `-2`.
constexpr const char* ReportSchema = "urn:aixc:schema:aixc-report-1.json";

Json json_report(const model::Model& model, const rules::Assessment& assessment,
                 const source::SourceMap& sources) {
  JsonParts parts(model, assessment, sources);
  const auto list = [](const auto& items, auto&& convert) {
    Json array = Json::array();
    for (const auto& item : items) {
      array.push_back(convert(item));
    }
    return array;
  };
  Json report = {{"schema", ReportSchema}, {"system", parts.system()}, {"counts", parts.counts()}};
  report["parties"] = list(model.parties, [&](auto id) { return parts.party(id); });
  report["data"] = list(model.data, [&](auto id) { return parts.data(id); });
  report["elements"] = list(model.elements, [&](auto id) { return parts.element(id); });
  report["flows"] = Json::array();
  for (size_t i = 0; i < model.flows.size(); ++i) {
    report["flows"].push_back(parts.flow(model::FlowId(i)));
  }
  report["findings"] = report["dismissed"] = Json::array();
  for (const rules::Finding& finding : assessment.findings) {
    const bool applies = finding.status != rules::Status::NotApplicable;
    report[applies ? "findings" : "dismissed"].push_back(parts.finding(finding));
  }
  report["scenarios"] = list(assessment.scenarios, [&](auto& one) { return parts.scenario(one); });
  const rules::FindingIndex index(assessment);
  report["to_verify"] =
      list(assessment.to_verify, [&](auto& one) { return parts.to_verify(one, index); });
  report["violations"] =
      list(assessment.violations, [&](auto& one) { return parts.violation(one); });
  report["questions"] = list(assessment.questions, [&](auto& one) { return parts.question(one); });
  report["ledger"] = list(assessment.ledger, [&](auto& one) { return parts.ledger_row(one); });
  report["facts"] = parts.facts();
  return report;
}

RenderResult render_json(const RenderInput& input) {
  return {to_string(json_report(input.model, input.assessment, input.sources)), {}};
}

}  // namespace aixc::render
