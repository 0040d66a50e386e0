// What would help against a finding: changes of the model that were tried, one at a time.
#pragma once

#include <string>
#include <vector>

#include "compiler/cli/what_if.h"
#include "rules/assessment.h"

namespace aixc::cli {

// A change of the model and what becomes of the finding.
struct Remedy {
  std::string change;  // "`approval: hard` on vpc.triage"
  std::string result;  // "it does not apply"
  int left = 0;        // the score that remains
};

// Values of the attributes that the verdict rests on, and the controls that it has not: those that
// help an applying finding, those that settle an open one; the best first.
std::vector<Remedy> remedies_of(model::Model& model, const rules::Assessment& assessment,
                                const rules::Finding& finding, const rules::AssessOptions& options);
// The values alone.
std::vector<Remedy> values_that_help(model::Model& model, const rules::Assessment& assessment,
                                     const rules::Finding& finding,
                                     const rules::AssessOptions& options);

}  // namespace aixc::cli
