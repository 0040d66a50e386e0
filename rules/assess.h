// The passes of the assessment, called in order.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

struct AssessOptions {
  model::Date today;  // for `until` and `due`; the core never reads a clock
  // Attributes whose values are given out beside the findings, for pictures that show them.
  std::vector<std::string> show = {"trust", "sensitive"};
};

// The model must have been bound without errors. Mistakes that only evaluation shows (a stale
// treatment, a cycle through `not`) go to the sink.
Assessment assess(const model::Model& model, const AssessOptions& options, diagnostics::Sink& sink);

}  // namespace aixc::rules
