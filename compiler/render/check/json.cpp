// The result of a check for scripts: each model with its gate, its diagnostics and its report.
#include "compiler/diagnostics/emit.h"
#include "compiler/render/check/format.h"
#include "compiler/render/json_parts.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

Json gate_of(const Checked& checked) {
  const auto ids = [&](const std::vector<rules::FindingId>& findings) {
    Json list = Json::array();
    for (const rules::FindingId id : findings) {
      list.push_back(checked.assessment->findings[id].id);
    }
    return list;
  };
  return {{"passed", !checked.gate.failed()},
          {"findings", ids(checked.gate.findings)},
          {"violations", checked.gate.violations.size()},
          {"open", checked.gate.open.size()},
          {"known", checked.gate.known},
          {"gone", checked.gate.gone}};
}

Json json_of(const Checked& checked) {
  Json file = {{"file", checked.entry}, {"readable", checked.readable}};
  file["diagnostics"] = Json::parse(diagnostics::to_json(checked.diagnostics, *checked.sources));
  file["gate"] = file["report"] = nullptr;
  if (checked.assessment != nullptr) {
    file["gate"] = gate_of(checked);
    file["report"] = json_report(*checked.model, *checked.assessment, *checked.sources);
  }
  return file;
}

}  // namespace

std::string check_json(const CheckReport& report) {
  Json files = Json::array();
  for (const Checked& checked : report.models) {
    files.push_back(json_of(checked));
  }
  return to_string(
      {{"fail_on", rules::word(report.level)}, {"passed", report.passed}, {"files", files}});
}

}  // namespace aixc::render
