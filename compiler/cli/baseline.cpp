#include "compiler/cli/baseline.h"

#include <algorithm>
#include <array>

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "compiler/render/check/issue.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using Json = nlohmann::ordered_json;

// The name by which docs/schema/aixc-baseline-1.json is known.
constexpr const char* Schema = "urn:aixc:schema:aixc-baseline-1.json";

// From harmless to grave; a policy is broken or not.
constexpr std::array<std::string_view, 6> Levels = {"open", "low",      "medium",
                                                    "high", "critical", "policy"};

ptrdiff_t rank_of(std::string_view level) {
  return std::ranges::find(Levels, level) - Levels.begin();
}

std::optional<Baseline::Entry> read_entry(const Json& json) {
  if (!json.is_object() || !json.contains("id") || !json.contains("level") ||
      !json["id"].is_string() || !json["level"].is_string()) {
    return std::nullopt;
  }
  Baseline::Entry entry{json["id"], json["level"]};
  return std::ranges::count(Levels, entry.level) > 0 ? std::optional(entry) : std::nullopt;
}

}  // namespace

bool Baseline::knows(const std::string& system, const Entry& entry) const {
  const auto found = systems.find(system);
  return found != systems.end() && std::ranges::any_of(found->second, [&](const Entry& known) {
           return known.key == entry.key && rank_of(entry.level) <= rank_of(known.level);
         });
}

Baseline::Entry entry_of(const model::Model& /*model*/, const rules::Finding& finding) {
  const bool is_open = finding.status == rules::Status::Open;
  const int score = std::max(finding.risk.residual.high, 1);
  return {finding.id, std::string(is_open ? "open" : rules::word(rules::band_of(score)))};
}

Baseline::Entry entry_of(const model::Model& model, const rules::Violation& violation) {
  const std::string key = render::violation_key(model, violation);
  return {key.substr(key.find(':') + 1), "policy"};
}

std::vector<Baseline::Entry> entries_of(const model::Model& model,
                                        const rules::Assessment& assessment) {
  std::vector<Baseline::Entry> entries;
  for (const rules::Finding& finding : assessment.findings) {
    if (finding.status == rules::Status::Applies || finding.status == rules::Status::Open) {
      entries.push_back(entry_of(model, finding));
    }
  }
  for (const rules::Violation& violation : assessment.violations) {
    entries.push_back(entry_of(model, violation));
  }
  std::ranges::sort(entries);
  return entries;
}

std::string baseline_text(const Baseline& baseline) {
  Json systems = Json::object();
  for (const auto& [system, entries] : baseline.systems) {
    Json list = Json::array();
    for (const Baseline::Entry& entry : entries) {
      list.push_back({{"id", entry.key}, {"level", entry.level}});
    }
    systems[system] = std::move(list);
  }
  const Json whole = {{"schema", Schema}, {"systems", std::move(systems)}};
  return whole.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::optional<Baseline> read_baseline(std::string_view text, std::string& error) {
  const Json json = Json::parse(text, nullptr, false);
  if (json.is_discarded()) {
    error = "it is no JSON";
    return std::nullopt;
  }
  if (!json.is_object() || json.value("schema", Json()) != Schema || !json.contains("systems") ||
      !json["systems"].is_object()) {
    error = "it is no baseline of aixc";
    return std::nullopt;
  }
  Baseline baseline;
  for (const auto& [system, list] : json["systems"].items()) {
    std::vector<Baseline::Entry>& entries = baseline.systems[system];
    for (const Json& one : list) {
      const auto entry = read_entry(one);
      if (!entry) {
        error = fmt::format("an entry of `{}` has no id and level", system);
        return std::nullopt;
      }
      entries.push_back(*entry);
    }
  }
  return baseline;
}

}  // namespace aixc::cli
