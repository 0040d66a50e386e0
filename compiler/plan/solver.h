// The solver of mixed-integer programs as an interface: what it is asked and what it answers.
#pragma once

#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace aixc::plan {

inline constexpr double Infinity = std::numeric_limits<double>::infinity();

struct Variable {
  double weight = 0;  // in the objective, which is minimised
  double lower = 0;
  double upper = 1;
  bool integer = true;
};

// lower ≤ Σ coefficient · variable ≤ upper
struct Row {
  std::vector<std::pair<size_t, double>> terms;  // each variable at most once
  double lower = -Infinity;
  double upper = Infinity;
};

struct Program {
  std::vector<Variable> variables;
  std::vector<Row> rows;
};

struct Answer {
  enum class End { Optimal, Infeasible, Missing, Failed };
  End end = End::Failed;
  std::vector<double> values;  // Optimal: one for each variable, within the solver's tolerance
  std::string message;         // Failed: what went wrong, for people
};

// A solver proves that its answer is the best one, or fails; it never crashes or hangs its caller,
// and gives the same answer for the same program.
class Solver {
 public:
  Solver() = default;
  Solver(const Solver&) = delete;
  Solver& operator=(const Solver&) = delete;
  virtual ~Solver() = default;
  virtual Answer solve(const Program& program) = 0;
};

}  // namespace aixc::plan
