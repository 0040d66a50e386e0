// The gate: whether what was found lets a build pass.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/cli/baseline.h"
#include "compiler/model/model.h"
#include "compiler/render/check/checked.h"
#include "rules/assessment.h"

namespace aixc::cli {

using render::GateResult;

// `low` … `critical`; nothing for any other text.
std::optional<rules::Band> band_named(std::string_view name);

// Applying findings whose residual level reaches `level` at the upper end of its range, broken
// policies, and with `strict` open findings; without those that the baseline knows.
GateResult gate(const model::Model& model, const rules::Assessment& assessment, rules::Band level,
                bool strict, const Baseline* baseline = nullptr);

// `gate: failed, 2 threats at high or above`, `gate: passed, nothing at high or above`
std::string gate_line(const GateResult& result, rules::Band level);

// Where some findings are known: a line for each that is new and fails the gate.
std::string gate_news(const model::Model& model, const rules::Assessment& assessment,
                      const GateResult& result);

}  // namespace aixc::cli
