// What a check came to, as the formats for CI show it.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/model/model.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"

namespace aixc::render {

// How an issue stands to the baseline: not in it, in it, or in it at another level.
enum class BaselineState : uint8_t { New, Unchanged, Updated };

// What the gate says of one model: everything named here fails it.
struct GateResult {
  std::vector<rules::FindingId> findings;  // those that apply at or above the level
  std::vector<rules::FindingId> open;      // only when open findings gate
  std::vector<size_t> violations;          // broken policies of level `error`, by index
  // With a baseline: what would fail and is known, and what is known and is gone.
  size_t known = 0;
  std::vector<std::string> gone;
  // By `Issue::id`, of all that a baseline can hold; empty without one.
  std::map<std::string, BaselineState> states;
  bool failed() const { return !findings.empty() || !open.empty() || !violations.empty(); }
};

// One model.
struct Checked {
  std::string entry;  // as it was named
  bool readable = true;
  std::vector<diagnostics::Diagnostic> diagnostics;
  const source::SourceMap* sources = nullptr;
  const model::Model* model = nullptr;
  const rules::Assessment* assessment = nullptr;  // null: a library, or there are errors
  GateResult gate;
};

struct CheckReport {
  std::span<const Checked> models;
  rules::Band level = rules::Band::High;  // of the gate
  bool strict = false;                    // open findings gate, and are shown
  bool passed = true;
  bool suppressed = false;  // SARIF: accepted risks too, marked as such
};

}  // namespace aixc::render
