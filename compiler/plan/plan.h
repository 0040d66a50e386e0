// A plan: which controls to put where, so that the risks come under a target for the least money.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/plan/solver.h"
#include "rules/assess.h"

namespace aixc::plan {

struct PlanOptions {
  std::optional<rules::Band>
      target;                    // the highest level that may remain; none: the system's appetite
  std::optional<double> budget;  // in the unit of the costs
  bool open = false;             // open findings count as if they applied
  rules::AssessOptions assess;
};

// What a step costs, in points unless the model says otherwise (`control_cost` of the system).
struct Price {
  double amount = 0;
  bool estimated = true;  // the library's class of costs; else an `implement` gives it
};

// What a step does to one finding; levels at the upper end of ranges.
struct Change {
  rules::FindingId finding;
  int before = 0;
  int after = 0;
};

struct Step {
  rules::ControlId control;
  rules::EntityId at;            // where it goes; none: on the flows of `treatment`
  model::TreatmentId treatment;  // the statement that is carried out; none: a new one
  Price price;
  rules::ControlRelation relation =
      rules::ControlRelation::General;  // the nearest to what it changes
  std::vector<Change> changes = {};     // what it lowers on top of the steps before it, worst first
  int removed = 0;                      // their sum
};

// A finding that the plan is about: above the target when it was made.
struct Goal {
  rules::FindingId finding;
  int before = 0;  // residual score, at the upper end of its range
  int after = 0;
  int least = 0;  // what every control that helps would leave
};

enum class PlanEnd : uint8_t { Made, SolverMissing, SolverFailed };

struct Plan {
  PlanEnd end = PlanEnd::Made;
  std::string message;  // SolverFailed: why
  rules::Band target = rules::Band::Medium;
  std::optional<double> budget;
  double cost = 0;
  double cost_of_all = 0;                 // without the budget
  std::vector<Step> steps;                // most risk for the money first
  std::vector<Goal> goals;                // in the order of the assessment
  std::vector<rules::FindingId> open;     // open findings that may be above it, if not planned for
  std::vector<rules::FindingId> treated;  // above it, and accepted, transferred or avoided
  int removed = 0;                        // by all steps, of all findings

  int limit() const;  // the highest score within the target
  // No control brings it under the target.
  bool is_out_of_reach(const Goal& goal) const { return goal.least > limit(); }
  bool is_reached(const Goal& goal) const { return goal.after <= limit(); }
  bool is_reached() const;  // all of them
};

// The best plan, proved by the solver: without a budget the cheapest one that brings every finding
// as near to the target as controls can; with one, of what it pays for, the one that leaves the
// least above the target. Of equal ones that which removes most risk, then the one of fewest steps,
// then that whose steps stand first: statements that are there in their order, then new ones in the
// order of the library and of the model. The findings of `assessment` must be those of `model`.
Plan make_plan(const model::Model& model, const rules::Assessment& assessment,
               const PlanOptions& options, Solver& solver);

}  // namespace aixc::plan
