// The passes of the assessment, called in order.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

// How much the assessment says of its reasons. What it concludes is always the same.
enum class Explain : uint8_t {
  All,   // every verdict with its text, its way through the graph and the facts that it rests on
  Told,  // what a list of findings tells: the text of the first verdict of each finding that
         // nothing dismisses, the scenarios, the messages of policies. Other texts, witnesses,
         // facts, the assumed values and what the ledger says of dismissals are left out.
};

struct AssessOptions {
  model::Date today;                       // for `until` and `due`; the core never reads a clock
  std::optional<Band> appetite;            // of systems that state none
  std::vector<std::string> ignored_rules;  // names of rules and policies that are not applied
  // Attributes whose values are given out beside the findings, for pictures that show them.
  std::vector<std::string> show = {"trust", "sensitive", "teaches"};
  Explain explain = Explain::All;
  // Asked again and again while the rules are applied, if set: once it says yes, `assess` returns
  // soon, and what it returns is of no use.
  std::function<bool()> interrupted = {};
};

// The model must have been bound without errors. Mistakes that only evaluation shows (a stale
// treatment, a cycle through `not`) go to the sink.
Assessment assess(const model::Model& model, const AssessOptions& options, diagnostics::Sink& sink);

}  // namespace aixc::rules
