#include "compiler/plan/problem.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "rules/duties.h"
#include "rules/passes/attributes.h"
#include "rules/passes/control_facts.h"
#include "rules/placement.h"

namespace aixc::plan {
namespace {

using model::TreatmentId;
using rules::ControlId;
using rules::ControlState;
using rules::EntityId;
using rules::Finding;
using rules::FindingControl;
using rules::FindingId;
using rules::Status;
namespace passes = rules::passes;

class Posing {
 public:
  Posing(const model::Model& model, const rules::Assessment& assessment, const PlanOptions& options)
      : model_(model),
        assessment_(assessment),
        options_(options),
        placement_(model, options.assess) {}

  Problem run() {
    for (size_t i = 0; i < assessment_.findings.size(); ++i) {
      add_stake(FindingId(i));
    }
    offer_statements();
    offer_new_ones();
    std::erase_if(problem_.choices, [](const Choice& it) { return it.effects.empty(); });
    group();
    return std::move(problem_);
  }

 private:
  void add_stake(FindingId id) {
    const Finding& finding = assessment_.findings[id];
    const bool counts = finding.status == Status::Applies || finding.status == Status::Countered ||
                        (options_.open && finding.status == Status::Open);
    if (!counts || finding.risk.score.high <= 0) {
      return;
    }
    Stake stake{id, finding.risk.likelihood.high, finding.risk.impact.high};
    for (const FindingControl& control : finding.controls) {
      if (control.state == ControlState::InPlace) {
        const passes::Lowers lowers = passes::lowered_by(model_, control.control);
        const double left = 1 - control.strength * control.weight;
        stake.likelihood_left *= lowers.likelihood ? left : 1;
        stake.impact_left *= lowers.impact ? left : 1;
      }
    }
    problem_.stakes.push_back(stake);
  }

  const Finding& finding_of(const Stake& stake) const {
    return assessment_.findings[stake.finding];
  }

  // What is planned or considered, where and as it is stated.
  void offer_statements() {
    for (size_t i = 0; i < model_.treatments.size(); ++i) {
      const TreatmentId id(i);
      const model::Treatment& treatment = model_.treatments[id];
      if (treatment.verb != model::Treatment::Verb::Implement) {
        continue;
      }
      for (const model::Target& target : treatment.targets) {
        stated_.emplace(treatment.control, target.entity);
      }
      if (passes::state_of(model_, treatment) == ControlState::InPlace) {
        continue;
      }
      Choice choice{treatment.control, treatment.targets.front().entity, id, price(treatment)};
      const auto strength = passes::fraction_of(passes::value_of(model_, treatment, "strength"));
      fill(
          choice, [&](EntityId element) { return placement_.covers(id, element); }, strength);
      problem_.choices.push_back(std::move(choice));
    }
  }

  // Every control that helps and is not there, wherever it would, in the order of the library. What
  // only a supplier can do is not ours to plan.
  void offer_new_ones() {
    std::set<std::pair<ControlId, EntityId>> offers;
    for (const Stake& stake : problem_.stakes) {
      const Finding& finding = finding_of(stake);
      for (const FindingControl& control : finding.controls) {
        // A threat to the system as a whole is no reason to do at every element what helps it by
        // the way.
        const bool everywhere = finding.element == model_.system &&
                                control.relation > rules::ControlRelation::Inherited &&
                                passes::reach_of(model_, control.control) != passes::Reach::System;
        if (control.state == ControlState::InPlace || everywhere) {
          continue;
        }
        for (const EntityId at : places(control.control, finding.element)) {
          FindingControl there = control;
          there.at = at;
          if (!stated_.contains({control.control, at}) &&
              !rules::is_up_to_supplier(model_, finding, there)) {
            offers.emplace(control.control, at);
          }
        }
      }
    }
    for (const auto& [control, at] : offers) {
      Choice choice{control, at, {}, price(control)};
      fill(
          choice,
          [&, id = control, place = at](EntityId element) {
            return placement_.covers(id, place, element);
          },
          std::nullopt);
      problem_.choices.push_back(std::move(choice));
    }
  }

  const std::vector<EntityId>& places(ControlId control, EntityId element) {
    const auto [slot, added] = places_.try_emplace({control, element});
    if (added) {
      slot->second = placement_.places(control, element);
    }
    return slot->second;
  }

  template <typename Covers>
  void fill(Choice& choice, const Covers& covers, std::optional<double> stated_strength) const {
    const passes::Lowers lowers = passes::lowered_by(model_, choice.control);
    for (size_t i = 0; i < problem_.stakes.size(); ++i) {
      const Finding& finding = finding_of(problem_.stakes[i]);
      const auto control =
          std::ranges::find(finding.controls, choice.control, &FindingControl::control);
      if (control == finding.controls.end() || !covers(finding.element)) {
        continue;
      }
      const double strength = stated_strength.value_or(
          passes::default_strength(model_, choice.control, finding.threat));
      // Beside the same control in place it counts as far as it is the stronger.
      const bool there = control->state == ControlState::InPlace;
      const double now = there ? 1 - control->strength * control->weight : 1;
      const double then = 1 - strength * control->weight;
      if (then < now) {
        const double left = then / now;
        choice.effects.push_back({i, lowers.likelihood ? left : 1, lowers.impact ? left : 1});
        choice.relation = std::min(choice.relation, control->relation);
      }
    }
  }

  Price price(ControlId control) const {
    const EntityId entity = model_.controls[control].entity;
    const std::string cost = passes::text_of(model_, passes::value_of(model_, entity, "cost"));
    const model::Value* classes = passes::value_of(model_, model_.system, "control_cost");
    const auto* entries =
        classes != nullptr ? std::get_if<model::ValueMap>(&classes->data) : nullptr;
    for (size_t i = 0; entries != nullptr && i < entries->size(); ++i) {
      const auto* amount = std::get_if<model::Number>(&(*entries)[i].value.data);
      if ((*entries)[i].key == cost && amount != nullptr) {
        return {std::max(amount->value, 0.0), true};
      }
    }
    return {1, true};
  }

  Price price(const model::Treatment& treatment) const {
    const model::Value* stated = passes::value_of(model_, treatment, "cost");
    const auto* amount = stated != nullptr ? std::get_if<model::Number>(&stated->data) : nullptr;
    return amount != nullptr ? Price{std::max(amount->value, 0.0), false}
                             : price(treatment.control);
  }

  void group() {
    std::vector<std::map<ControlId, Group>> groups(problem_.stakes.size());
    for (size_t i = 0; i < problem_.choices.size(); ++i) {
      const Choice& choice = problem_.choices[i];
      for (const Effect& effect : choice.effects) {
        groups[effect.stake][choice.control].members.push_back(
            {i, effect.likelihood_left, effect.impact_left});
      }
    }
    for (std::map<ControlId, Group>& of_stake : groups) {
      problem_.groups.emplace_back();
      for (auto& [control, group] : of_stake) {
        problem_.groups.back().push_back(std::move(group));
      }
    }
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const PlanOptions& options_;
  rules::Placement placement_;
  Problem problem_;
  std::set<std::pair<ControlId, EntityId>> stated_;
  std::map<std::pair<ControlId, EntityId>, std::vector<EntityId>> places_;
};

}  // namespace

Problem pose(const model::Model& model, const rules::Assessment& assessment,
             const PlanOptions& options) {
  return Posing(model, assessment, options).run();
}

Levels levels(const Problem& problem, size_t stake, const std::vector<bool>& taken) {
  const Stake& at = problem.stakes[stake];
  double likelihood_left = at.likelihood_left;
  double impact_left = at.impact_left;
  for (const Group& group : problem.groups[stake]) {
    double likelihood = 1;
    double impact = 1;
    for (const Group::Member& member : group.members) {
      if (taken[member.choice]) {
        likelihood = std::min(likelihood, member.likelihood_left);
        impact = std::min(impact, member.impact_left);
      }
    }
    likelihood_left *= likelihood;
    impact_left *= impact;
  }
  return {passes::level_left(at.likelihood, likelihood_left),
          passes::level_left(at.impact, impact_left)};
}

double cost(const Problem& problem, const std::vector<bool>& taken) {
  double sum = 0;
  for (size_t i = 0; i < taken.size(); ++i) {
    sum += taken[i] ? problem.choices[i].price.amount : 0;
  }
  return sum;
}

}  // namespace aixc::plan
