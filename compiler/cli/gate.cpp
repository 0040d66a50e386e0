#include "compiler/cli/gate.h"

#include <map>
#include <set>
#include <string>

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

GateResult gate(const model::Model& model, const rules::Assessment& assessment, Band level,
                bool strict, const Baseline* baseline) {
  GateResult result;
  const std::string system(model.system ? model.name_of(model.system) : "");
  const auto is_known = [&](const auto& one) {
    const bool known = baseline != nullptr && baseline->knows(system, entry_of(model, one));
    result.known += known ? 1 : 0;
    return known;
  };
  for (size_t i = 0; i < assessment.findings.size(); ++i) {
    const rules::FindingId id(i);
    const rules::Finding& finding = assessment.findings[id];
    const int score = finding.risk.residual.high;
    const bool reaches = score > 0 && rules::band_of(score) >= level;
    if (finding.status == rules::Status::Applies && reaches && !is_known(finding)) {
      result.findings.push_back(id);
    }
    if (finding.status == rules::Status::Open && strict && !is_known(finding)) {
      result.open.push_back(id);
    }
  }
  for (size_t i = 0; i < assessment.violations.size(); ++i) {
    if (assessment.violations[i].error && !is_known(assessment.violations[i])) {
      result.violations.push_back(i);
    }
  }
  if (baseline == nullptr) {
    return result;
  }
  std::map<std::string, std::string> before;  // levels by key
  if (const auto entries = baseline->systems.find(system); entries != baseline->systems.end()) {
    for (const Baseline::Entry& entry : entries->second) {
      before.emplace(entry.key, entry.level);
    }
  }
  std::set<std::string> now;
  for (const Baseline::Entry& entry : entries_of(model, assessment)) {
    now.insert(entry.key);
    const auto known = before.find(entry.key);
    result.states.emplace(fmt::format("{}:{}", system, entry.key),
                          known == before.end()          ? render::BaselineState::New
                          : known->second == entry.level ? render::BaselineState::Unchanged
                                                         : render::BaselineState::Updated);
  }
  for (const auto& [key, its_level] : before) {
    if (!now.contains(key)) {
      result.gone.push_back(key);
    }
  }
  return result;
}

std::string gate_line(const GateResult& result, Band level) {
  const std::string reach =
      fmt::format("at {}{}", rules::word(level), level == Band::Critical ? "" : " or above");
  const std::string_view added = result.known > 0 ? " new" : "";
  const std::string known =
      result.known > 0 ? fmt::format(", {} known", result.known) : std::string();
  if (!result.failed()) {
    return fmt::format("gate: passed, nothing{} {}{}", added, reach, known);
  }
  std::string text;
  const auto add = [&](size_t number, std::string_view noun, std::string_view plural,
                       std::string_view rest) {
    if (number > 0) {
      text += fmt::format("{}{}{}", text.empty() ? "" : ", ", rules::counted(number, noun, plural),
                          rest);
    }
  };
  add(result.findings.size(), result.known > 0 ? "new threat" : "threat", "", " " + reach);
  add(result.violations.size(), "broken policy", "broken policies", "");
  add(result.open.size(), "open threat", "", "");
  return "gate: failed, " + text + known;
}

std::string gate_news(const model::Model& model, const rules::Assessment& assessment,
                      const GateResult& result) {
  std::string text;
  if (result.known == 0) {
    return text;
  }
  for (const auto* group : {&result.findings, &result.open}) {
    for (const rules::FindingId id : *group) {
      const rules::Finding& finding = assessment.findings[id];
      text += fmt::format("  new: {} on {}, {}\n", model.title(finding.threat),
                          rules::path_of(model, finding.element),
                          finding.status == rules::Status::Open
                              ? rules::word(finding.status)
                              : rules::word(rules::band_of(finding.risk.residual.high)));
    }
  }
  return text;
}

}  // namespace aixc::cli
