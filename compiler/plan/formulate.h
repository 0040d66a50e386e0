// The problem as a mixed-integer program, exact for levels that are rounded up.
#pragma once

#include <optional>
#include <vector>

#include "compiler/plan/problem.h"
#include "compiler/plan/solver.h"

namespace aixc::plan {

// What is minimised, one after the other: each with the ones before it held at their best.
enum class Aim {
  Excess,  // Σ of scores above the limit
  Cost,
  Rest,  // Σ of scores that are left of what was above the limit, then the number of choices
};

// A binary for each choice, and for each stake above the limit one for each pair of levels that
// controls can leave. Shares multiply, so their logarithms add: a pair may be claimed if the
// choices' logarithms reach what both its levels need.
//
// The solver calculates with a tolerance, the levels with none. So needs are taken a trifle too
// small, which cuts off no true plan, and an answer that claims a level it does not reach is
// excluded by a row (something more would have to be chosen) and asked again.
class Formulation {
 public:
  // `caps`: the highest score that each stake may keep; a stake at or below it needs nothing.
  Formulation(const Problem& problem, int limit, std::vector<int> caps);

  void limit_cost(double most);
  void limit_excess(int most);
  void limit_rest(int most);
  void limit_number(size_t most);
  void fix(size_t choice, bool taken);
  // Something else than exactly these, of plans with no more choices.
  void forbid(const std::vector<bool>& taken);

  // The best choices; nothing if there are none or the solver gave up, which `failure` then says.
  std::optional<std::vector<bool>> solve(Aim aim, Solver& solver);
  // The same for weights of the choices.
  std::optional<std::vector<bool>> solve(const std::vector<double>& weights, Solver& solver);
  const Answer& failure() const { return failure_; }

  int excess(const std::vector<bool>& taken) const;
  int rest(const std::vector<bool>& taken) const;

 private:
  struct Pair {
    size_t variable = 0;
    Levels levels;
  };
  struct Claim {
    size_t stake = 0;
    std::vector<Pair> pairs;
  };

  size_t add_variable(double upper, bool integer);
  void add_stake(size_t stake);
  // What a group adds to the logarithm of one level, as terms of a row.
  void add_group(const Group& group, bool impact, Row& row);
  Row total(const std::vector<double>& weights) const;
  std::optional<std::vector<bool>> solve(Solver& solver);
  bool mend(const std::vector<bool>& taken, const std::vector<double>& values);
  void exclude(const Claim& claim, bool impact, int level, const std::vector<bool>& taken);

  const Problem& problem_;
  int limit_;
  std::vector<int> caps_;
  Program program_;
  std::vector<Claim> claims_;
  Answer failure_;
};

}  // namespace aixc::plan
