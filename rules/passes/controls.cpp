// For each finding the controls that the Exchange relates to its threat, and whether each is in place,
// planned, or missing. Controls of other threats do not count, wherever they stand.
#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "rules/passes/attributes.h"
#include "rules/passes/coverage.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

using model::TreatmentId;

constexpr double GroupWeight = 0.5;
constexpr double GeneralWeight = 0.25;

double weight_of(ControlRelation relation) {
  switch (relation) {
    case ControlRelation::Direct:
    case ControlRelation::Inherited:
      return 1;
    case ControlRelation::Group:
      return GroupWeight;
    case ControlRelation::General:
      return GeneralWeight;
  }
  return 0;
}

class Selection {
 public:
  explicit Selection(Run& run) : run_(run), coverage_(run) {
    for (size_t i = 0; i < run.model.treatments.size(); ++i) {
      const model::Treatment& treatment = run.model.treatments[TreatmentId(i)];
      if (treatment.verb == model::Treatment::Verb::Implement) {
        implementations_[treatment.control].push_back(TreatmentId(i));
      }
    }
  }

  void run() {
    for (Finding& finding : run_.result.findings) {
      if (finding.status == Status::NotApplicable) {
        continue;
      }
      for (const auto& [control, relation] : related(finding)) {
        finding.controls.push_back(placed(control, relation, finding));
      }
      std::ranges::stable_sort(finding.controls, {}, [](const FindingControl& it) {
        return std::tuple(it.state, it.relation);
      });
    }
    report_unrelated();
  }

 private:
  // Every control of the threat, each with its nearest relation, in the order of the library.
  const std::map<ControlId, ControlRelation>& related(const Finding& finding) {
    const auto [slot, added] = related_.try_emplace(finding.threat);
    std::map<ControlId, ControlRelation>& result = slot->second;
    if (!added) {
      return result;
    }
    const model::Model& model = run_.model;
    const auto add = [&](ControlId control, ControlRelation relation) {
      relate(result, control, relation);
    };
    for (ThreatId at = finding.threat; at; at = model.threats[at].parent) {
      const bool own = at == finding.threat;
      for (const ControlId control : model.threats[at].controls) {
        add(control, own ? ControlRelation::Direct : ControlRelation::Inherited);
      }
      // The groups of controls that a chapter names speak of the chapter, not of what stands in it.
      if (own || model.threats[at].parent) {
        add_groups(at, result);
      }
    }
    for (size_t i = 0; i < model.controls.size(); ++i) {
      if (model.controls[ControlId(i)].general) {
        add(ControlId(i), ControlRelation::General);
      }
    }
    for (const ControlId excluded : model.threats[finding.threat].excluded_controls) {
      result.erase(excluded);
    }
    return result;
  }

  using Relations = std::map<ControlId, ControlRelation>;

  static void relate(Relations& relations, ControlId control, ControlRelation relation) {
    const auto entry = relations.try_emplace(control, relation).first;
    entry->second = std::min(entry->second, relation);
  }

  void add_groups(ThreatId threat, Relations& relations) const {
    const auto& groups = run_.model.threats[threat].control_groups;
    for (size_t i = 0; i < run_.model.controls.size(); ++i) {
      const Symbol group = run_.model.controls[ControlId(i)].group;
      if (group && std::ranges::find(groups, group) != groups.end()) {
        relate(relations, ControlId(i), ControlRelation::Group);
      }
    }
  }

  // The control at this element: the best of the treatments that cover it.
  FindingControl placed(ControlId control, ControlRelation relation, const Finding& finding) {
    FindingControl result;
    result.control = control;
    result.relation = relation;
    result.weight = weight_of(relation);
    const EntityId entity = run_.model.controls[control].entity;
    const bool behind = text_of(run_.model, value_of(run_.model, entity, "covers")) == "behind";
    for (const TreatmentId id : implementations_[control]) {
      const auto how = coverage_.covers(id, finding.element, behind);
      if (!how) {
        continue;
      }
      used_.insert(id);
      const model::Treatment& treatment = run_.model.treatments[id];
      const ControlState state = state_of(treatment);
      if (result.treatment && state >= result.state) {
        continue;
      }
      result.state = state;
      result.treatment = id;
      result.at = treatment.targets[0].entity;
      result.coverage = *how;
      result.strength = fraction_of(value_of(run_.model, treatment, "strength"))
                            .value_or(default_strength(entity, finding.threat));
    }
    if (!result.treatment) {
      result.strength = default_strength(entity, finding.threat);
    }
    return result;
  }

  // What the library estimates: for this threat, else for the nearest group it is in, else in general.
  double default_strength(EntityId control, ThreatId threat) const {
    const model::Value* against = value_of(run_.model, control, "strength_against");
    const auto* entries =
        against != nullptr ? std::get_if<model::ValueMap>(&against->data) : nullptr;
    for (ThreatId at = threat; at && entries != nullptr; at = run_.model.threats[at].parent) {
      for (const auto& [name, strength] : *entries) {
        if (run_.model.find_threat(name) == at) {
          return fraction_of(&strength).value_or(0);
        }
      }
    }
    return fraction_of(value_of(run_.model, control, "strength")).value_or(0);
  }

  // Without a status the statement says that it is implemented.
  ControlState state_of(const model::Treatment& treatment) const {
    const std::string status = text_of(run_.model, value_of(run_.model, treatment, "status"));
    if (status == "planned") {
      return ControlState::Planned;
    }
    return status == "considered" ? ControlState::Considered : ControlState::InPlace;
  }

  // An implementation that reaches no finding of a threat it helps against is stale, or misplaced.
  void report_unrelated() {
    for (const auto& [control, treatments] : implementations_) {
      for (const TreatmentId id : treatments) {
        if (!used_.contains(id)) {
          run_.sink.report(diagnostics::Kind::UnmatchedControl,
                           run_.model.treatments[id].subject_span, run_.model.title(control));
        }
      }
    }
  }

  Run& run_;
  Coverage coverage_;
  std::map<ControlId, std::vector<TreatmentId>> implementations_;
  std::map<ThreatId, std::map<ControlId, ControlRelation>> related_;
  std::set<TreatmentId> used_;
};

}  // namespace

void select_controls(Run& run) { Selection(run).run(); }

}  // namespace aixc::rules::passes
