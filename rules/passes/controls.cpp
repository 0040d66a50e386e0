// For each finding the controls that the Exchange relates to its threat, and whether each is in
// place, planned, or missing. Controls of other threats do not count, wherever they stand.
#include <algorithm>
#include <map>
#include <tuple>
#include <utility>

#include "rules/passes/attributes.h"
#include "rules/passes/control_facts.h"
#include "rules/passes/coverage.h"
#include "rules/passes/run.h"
#include "rules/words.h"

namespace aixc::rules::passes {
namespace {

using model::TreatmentId;

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
      if (finding.status != Status::NotApplicable) {
        finding.controls = select(finding);
      }
    }
  }

 private:
  // The controls of a threat as they are where none of them is implemented.
  struct OfThreat {
    std::vector<FindingControl> by_id;
    std::vector<size_t> implemented;  // those that are implemented somewhere
    SharedList<FindingControl> ordered;
  };
  using Relations = std::map<ControlId, ControlRelation>;

  SharedList<FindingControl> select(const Finding& finding) {
    const OfThreat& of_threat = of(finding.threat);
    std::vector<FindingControl> controls;
    for (const size_t i : of_threat.implemented) {
      FindingControl here = placed(of_threat.by_id[i], finding);
      if (here.treatment) {
        if (controls.empty()) {
          controls = of_threat.by_id;
        }
        controls[i] = std::move(here);
      }
    }
    return controls.empty() ? of_threat.ordered : ordered(std::move(controls));
  }

  static SharedList<FindingControl> ordered(std::vector<FindingControl> controls) {
    std::ranges::stable_sort(
        controls, {}, [](const FindingControl& it) { return std::tuple(it.state, it.relation); });
    return controls;
  }

  const OfThreat& of(ThreatId threat) {
    const auto [slot, added] = of_threats_.try_emplace(threat);
    OfThreat& result = slot->second;
    if (!added) {
      return result;
    }
    for (const auto& [control, relation] : related(threat)) {
      if (implementations_.contains(control)) {
        result.implemented.push_back(result.by_id.size());
      }
      FindingControl missing;
      missing.control = control;
      missing.relation = relation;
      missing.weight = weight_of(relation);
      missing.strength = default_strength(run_.model, control, threat);
      result.by_id.push_back(std::move(missing));
    }
    result.ordered = ordered(result.by_id);
    return result;
  }

  // Every control of the threat, each with its nearest relation, in the order of the library.
  Relations related(ThreatId threat) const {
    Relations result;
    const model::Model& model = run_.model;
    for (ThreatId at = threat; at; at = model.threats[at].parent) {
      const bool own = at == threat;
      for (const ControlId control : model.threats[at].controls) {
        relate(result, control, own ? ControlRelation::Direct : ControlRelation::Inherited);
      }
      // The groups of controls that a chapter names speak of the chapter, not of what stands in it.
      if (own || model.threats[at].parent) {
        add_groups(at, result);
      }
    }
    for (size_t i = 0; i < model.controls.size(); ++i) {
      if (model.controls[ControlId(i)].general) {
        relate(result, ControlId(i), ControlRelation::General);
      }
    }
    for (const ControlId excluded : model.threats[threat].excluded_controls) {
      result.erase(excluded);
    }
    return result;
  }

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

  // The control at this element: of the treatments that cover it one that is furthest, and of those
  // the strongest, so that it does not matter which stands first; `missing` if none does.
  FindingControl placed(const FindingControl& missing, const Finding& finding) {
    FindingControl result = missing;
    const Reach reach = reach_of(run_.model, missing.control);
    for (const TreatmentId id : implementations_[missing.control]) {
      const auto covering = coverage_.covers(id, finding.element, reach);
      if (!covering) {
        continue;
      }
      const model::Treatment& treatment = run_.model.treatments[id];
      const ControlState state = state_of(run_.model, treatment);
      const double strength =
          fraction_of(value_of(run_.model, treatment, "strength")).value_or(missing.strength);
      if (result.treatment &&
          std::pair(state, -strength) >= std::pair(result.state, -result.strength)) {
        continue;
      }
      result.state = state;
      result.treatment = id;
      result.at = covering->at;
      result.coverage = covering->how;
      result.strength = strength;
    }
    return result;
  }

  Run& run_;
  Coverage coverage_;
  std::map<ControlId, std::vector<TreatmentId>> implementations_;
  std::map<ThreatId, OfThreat> of_threats_;
};

bool is_related(const Finding& finding, ControlId control) {
  return std::ranges::any_of(finding.controls,
                             [control](const FindingControl& it) { return it.control == control; });
}

// The first finding that the control could help with, and whether one of those is covered from
// where the treatment stands.
struct Use {
  const Finding* first = nullptr;
  bool covers = false;
};

Use use_of(const Run& run, Coverage& coverage, TreatmentId id) {
  const ControlId control = run.model.treatments[id].control;
  const Reach reach = reach_of(run.model, control);
  Use use;
  for (const Finding& finding : run.result.findings) {
    if (is_related(finding, control)) {
      use.first = use.first == nullptr ? &finding : use.first;
      use.covers = use.covers || coverage.covers(id, finding.element, reach);
    }
  }
  return use;
}

}  // namespace

void select_controls(Run& run) {
  Selection(run).run();
}

void warn_unmatched(Run& run) {
  const model::Model& model = run.model;
  Coverage coverage(run);
  for (size_t i = 0; i < model.treatments.size(); ++i) {
    const model::Treatment& treatment = model.treatments[TreatmentId(i)];
    if (treatment.verb != model::Treatment::Verb::Implement) {
      continue;
    }
    const Use use = use_of(run, coverage, TreatmentId(i));
    if (use.covers) {
      continue;
    }
    auto report = run.sink.report(diagnostics::Kind::UnmatchedControl, treatment.subject_span,
                                  model.title(treatment.control));
    if (use.first != nullptr) {
      const std::string place = path_of(model, use.first->element);
      const bool behind = reach_of(model, treatment.control) == Reach::Behind;
      report.help("it helps against " + lower_first(model.title(use.first->threat)) + " on `" +
                  place + "`" +
                  (behind ? ", from there or from what every input path to it passes" : "") +
                  ": write `on " + place + "`");
    } else {
      report.help("`aixc explain " +
                  std::string(model.name_of(model.controls[treatment.control].entity)) +
                  "` says what it helps against");
    }
  }
}

}  // namespace aixc::rules::passes
