// Applies every rule: what is raised and not dismissed is a finding, what is dismissed goes to the
// ledger, what waits for an answer is open. Combined threats become attack scenarios.
#include <algorithm>
#include <map>
#include <span>
#include <utility>
#include <vector>

#include "rules/passes/explain.h"
#include "rules/passes/run.h"
#include "rules/passes/threats.h"

namespace aixc::rules::passes {
namespace {

using eval::Outcome;
using model::RuleId;

// One rule's word on a threat at an element.
struct Saying {
  EntityId entity;
  ThreatId threat;   // what it is reported as
  ThreatId variant;  // the form of it that the rule speaks of, if it does
  RuleId rule;
  Outcome outcome;
  uint32_t verdict = 0;  // in the list of verdicts

  auto key() const { return std::pair(entity, threat); }
};

class Judge {
 public:
  explicit Judge(Run& run) : run_(run), told_(run.model.threats.size()) {}

  // What is dismissed is known before anything is raised, so that nothing is told in vain.
  void run() {
    for (const bool dismiss : {true, false}) {
      for (size_t i = 0; i < run_.model.rules.size(); ++i) {
        if (run_.interrupted()) {
          return;
        }
        if (run_.model.rules[RuleId(i)].dismiss == dismiss) {
          apply(RuleId(i));
        }
      }
    }
    std::ranges::stable_sort(sayings_, {}, &Saying::key);
    for (auto first = sayings_.begin(); first != sayings_.end();) {
      const auto last = std::find_if(first, sayings_.end(),
                                     [&](const Saying& it) { return it.key() != first->key(); });
      conclude(std::span(first, last));
      first = last;
    }
  }

 private:
  void apply(RuleId id) {
    const model::Rule& rule = run_.model.rules[id];
    if (run_.ignores(rule.name)) {
      return;
    }
    const bool combined = run_.model.threats[rule.threat].combined;
    if (combined && rule.dismiss) {
      return;
    }
    const bool all = run_.options.explain == Explain::All;
    eval::Conditions conditions(run_.knowledge, rule.match.variables);
    eval::Search search(conditions, rule.match, rule.target);
    eval::Environment nothing(rule.match.variables.size());
    for (const auto& [entity, outcome] : search.all(nothing)) {
      Verdict verdict{id, outcome.truth, {}, {}};
      if (all || combined || is_told(rule, entity, outcome)) {
        std::vector<Dependency> reads;
        const auto found = search.find(entity, nothing, all ? &reads : nullptr);
        if (!found) {
          continue;
        }
        if (all) {
          verdict.reason = run_.explainer->reason(rule.match.variables, *found, reads);
        }
        verdict.because = run_.explainer->text(rule.because, *found);
        if (combined) {
          add_scenario(rule, entity, outcome, verdict, *found);
        }
      }
      if (!combined) {
        say(rule, entity, outcome, std::move(verdict));
      }
    }
  }

  // Whether the rule's text may come to stand first: the first of all, and the first that is
  // certain, where nothing that is certain dismisses the threat.
  bool is_told(const model::Rule& rule, EntityId entity, Outcome outcome) {
    if (rule.dismiss) {
      return false;
    }
    Told& told = told_of(reported_as(run_.model, rule.threat));
    const bool certain = outcome.truth == Truth::True;
    if (told.certain[entity.value] || (told.any[entity.value] && !certain)) {
      return false;
    }
    told.any[entity.value] = true;
    told.certain[entity.value] = certain;
    return true;
  }

  void say(const model::Rule& rule, EntityId entity, Outcome outcome, Verdict verdict) {
    const auto number = static_cast<uint32_t>(verdicts_.size());
    const bool variant = run_.model.threats[rule.threat].variant;
    if (variant) {
      sayings_.push_back({entity, reported_as(run_.model, rule.threat), rule.threat, verdict.rule,
                          outcome, number});
    } else if (!rule.dismiss) {
      sayings_.push_back({entity, rule.threat, {}, verdict.rule, outcome, number});
    } else {
      for (const ThreatId one : reported(rule.threat)) {
        sayings_.push_back({entity, one, {}, verdict.rule, outcome, number});
        if (outcome.truth == Truth::True) {
          told_of(one).certain[entity.value] = true;  // nothing of it is told
        }
      }
    }
    verdicts_.push_back(std::move(verdict));
  }

  // By element: whether a verdict on the threat was told, and whether a certain one was.
  struct Told {
    std::vector<bool> any;
    std::vector<bool> certain;
  };

  Told& told_of(ThreatId threat) {
    Told& told = told_[threat.value];
    if (told.any.empty()) {
      told.any.resize(run_.model.entities.size());
      told.certain.resize(run_.model.entities.size());
    }
    return told;
  }

  const std::vector<ThreatId>& reported(ThreatId threat) {
    const auto [slot, added] = reported_.try_emplace(threat);
    if (added) {
      slot->second = reported_threats(run_.model, threat);
    }
    return slot->second;
  }

  void add_scenario(const model::Rule& rule, EntityId entity, Outcome outcome,
                    const Verdict& verdict, const eval::Found& found) {
    Scenario scenario;
    scenario.threat = rule.threat;
    scenario.element = entity;
    scenario.truth = outcome.truth;
    scenario.because = verdict.because;
    scenario.depends_on = run_.sets.members(outcome.depends);
    for (const auto& [step, way] : found.ways) {
      EntityId at = way.start;
      for (const WitnessStep& passed : way.steps) {
        // Two parts of a pattern may share a flow.
        const bool repeats = !scenario.steps.empty() && scenario.steps.back().from == at &&
                             scenario.steps.back().to == passed.to &&
                             scenario.steps.back().flow == passed.flow;
        if (!repeats) {
          scenario.steps.push_back({at, passed.to, passed.flow, step_text(at, passed)});
        }
        at = passed.to;
      }
    }
    run_.result.scenarios.push_back(std::move(scenario));
  }

  std::string step_text(EntityId from, const WitnessStep& step) const {
    const model::Model& model = run_.model;
    std::string payload;
    if (step.flow) {
      const model::Flow& flow = model.flows[step.flow];
      payload = flow.payload_label;
      for (const EntityId data : flow.payload) {
        payload += (payload.empty() ? "" : ", ") + model.label_of(data);
      }
    }
    return model.label_of(from) + " → " + model.label_of(step.to) +
           (payload.empty() ? "" : ": " + payload);
  }

  // Raised or by a variant; dismissed as a whole wins, a dismissed variant only falls out.
  void conclude(std::span<const Saying> sayings) {
    const auto [entity, threat] = sayings[0].key();
    Outcome raised;
    Outcome dismissed;
    std::map<ThreatId, Outcome> variants_raised;
    std::map<ThreatId, Outcome> variants_dismissed;
    for (const Saying& it : sayings) {
      const bool dismiss = run_.model.rules[it.rule].dismiss;
      Outcome& side = it.variant ? (dismiss ? variants_dismissed : variants_raised)[it.variant]
                                 : (dismiss ? dismissed : raised);
      side = either(side, it.outcome, run_.sets);
    }
    std::vector<ThreatId> variants;
    for (const auto& [variant, up] : variants_raised) {
      const auto down = variants_dismissed.find(variant);
      const Outcome outcome =
          down == variants_dismissed.end() ? up : both(up, negate(down->second), run_.sets);
      raised = either(raised, outcome, run_.sets);
      if (outcome.truth == Truth::True) {
        variants.push_back(variant);
      }
    }
    const Outcome outcome = both(raised, negate(dismissed), run_.sets);
    if (outcome.truth == Truth::False && dismissed.truth != Truth::True) {
      return;
    }
    Finding finding;
    finding.threat = threat;
    finding.element = entity;
    finding.id = std::string(run_.model.name_of(run_.model.threats[threat].entity)) + "@" +
                 run_.model.entities[entity].path;
    finding.variants = std::move(variants);
    finding.conventional = entity == run_.model.system;
    finding.status = outcome.truth == Truth::True      ? Status::Applies
                     : outcome.truth == Truth::Unknown ? Status::Open
                                                       : Status::NotApplicable;
    finding.depends_on = run_.sets.members(outcome.depends);
    for (const Saying& it : sayings) {
      if (!run_.model.rules[it.rule].dismiss) {
        finding.raised.push_back(std::move(verdicts_[it.verdict]));
      } else if (!it.variant) {
        finding.dismissed.push_back(verdicts_[it.verdict]);
      }
    }
    // The verdict to tell comes first: a certain one before one that waits.
    const auto certain = [](const Verdict& it) { return it.truth == Truth::True; };
    std::ranges::stable_partition(finding.raised, certain);
    std::ranges::stable_partition(finding.dismissed, certain);
    collect_assumed(finding);
    run_.result.findings.add(std::move(finding));
  }

  // The assumed values that the first verdict rests on, however deep.
  void collect_assumed(Finding& finding) const {
    const auto& verdicts =
        finding.status == Status::NotApplicable ? finding.dismissed : finding.raised;
    if (verdicts.empty()) {
      return;
    }
    std::vector<FactId> open = verdicts[0].reason.facts;
    std::vector<FactId> seen;
    while (!open.empty()) {
      const FactId id = open.back();
      open.pop_back();
      if (std::ranges::find(seen, id) != seen.end()) {
        continue;
      }
      seen.push_back(id);
      const Fact& fact = run_.result.facts[id];
      if (fact.origin == Origin::Assumed) {
        finding.assumed.push_back({fact.entity, fact.attribute});
      }
      open.insert(open.end(), fact.reason.facts.begin(), fact.reason.facts.end());
    }
    std::ranges::sort(finding.assumed);
  }

  Run& run_;
  std::vector<Saying> sayings_;
  std::vector<Verdict> verdicts_;
  std::map<ThreatId, std::vector<ThreatId>> reported_;
  std::vector<Told> told_;  // by threat
};

}  // namespace

void judge(Run& run) {
  Judge(run).run();
}

}  // namespace aixc::rules::passes
