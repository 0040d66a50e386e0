// Programs as text for solvers, and their answers back.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "compiler/plan/solver.h"

namespace aixc::plan {

// The program in free MPS, as CBC and other solvers read it: variables `X0`, `X1`, …, rows `R0`, …;
// every number with all its digits.
std::string to_mps(const Program& program);

// What CBC's command `solution` writes: a line with the outcome, then `index name value cost` for
// each variable that is not zero. Nothing if the text is none of it.
std::optional<Answer> read_cbc_solution(std::string_view text, size_t variables);

}  // namespace aixc::plan
