// The gate: whether what was found lets a build pass.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/options.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::cli {

struct GateResult {
  std::vector<rules::FindingId> findings;  // those that fail it, in the order of the report
  int violations = 0;                      // policies of level `error` that are broken
  int open = 0;                            // open findings, if they gate
  bool failed() const { return !findings.empty() || violations > 0 || open > 0; }
};

// `low` … `critical`; nothing for any other text.
std::optional<rules::Band> band_named(std::string_view name);

// Applying findings whose residual level reaches `level` at the upper end of its range, broken
// policies, and with `strict` open findings.
GateResult gate(const rules::Assessment& assessment, rules::Band level, bool strict);

// `gate: 2 threats at high or above`, `gate: passed, nothing at high or above`
std::string gate_line(const GateResult& result, rules::Band level);

}  // namespace aixc::cli
