// What a plan is chosen from, and what each choice does: the residual model of the assessment
// (docs/semantics.md, risk), with controls in place that are not there yet.
#pragma once

#include <vector>

#include "compiler/plan/plan.h"

namespace aixc::plan {

// A finding whose risk can change.
struct Stake {
  rules::FindingId finding;
  // Upper ends of the levels without controls, and what the controls in place leave of what is
  // above the lowest one.
  int likelihood = 1;
  int impact = 1;
  double likelihood_left = 1;
  double impact_left = 1;
};

// What one choice does to one stake: the share that it leaves, 1 for nothing.
struct Effect {
  size_t stake = 0;
  double likelihood_left = 1;
  double impact_left = 1;
};

// A control that could be put somewhere.
struct Choice {
  rules::ControlId control;
  rules::EntityId at;
  model::TreatmentId treatment;
  Price price;
  rules::ControlRelation relation = rules::ControlRelation::General;
  std::vector<Effect> effects = {};  // by stake
};

// Choices of one control for one stake: only the strongest of them that is taken counts.
struct Group {
  struct Member {
    size_t choice = 0;
    double likelihood_left = 1;
    double impact_left = 1;
  };
  std::vector<Member> members;
};

struct Problem {
  std::vector<Stake> stakes;
  std::vector<Choice> choices;             // in the order that decides between equal plans
  std::vector<std::vector<Group>> groups;  // by stake
};

Problem pose(const model::Model& model, const rules::Assessment& assessment,
             const PlanOptions& options);

struct Levels {
  int likelihood = 1;
  int impact = 1;
  int score() const { return likelihood * impact; }
};
// What is left of a stake with the choices that are taken.
Levels levels(const Problem& problem, size_t stake, const std::vector<bool>& taken);
double cost(const Problem& problem, const std::vector<bool>& taken);

}  // namespace aixc::plan
