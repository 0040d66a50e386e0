#include "compiler/plan/formulate.h"

#include <algorithm>
#include <cmath>

#include "rules/passes/control_facts.h"

namespace aixc::plan {
namespace {

// Far above what the solver's tolerance (1e-7) blurs, far below what tells two shares apart.
constexpr double Trifle = 1e-6;
// The logarithm of a control that leaves nothing: more than the lowest level can need.
constexpr double MostLogarithm = 30;

double logarithm(double left) {
  return left <= 0 ? MostLogarithm : -std::log(left);
}

// What the logarithms must add up to for `level` to be left of `from`.
double need(int level, int from, double left) {
  if (level >= rules::passes::level_left(from, left)) {
    return 0;
  }
  const double share = (level - 1 + rules::passes::LevelHair) / ((from - 1) * left);
  return std::min(std::max(logarithm(share) - Trifle, 0.0), MostLogarithm);
}

double left_of(const Group::Member& member, bool impact) {
  return impact ? member.impact_left : member.likelihood_left;
}

int level_of(const Levels& levels, bool impact) {
  return impact ? levels.impact : levels.likelihood;
}

}  // namespace

Formulation::Formulation(const Problem& problem, int limit, std::vector<int> caps)
    : problem_(problem), limit_(limit), caps_(std::move(caps)) {
  for (size_t i = 0; i < problem.choices.size(); ++i) {
    add_variable(1, true);
  }
  const std::vector<bool> nothing(problem.choices.size(), false);
  for (size_t i = 0; i < problem.stakes.size(); ++i) {
    if (levels(problem, i, nothing).score() > limit) {
      add_stake(i);
    }
  }
}

size_t Formulation::add_variable(double upper, bool integer) {
  program_.variables.push_back({0, 0, upper, integer});
  return program_.variables.size() - 1;
}

void Formulation::add_stake(size_t stake) {
  const std::vector<bool> nothing(problem_.choices.size(), false);
  const std::vector<bool> everything(problem_.choices.size(), true);
  const Levels most = levels(problem_, stake, nothing);
  const Levels least = levels(problem_, stake, everything);
  Claim claim{stake, {}};
  Row one{{}, 1, 1};
  for (int likelihood = least.likelihood; likelihood <= most.likelihood; ++likelihood) {
    for (int impact = least.impact; impact <= most.impact; ++impact) {
      const Levels pair{likelihood, impact};
      if (pair.score() <= caps_[stake]) {
        claim.pairs.push_back({add_variable(1, true), pair});
        one.terms.emplace_back(claim.pairs.back().variable, 1);
      }
    }
  }
  program_.rows.push_back(std::move(one));
  const Stake& at = problem_.stakes[stake];
  for (const bool impact : {false, true}) {
    Row row{{}, 0, Infinity};
    for (const Group& group : problem_.groups[stake]) {
      add_group(group, impact, row);
    }
    bool needed = false;
    for (const Pair& pair : claim.pairs) {
      const double logarithms =
          need(level_of(pair.levels, impact), impact ? at.impact : at.likelihood,
               impact ? at.impact_left : at.likelihood_left);
      if (logarithms > 0) {
        row.terms.emplace_back(pair.variable, -logarithms);
        needed = true;
      }
    }
    if (needed) {
      program_.rows.push_back(std::move(row));
    }
  }
  claims_.push_back(std::move(claim));
}

// One choice counts by itself. Of several only the strongest does: for each a share of the
// counting, no more than it is taken, and one in all.
void Formulation::add_group(const Group& group, bool impact, Row& row) {
  std::vector<const Group::Member*> helping;
  for (const Group::Member& member : group.members) {
    if (left_of(member, impact) < 1) {
      helping.push_back(&member);
    }
  }
  if (helping.size() == 1) {
    row.terms.emplace_back(helping.front()->choice, logarithm(left_of(*helping.front(), impact)));
    return;
  }
  Row at_most_one{{}, -Infinity, 1};
  for (const Group::Member* member : helping) {
    const size_t share = add_variable(1, false);
    program_.rows.push_back({{{member->choice, 1}, {share, -1}}, 0, Infinity});
    at_most_one.terms.emplace_back(share, 1);
    row.terms.emplace_back(share, logarithm(left_of(*member, impact)));
  }
  if (!helping.empty()) {
    program_.rows.push_back(std::move(at_most_one));
  }
}

Row Formulation::total(const std::vector<double>& weights) const {
  Row row;
  for (size_t i = 0; i < weights.size(); ++i) {
    if (weights[i] != 0) {
      row.terms.emplace_back(i, weights[i]);
    }
  }
  return row;
}

void Formulation::limit_cost(double most) {
  std::vector<double> costs;
  for (const Choice& choice : problem_.choices) {
    costs.push_back(choice.price.amount);
  }
  Row row = total(costs);
  row.upper = most + Trifle;
  program_.rows.push_back(std::move(row));
}

void Formulation::limit_excess(int most) {
  Row row;
  row.upper = most + 0.5;
  for (const Claim& claim : claims_) {
    for (const Pair& pair : claim.pairs) {
      if (pair.levels.score() > limit_) {
        row.terms.emplace_back(pair.variable, pair.levels.score() - limit_);
      }
    }
  }
  program_.rows.push_back(std::move(row));
}

void Formulation::limit_rest(int most) {
  Row row;
  row.upper = most + 0.5;
  for (const Claim& claim : claims_) {
    for (const Pair& pair : claim.pairs) {
      row.terms.emplace_back(pair.variable, pair.levels.score());
    }
  }
  program_.rows.push_back(std::move(row));
}

void Formulation::limit_number(size_t most) {
  Row row = total(std::vector<double>(problem_.choices.size(), 1));
  row.upper = static_cast<double>(most) + 0.5;
  program_.rows.push_back(std::move(row));
}

void Formulation::fix(size_t choice, bool taken) {
  program_.variables[choice].lower = taken ? 1 : 0;
  program_.variables[choice].upper = taken ? 1 : 0;
}

void Formulation::forbid(const std::vector<bool>& taken) {
  Row row;
  double number = 0;
  for (size_t i = 0; i < taken.size(); ++i) {
    if (taken[i]) {
      row.terms.emplace_back(i, 1);
      ++number;
    }
  }
  row.upper = number - 0.5;
  program_.rows.push_back(std::move(row));
}

int Formulation::excess(const std::vector<bool>& taken) const {
  int sum = 0;
  for (const Claim& claim : claims_) {
    sum += std::max(levels(problem_, claim.stake, taken).score() - limit_, 0);
  }
  return sum;
}

int Formulation::rest(const std::vector<bool>& taken) const {
  int sum = 0;
  for (const Claim& claim : claims_) {
    sum += levels(problem_, claim.stake, taken).score();
  }
  return sum;
}

std::optional<std::vector<bool>> Formulation::solve(Aim aim, Solver& solver) {
  for (Variable& variable : program_.variables) {
    variable.weight = 0;
  }
  // One score more weighs more than all choices together.
  const double whole = static_cast<double>(problem_.choices.size() + 1);
  for (size_t i = 0; i < problem_.choices.size(); ++i) {
    program_.variables[i].weight = aim == Aim::Cost   ? problem_.choices[i].price.amount
                                   : aim == Aim::Rest ? 1
                                                      : 0;
  }
  for (const Claim& claim : claims_) {
    for (const Pair& pair : claim.pairs) {
      const int score = pair.levels.score();
      program_.variables[pair.variable].weight = aim == Aim::Excess ? std::max(score - limit_, 0)
                                                 : aim == Aim::Rest ? score * whole
                                                                    : 0;
    }
  }
  return solve(solver);
}

std::optional<std::vector<bool>> Formulation::solve(const std::vector<double>& weights,
                                                    Solver& solver) {
  for (size_t i = 0; i < program_.variables.size(); ++i) {
    program_.variables[i].weight = i < weights.size() ? weights[i] : 0;
  }
  return solve(solver);
}

std::optional<std::vector<bool>> Formulation::solve(Solver& solver) {
  while (true) {
    failure_ = solver.solve(program_);
    if (failure_.end != Answer::End::Optimal) {
      return std::nullopt;
    }
    std::vector<bool> taken;
    for (size_t i = 0; i < problem_.choices.size(); ++i) {
      taken.push_back(failure_.values[i] > 0.5);
    }
    if (!mend(taken, failure_.values)) {
      return taken;
    }
  }
}

// Excludes what the answer claims without reaching it; false if there is nothing of that kind.
bool Formulation::mend(const std::vector<bool>& taken, const std::vector<double>& values) {
  bool mended = false;
  for (const Claim& claim : claims_) {
    const Levels reached = levels(problem_, claim.stake, taken);
    for (const Pair& pair : claim.pairs) {
      if (values[pair.variable] <= 0.5) {
        continue;
      }
      for (const bool impact : {false, true}) {
        if (level_of(reached, impact) > level_of(pair.levels, impact)) {
          exclude(claim, impact, level_of(pair.levels, impact), taken);
          mended = true;
        }
      }
    }
  }
  return mended;
}

// Whoever claims `level` or less takes something that helps and is not among `taken`.
void Formulation::exclude(const Claim& claim, bool impact, int level,
                          const std::vector<bool>& taken) {
  Row row{{}, 0, Infinity};
  for (const Group& group : problem_.groups[claim.stake]) {
    for (const Group::Member& member : group.members) {
      if (!taken[member.choice] && left_of(member, impact) < 1) {
        row.terms.emplace_back(member.choice, 1);
      }
    }
  }
  for (const Pair& pair : claim.pairs) {
    if (level_of(pair.levels, impact) <= level) {
      row.terms.emplace_back(pair.variable, -1);
    }
  }
  program_.rows.push_back(std::move(row));
}

}  // namespace aixc::plan
