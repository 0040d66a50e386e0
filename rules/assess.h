// The passes of the assessment, called in order.
#pragma once

#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

struct AssessOptions {
  model::Date today;  // for `until` and `due`; the core never reads a clock
};

// The model must have been bound without errors. Mistakes that only evaluation shows (a stale
// treatment, a cycle through `not`) go to the sink.
Assessment assess(const model::Model& model, const AssessOptions& options,
                  diagnostics::Sink& sink);

}  // namespace aixc::rules
