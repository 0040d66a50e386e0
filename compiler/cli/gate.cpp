#include "compiler/cli/gate.h"

#include <fmt/core.h>

#include "rules/words.h"

namespace aixc::cli {

using rules::Band;

std::optional<Band> band_named(std::string_view name) {
  for (const Band band : {Band::Low, Band::Medium, Band::High, Band::Critical}) {
    if (rules::word(band) == name) {
      return band;
    }
  }
  return std::nullopt;
}

GateResult gate(const rules::Assessment& assessment, Band level, bool strict) {
  GateResult result;
  for (size_t i = 0; i < assessment.findings.size(); ++i) {
    const rules::FindingId id(i);
    const rules::Finding& finding = assessment.findings[id];
    const bool reaches =
        finding.risk.residual.high > 0 && rules::band_of(finding.risk.residual.high) >= level;
    if (finding.status == rules::Status::Applies && reaches) {
      result.findings.push_back(id);
    }
    if (finding.status == rules::Status::Open && strict) {
      ++result.open;
    }
  }
  for (const rules::Violation& violation : assessment.violations) {
    result.violations += violation.error ? 1 : 0;
  }
  return result;
}

std::string gate_line(const GateResult& result, Band level) {
  const std::string reach =
      fmt::format("at {}{}", rules::word(level), level == Band::Critical ? "" : " or above");
  if (!result.failed()) {
    return fmt::format("gate: passed, nothing {}", reach);
  }
  std::string text;
  const auto add = [&](size_t number, std::string_view noun, std::string_view plural,
                       std::string_view rest) {
    if (number > 0) {
      text += fmt::format("{}{}{}", text.empty() ? "" : ", ", rules::counted(number, noun, plural),
                          rest);
    }
  };
  add(result.findings.size(), "threat", "", " " + reach);
  add(static_cast<size_t>(result.violations), "broken policy", "broken policies", "");
  add(static_cast<size_t>(result.open), "open threat", "", "");
  return "gate: failed, " + text;
}

}  // namespace aixc::cli
