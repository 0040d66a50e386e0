// Likelihood and impact of each finding, 1–5, from the threat's base level and the rates of the
// library; what is unknown widens the interval. Then what the controls in place leave of it.
#include <algorithm>
#include <map>

#include "rules/passes/control_facts.h"
#include "rules/passes/explain.h"
#include "rules/passes/run.h"
#include "rules/passes/threats.h"

namespace aixc::rules::passes {
namespace {

using model::RateId;

constexpr int LeastLevel = 1;
constexpr int MostLevel = 5;

// The bounds that the rates put on one level: it is at least the greatest floor and at most the
// least ceiling; a ceiling wins over a floor.
struct Bounds {
  int floor_certain = 0;
  int floor_possible = 0;
  int ceiling_certain = MostLevel;
  int ceiling_possible = MostLevel;

  void add(const model::Rate& rate, Truth truth) {
    const int level = rate.level;
    if (rate.at_most) {
      ceiling_possible = std::min(ceiling_possible, level);
      ceiling_certain = truth == Truth::True ? std::min(ceiling_certain, level) : ceiling_certain;
    } else {
      floor_possible = std::max(floor_possible, level);
      floor_certain = truth == Truth::True ? std::max(floor_certain, level) : floor_certain;
    }
  }

  // Without any floor nothing is known from below.
  Interval interval() const {
    const int low = std::min(std::max(floor_certain, LeastLevel), ceiling_possible);
    const int top = floor_certain == 0 ? MostLevel : floor_possible;
    return {low, std::max(low, std::min(top, ceiling_certain))};
  }
};

Interval product(Interval a, Interval b) {
  return {a.low * b.low, a.high * b.high};
}

class Rating {
 public:
  explicit Rating(Run& run) : run_(run) {}

  void run() {
    const auto& findings = run_.result.findings;
    likelihood_.resize(findings.size());
    impact_.resize(findings.size());
    for (size_t i = 0; i < findings.size(); ++i) {
      const Finding& finding = findings[FindingId(i)];
      if (finding.status == Status::NotApplicable) {
        continue;
      }
      of_threat_[finding.threat].push_back({FindingId(i), finding.element});
      const model::Threat& threat = run_.model.threats[finding.threat];
      likelihood_[i].floor_certain = likelihood_[i].floor_possible = threat.likelihood;
      impact_[i].floor_certain = impact_[i].floor_possible = threat.impact;
    }
    for (size_t i = 0; i < run_.model.rates.size(); ++i) {
      apply(RateId(i));
    }
    for (const auto& [threat, places] : of_threat_) {
      std::ranges::for_each(places, [&](const Place& it) { conclude(it.finding); });
    }
  }

 private:
  void apply(RateId id) {
    const model::Rate& rate = run_.model.rates[id];
    eval::Conditions conditions(run_.knowledge, rate.match.variables);
    eval::Search search(conditions, rate.match, rate.target);
    eval::Environment nothing(rate.match.variables.size());
    for (const auto& [threat, findings] : of_threat_) {
      if (!speaks_of(rate, threat)) {
        continue;
      }
      for (const auto& [finding, element] : findings) {
        const eval::Outcome outcome = search.at(element, nothing);
        if (outcome.truth == Truth::False) {
          continue;
        }
        (rate.impact ? impact_ : likelihood_)[finding.value].add(rate, outcome.truth);
        run_.result.findings[finding].risk.factors.push_back(
            {id, outcome.truth, because(rate, search, element)});
      }
    }
  }

  std::string because(const model::Rate& rate, eval::Search& search, EntityId element) const {
    if (run_.options.explain != Explain::All) {
      return {};
    }
    eval::Environment nothing(rate.match.variables.size());
    const auto found = search.find(element, nothing, nullptr);
    return found ? run_.explainer->text(rate.because, *found) : "";
  }

  bool speaks_of(const model::Rate& rate, ThreatId threat) const {
    return std::ranges::any_of(rate.threats,
                               [&](ThreatId it) { return belongs_to(run_.model, threat, it); });
  }

  void conclude(FindingId id) {
    Finding& finding = run_.result.findings[id];
    Risk& risk = finding.risk;
    risk.likelihood = likelihood_[id.value].interval();
    risk.impact = impact_[id.value].interval();
    risk.score = product(risk.likelihood, risk.impact);
    double likelihood_left = 1;
    double impact_left = 1;
    for (const FindingControl& control : finding.controls) {
      if (control.state != ControlState::InPlace) {
        continue;
      }
      const Lowers lowers = lowered_by(run_.model, control.control);
      const double left = 1 - control.strength * control.weight;
      likelihood_left *= lowers.likelihood ? left : 1;
      impact_left *= lowers.impact ? left : 1;
    }
    const auto residual = [](Interval level, double left) {
      return Interval{level_left(level.low, left), level_left(level.high, left)};
    };
    risk.residual_likelihood = residual(risk.likelihood, likelihood_left);
    risk.residual_impact = residual(risk.impact, impact_left);
    risk.residual = product(risk.residual_likelihood, risk.residual_impact);
  }

  Run& run_;
  struct Place {
    FindingId finding;
    EntityId element;
  };
  std::map<ThreatId, std::vector<Place>> of_threat_;
  std::vector<Bounds> likelihood_;  // by finding
  std::vector<Bounds> impact_;
};

}  // namespace

void rate(Run& run) {
  Rating(run).run();
}

}  // namespace aixc::rules::passes
