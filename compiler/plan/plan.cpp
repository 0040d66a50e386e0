#include "compiler/plan/plan.h"

#include <algorithm>
#include <climits>
#include <functional>
#include <tuple>

#include "compiler/plan/formulate.h"
#include "compiler/plan/problem.h"
#include "rules/passes/control_facts.h"

namespace aixc::plan {
namespace {

using rules::Band;
using rules::Finding;
using rules::FindingId;
using rules::Status;
using Taken = std::vector<bool>;

int highest_score(Band band) {
  constexpr int Highest = 25;
  int score = Highest;
  while (score > 0 && rules::band_of(score) > band) {
    --score;
  }
  return score;
}

class Planning {
 public:
  Planning(const model::Model& model, const rules::Assessment& assessment,
           const PlanOptions& options, Solver& solver)
      : assessment_(assessment),
        options_(options),
        solver_(solver),
        problem_(pose(model, assessment, options)) {
    plan_.target = options.target.value_or(assessment.appetite.value_or(Band::Medium));
    plan_.budget = options.budget;
  }

  Plan run() {
    list_the_rest();
    if (set_goals()) {
      const auto taken = choose();
      if (!taken) {
        return std::move(plan_);
      }
      plan_.cost = cost(problem_, *taken);
      order_steps(*taken);
    }
    return std::move(plan_);
  }

 private:
  // What is above the target now, and how far controls could bring it down; false if nothing is.
  bool set_goals() {
    const Taken nothing(problem_.choices.size(), false);
    const Taken everything(problem_.choices.size(), true);
    for (size_t i = 0; i < problem_.stakes.size(); ++i) {
      const int before = levels(problem_, i, nothing).score();
      const int least = levels(problem_, i, everything).score();
      caps_.push_back(std::max(plan_.limit(), least));
      if (before > plan_.limit()) {
        plan_.goals.push_back({problem_.stakes[i].finding, before, before, least});
      }
    }
    return !plan_.goals.empty();
  }

  std::optional<Taken> choose() {
    const auto best = cheapest();
    if (!best) {
      return std::nullopt;
    }
    plan_.cost_of_all = cost(problem_, *best);
    if (!plan_.budget || plan_.cost_of_all <= *plan_.budget) {
      return settle(caps_, {}, plan_.cost_of_all);
    }
    return within_budget();
  }

  std::optional<Taken> cheapest() {
    Formulation formulation(problem_, plan_.limit(), caps_);
    return checked(formulation, formulation.solve(Aim::Cost, solver_));
  }

  std::optional<Taken> within_budget() {
    const std::vector<int> any(problem_.stakes.size(), INT_MAX);
    Formulation formulation(problem_, plan_.limit(), any);
    formulation.limit_cost(*plan_.budget);
    auto taken = checked(formulation, formulation.solve(Aim::Excess, solver_));
    if (!taken) {
      return std::nullopt;
    }
    const int excess = formulation.excess(*taken);
    formulation.limit_excess(excess);
    taken = checked(formulation, formulation.solve(Aim::Cost, solver_));
    return taken ? settle(any, excess, cost(problem_, *taken)) : std::nullopt;
  }

  // Of the plans of that cost that keep the caps and the excess the one that comes first.
  std::optional<Taken> settle(const std::vector<int>& caps, std::optional<int> excess,
                              double most) {
    Formulation formulation(problem_, plan_.limit(), caps);
    if (excess) {
      formulation.limit_excess(*excess);
    }
    formulation.limit_cost(most);
    auto taken = checked(formulation, formulation.solve(Aim::Rest, solver_));
    if (!taken) {
      return std::nullopt;
    }
    formulation.limit_rest(formulation.rest(*taken));
    formulation.limit_number(static_cast<size_t>(std::ranges::count(*taken, true)));
    Formulation another = formulation;
    another.forbid(*taken);
    if (!another.solve(Aim::Rest, solver_)) {
      return another.failure().end == Answer::End::Infeasible ? taken : fail(another.failure());
    }
    return first_of_equals(formulation);
  }

  // Choice by choice as many of the first ones as can be, a handful at a time so that the weights
  // stay within what the solver tells apart.
  std::optional<Taken> first_of_equals(Formulation& formulation) {
    constexpr size_t Handful = 10;
    std::optional<Taken> taken;
    for (size_t from = 0; from < problem_.choices.size(); from += Handful) {
      const size_t to = std::min(from + Handful, problem_.choices.size());
      std::vector<double> weights(problem_.choices.size(), 0);
      for (size_t i = from; i < to; ++i) {
        weights[i] = -static_cast<double>(size_t{1} << (to - i - 1));
      }
      taken = checked(formulation, formulation.solve(weights, solver_));
      if (!taken) {
        return std::nullopt;
      }
      for (size_t i = from; i < to; ++i) {
        formulation.fix(i, (*taken)[i]);
      }
    }
    return taken;
  }

  std::optional<Taken> checked(const Formulation& formulation, std::optional<Taken> taken) {
    return taken ? taken : fail(formulation.failure());
  }

  std::optional<Taken> fail(const Answer& answer) {
    plan_.end = answer.end == Answer::End::Missing ? PlanEnd::SolverMissing : PlanEnd::SolverFailed;
    plan_.message = answer.end == Answer::End::Infeasible
                        ? "the solver finds no plan where there must be one"
                        : answer.message;
    return std::nullopt;
  }

  // One after the other that which removes most for its cost, with those before it in place. Where
  // rounding hides what each does, what it takes off before rounding decides.
  void order_steps(const Taken& taken) {
    Taken there(taken.size(), false);
    const auto left = [&] {
      return std::ranges::count(taken, true) - std::ranges::count(there, true);
    };
    while (left() > 0) {
      size_t best = taken.size();
      std::tuple<double, double> best_worth;
      for (size_t i = 0; i < taken.size(); ++i) {
        if (!taken[i] || there[i]) {
          continue;
        }
        const auto worth = worth_of(there, i);
        if (best == taken.size() || worth > best_worth) {
          best = i;
          best_worth = worth;
        }
      }
      add_step(there, best);
      there[best] = true;
    }
    for (Goal& goal : plan_.goals) {
      goal.after = levels(problem_, stake_of(goal.finding), there).score();
    }
  }

  std::tuple<double, double> worth_of(const Taken& there, size_t choice) const {
    Taken then = there;
    then[choice] = true;
    double removed = 0;
    double unrounded = 0;
    for (const Effect& effect : problem_.choices[choice].effects) {
      const Levels before = levels(problem_, effect.stake, there);
      removed += before.score() - levels(problem_, effect.stake, then).score();
      unrounded += before.score() * (1 - effect.likelihood_left * effect.impact_left);
    }
    constexpr double Nothing = 1e-3;  // what is free comes first
    const double cost = std::max(problem_.choices[choice].price.amount, Nothing);
    return {removed / cost, unrounded / cost};
  }

  void add_step(const Taken& there, size_t index) {
    const Choice& choice = problem_.choices[index];
    Taken then = there;
    then[index] = true;
    Step step{choice.control, choice.at, choice.treatment, choice.price, choice.relation, {}};
    for (const Effect& effect : choice.effects) {
      const int before = levels(problem_, effect.stake, there).score();
      const int after = levels(problem_, effect.stake, then).score();
      if (after < before) {
        step.changes.push_back({problem_.stakes[effect.stake].finding, before, after});
        step.removed += before - after;
      }
    }
    std::ranges::stable_sort(step.changes, std::greater{}, &Change::before);
    plan_.removed += step.removed;
    plan_.steps.push_back(std::move(step));
  }

  size_t stake_of(FindingId finding) const {
    return static_cast<size_t>(std::ranges::find(problem_.stakes, finding, &Stake::finding) -
                               problem_.stakes.begin());
  }

  // What may be above the target and is not the plan's business.
  void list_the_rest() {
    for (size_t i = 0; i < assessment_.findings.size(); ++i) {
      const FindingId id(i);
      const Finding& finding = assessment_.findings[id];
      if (finding.risk.residual.high <= plan_.limit()) {
        continue;
      }
      if (finding.status == Status::Open && !options_.open) {
        plan_.open.push_back(id);
      } else if (finding.status == Status::Accepted || finding.status == Status::Transferred ||
                 finding.status == Status::Avoided) {
        plan_.treated.push_back(id);
      }
    }
  }

  const rules::Assessment& assessment_;
  const PlanOptions& options_;
  Solver& solver_;
  Problem problem_;
  std::vector<int> caps_;
  Plan plan_;
};

}  // namespace

int Plan::limit() const {
  return highest_score(target);
}

bool Plan::is_reached() const {
  return std::ranges::all_of(goals, [&](const Goal& goal) { return is_reached(goal); });
}

Plan make_plan(const model::Model& model, const rules::Assessment& assessment,
               const PlanOptions& options, Solver& solver) {
  return Planning(model, assessment, options, solver).run();
}

}  // namespace aixc::plan
