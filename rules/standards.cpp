#include "rules/standards.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include <fmt/core.h>

#include "compiler/base/fold_name.h"
#include "rules/map_values.h"
#include "rules/words.h"

namespace aixc::rules {
namespace {

struct MapAttribute {
  std::string_view name;
  Basis basis;
};
constexpr std::array<MapAttribute, 3> MapAttributes = {{
    {"maps", Basis::Published},
    {"maps_transitive", Basis::Transitive},
    {"maps_derived", Basis::Derived},
}};

class Reader {
 public:
  Reader(const model::Model& model, EntityId taxonomy)
      : model_(model),
        key_(model.name_of(taxonomy)),
        edition_(model.text_of(taxonomy, "edition")),
        url_(model.text_of(taxonomy, "url")) {
    const std::string version = model.text_of(taxonomy, "version");
    const std::string& label = model.label_of(taxonomy);
    const bool told = version.empty() || label.find(version) != std::string::npos;
    standard_.taxonomy = taxonomy;
    standard_.title = told ? label : fmt::format("{} ({})", label, version);
  }

  Standard run() {
    if (const auto* items = map_of(model_, standard_.taxonomy, "items")) {
      for (const auto& [id, name] : *items) {
        const auto* text = std::get_if<std::string>(&name.data);
        entry(id).name = text == nullptr ? "" : *text;
      }
    }
    for (size_t i = 0; i < model_.threats.size(); ++i) {
      add(ThreatId(i), model_.threats[ThreatId(i)].entity, &StandardEntry::threats);
    }
    for (size_t i = 0; i < model_.controls.size(); ++i) {
      add(ControlId(i), model_.controls[ControlId(i)].entity, &StandardEntry::controls);
    }
    return std::move(standard_);
  }

 private:
  StandardEntry& entry(const std::string& id) {
    const auto [place, is_new] = places_.try_emplace(id, standard_.entries.size());
    if (is_new) {
      StandardEntry made;
      made.id = edition_.empty() ? id : fmt::format("{}:{}", id, edition_);
      if (const size_t hole = url_.find("{id}"); hole != std::string::npos) {
        made.url = url_.substr(0, hole) + id + url_.substr(hole + 4);
      }
      standard_.entries.push_back(std::move(made));
    }
    return standard_.entries[place->second];
  }

  template <typename IdType>
  void add(IdType id, EntityId entity, std::vector<Mapped<IdType>> StandardEntry::*list) {
    for (const MapAttribute& attribute : MapAttributes) {
      const auto* map = map_of(model_, entity, attribute.name);
      if (map == nullptr) {
        continue;
      }
      for (const auto& [taxonomy, ids] : *map) {
        if (taxonomy != key_) {
          continue;
        }
        for (const std::string& one : texts_of(ids)) {
          auto& mapped = entry(one).*list;
          if (mapped.empty() || mapped.back().id != id) {  // the best basis comes first
            mapped.push_back({id, attribute.basis});
          }
        }
      }
    }
  }

  const model::Model& model_;
  std::string_view key_;
  std::string edition_;
  std::string url_;
  Standard standard_;
  std::unordered_map<std::string, size_t> places_;
};

// What an assessment says of each threat and each control, as the rows ask for it.
class Coverage {
 public:
  Coverage(const model::Model& model, const Assessment& assessment)
      : model_(model), assessment_(assessment) {
    for (const LedgerRow& row : assessment.ledger) {
      ledger_.emplace(row.threat, &row);
    }
  }

  CoverageRow row(const StandardEntry& entry) const {
    CoverageRow row;
    add_findings(entry, row);
    add_scenarios(entry, row);
    for (const Mapped<ControlId>& mapped : entry.controls) {
      add_control(mapped.id, row);
    }
    row.touch = touch(entry, row);
    return row;
  }

 private:
  // The threat itself, a form of it, or a threat of the group that it is.
  bool answers(const Finding& finding, ThreatId threat) const {
    if (std::ranges::find(finding.variants, threat) != finding.variants.end()) {
      return true;
    }
    for (ThreatId one = finding.threat; one; one = model_.threats[one].parent) {
      if (one == threat) {
        return true;
      }
    }
    return false;
  }

  void add_findings(const StandardEntry& entry, CoverageRow& row) const {
    for (size_t i = 0; i < assessment_.findings.size(); ++i) {
      const Finding& finding = assessment_.findings[FindingId(i)];
      const bool mapped = std::ranges::any_of(
          entry.threats, [&](const auto& one) { return answers(finding, one.id); });
      if (mapped && finding.status != Status::NotApplicable) {
        row.findings.push_back(FindingId(i));
      }
    }
  }

  void add_scenarios(const StandardEntry& entry, CoverageRow& row) const {
    for (size_t i = 0; i < assessment_.scenarios.size(); ++i) {
      const Scenario& scenario = assessment_.scenarios[i];
      if (scenario.truth == Truth::True && std::ranges::any_of(entry.threats, [&](const auto& one) {
            return one.id == scenario.threat;
          })) {
        row.scenarios.push_back(i);
      }
    }
  }

  void add_control(ControlId control, CoverageRow& row) const {
    bool planned = false;
    for (const model::Treatment& treatment : model_.treatments) {
      if (treatment.verb != model::Treatment::Verb::Implement || treatment.control != control) {
        continue;
      }
      const std::string status = treatment_text(model_, treatment, "status");
      if (status.empty() || status == "in_place") {
        row.in_place.push_back(control);
        return;
      }
      planned = true;
    }
    if (planned) {
      row.planned.push_back(control);
    } else if (is_asked_for(control)) {
      row.missing.push_back(control);
    }
  }

  bool is_asked_for(ControlId control) const {
    return std::ranges::any_of(assessment_.findings, [&](const Finding& finding) {
      return finding.status != Status::NotApplicable &&
             std::ranges::any_of(finding.controls, [&](const FindingControl& one) {
               return one.control == control && one.state == ControlState::Missing;
             });
    });
  }

  Touch touch(const StandardEntry& entry, CoverageRow& row) const {
    if (!row.scenarios.empty()) {
      return Touch::Found;
    }
    if (!row.findings.empty()) {
      const bool open = std::ranges::all_of(row.findings, [&](FindingId id) {
        return assessment_.findings[id].status == Status::Open;
      });
      return open ? Touch::Open : Touch::Found;
    }
    bool factor = false;
    for (const Mapped<ThreatId>& mapped : entry.threats) {
      const auto found = ledger_.find(mapped.id);
      if (model_.threats[mapped.id].risk_factor || found == ledger_.end()) {
        factor = true;
        continue;
      }
      row.because = found->second->because;
      return Touch::NotApplicable;
    }
    if (factor) {
      return Touch::RiskFactor;
    }
    return entry.controls.empty() ? Touch::Unmapped : Touch::Controls;
  }

  const model::Model& model_;
  const Assessment& assessment_;
  std::unordered_map<ThreatId, const LedgerRow*> ledger_;
};

}  // namespace

EntityId find_taxonomy(const model::Model& model, std::string_view name) {
  for (const EntityId entity : model.taxonomies) {
    if (fold_name(model.name_of(entity)) == fold_name(name)) {
      return entity;
    }
  }
  return {};
}

Standard read_standard(const model::Model& model, EntityId taxonomy) {
  return Reader(model, taxonomy).run();
}

std::vector<CoverageRow> coverage(const model::Model& model, const Assessment& assessment,
                                  const Standard& standard) {
  const Coverage covers(model, assessment);
  std::vector<CoverageRow> rows;
  rows.reserve(standard.entries.size());
  for (const StandardEntry& entry : standard.entries) {
    rows.push_back(covers.row(entry));
  }
  return rows;
}

std::string_view word(Basis basis) {
  switch (basis) {
    case Basis::Published:
      return "published";
    case Basis::Transitive:
      return "published (transitive)";
    case Basis::Derived:
      return "derived";
  }
  return "";
}

std::string_view word(Touch touch) {
  switch (touch) {
    case Touch::Found:
      return "found";
    case Touch::Open:
      return "open";
    case Touch::NotApplicable:
      return "not applicable";
    case Touch::Controls:
      return "controls only";
    case Touch::RiskFactor:
      return "risk factor";
    case Touch::Unmapped:
      return "not mapped";
  }
  return "";
}

}  // namespace aixc::rules
