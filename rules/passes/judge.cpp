// Applies every rule: what is raised and not dismissed is a finding, what is dismissed goes to the
// ledger, what waits for an answer is open. Combined threats become attack scenarios.
#include <algorithm>
#include <map>

#include "rules/passes/explain.h"
#include "rules/passes/run.h"
#include "rules/passes/threats.h"

namespace aixc::rules::passes {
namespace {

using eval::Outcome;
using model::RuleId;

// All that the rules say of one threat at one element.
struct Said {
  Outcome raised;
  Outcome dismissed;
  std::vector<Verdict> for_it;
  std::vector<Verdict> against_it;
  std::map<ThreatId, Outcome> variants_raised;
  std::map<ThreatId, Outcome> variants_dismissed;
};
using Sayings = std::map<std::pair<EntityId, ThreatId>, Said>;

class Judge {
 public:
  explicit Judge(Run& run) : run_(run) {}

  void run() {
    for (size_t i = 0; i < run_.model.rules.size(); ++i) {
      apply(RuleId(i));
    }
    for (auto& [key, said] : sayings_) {
      conclude(key.first, key.second, said);
    }
  }

 private:
  void apply(RuleId id) {
    const model::Rule& rule = run_.model.rules[id];
    eval::Conditions conditions(run_.knowledge, rule.match.variables);
    eval::Search search(conditions, rule.match, rule.target);
    eval::Environment nothing(rule.match.variables.size());
    for (const auto& [entity, outcome] : search.all(nothing)) {
      std::vector<Dependency> reads;
      const auto found = search.find(entity, nothing, &reads);
      if (!found) {
        continue;
      }
      Verdict verdict{id, outcome.truth, run_.explainer->reason(rule.match.variables, *found, reads),
                      run_.explainer->text(rule.because, *found)};
      if (run_.model.threats[rule.threat].combined) {
        add_scenario(rule, entity, outcome, verdict, *found);
      } else {
        say(rule, entity, outcome, std::move(verdict));
      }
    }
  }

  void say(const model::Rule& rule, EntityId entity, Outcome outcome, Verdict verdict) {
    const model::Threat& threat = run_.model.threats[rule.threat];
    if (threat.variant) {
      Said& said = sayings_[{entity, reported_as(run_.model, rule.threat)}];
      auto& outcomes = rule.dismiss ? said.variants_dismissed : said.variants_raised;
      outcomes[rule.threat] = either(outcomes[rule.threat], outcome, run_.sets);
      if (!rule.dismiss) {
        said.for_it.push_back(std::move(verdict));
      }
      return;
    }
    const std::vector<ThreatId> meant = rule.dismiss
                                            ? reported_threats(run_.model, rule.threat)
                                            : std::vector<ThreatId>{rule.threat};
    for (const ThreatId one : meant) {
      Said& said = sayings_[{entity, one}];
      Outcome& side = rule.dismiss ? said.dismissed : said.raised;
      side = either(side, outcome, run_.sets);
      (rule.dismiss ? said.against_it : said.for_it).push_back(verdict);
    }
  }

  void add_scenario(const model::Rule& rule, EntityId entity, Outcome outcome,
                    const Verdict& verdict, const eval::Found& found) {
    if (rule.dismiss) {
      return;
    }
    Scenario scenario;
    scenario.threat = rule.threat;
    scenario.element = entity;
    scenario.truth = outcome.truth;
    scenario.because = verdict.because;
    const auto members = run_.sets.members(outcome.depends);
    scenario.depends_on.assign(members.begin(), members.end());
    for (const auto& [step, way] : found.ways) {
      EntityId at = way.start;
      for (const WitnessStep& passed : way.steps) {
        scenario.steps.push_back({at, passed.to, passed.flow, step_text(at, passed)});
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
  void conclude(EntityId entity, ThreatId threat, Said& said) {
    Outcome raised = said.raised;
    std::vector<ThreatId> variants;
    for (const auto& [variant, up] : said.variants_raised) {
      const auto down = said.variants_dismissed.find(variant);
      const Outcome outcome =
          down == said.variants_dismissed.end() ? up : both(up, negate(down->second), run_.sets);
      raised = either(raised, outcome, run_.sets);
      if (outcome.truth == Truth::True) {
        variants.push_back(variant);
      }
    }
    const Outcome outcome = both(raised, negate(said.dismissed), run_.sets);
    if (outcome.truth == Truth::False && said.dismissed.truth != Truth::True) {
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
    const auto members = run_.sets.members(outcome.depends);
    finding.depends_on.assign(members.begin(), members.end());
    finding.raised = std::move(said.for_it);
    finding.dismissed = std::move(said.against_it);
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
  Sayings sayings_;
};

}  // namespace

void judge(Run& run) { Judge(run).run(); }

}  // namespace aixc::rules::passes
