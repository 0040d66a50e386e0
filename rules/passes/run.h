// What the passes of one assessment share.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"
#include "rules/assess.h"
#include "rules/assessment.h"
#include "rules/eval/graph.h"
#include "rules/eval/knowledge.h"
#include "rules/eval/search.h"

namespace aixc::rules::passes {

class Explainer;

// One assessment on its way: what is known so far. Lives as long as `assess` runs.
struct Run {
  Run(const model::Model& the_model, const AssessOptions& the_options, diagnostics::Sink& the_sink);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Whether the project does not apply the rule or policy of that name.
  bool ignores(Symbol rule) const;
  // Whether nobody waits for the result any more. Once it says so, it says so again.
  bool interrupted();

  const model::Model& model;
  const AssessOptions& options;
  diagnostics::Sink& sink;
  eval::Graph graph;
  eval::DependencySets sets;
  eval::Knowledge knowledge;
  std::unique_ptr<Explainer> explainer;
  Assessment result;

 private:
  bool interrupted_ = false;
};

// Whether a supplier has to do something about the finding: what applies at an element that he
// operates, and what is a matter of run time alone and was dismissed because he operates it.
bool is_suppliers_duty(const model::Model& model, const Finding& finding);

// The passes, in the order that `assess` calls them; each says in its file what it does.
void derive(Run& run);
void judge(Run& run);  // raise and dismiss → findings, scenarios
void check_policies(Run& run);
void select_controls(Run& run);
void rate(Run& run);   // likelihood, impact, residual
void treat(Run& run);  // accept, transfer, avoid; countered
void assign_responsibility(Run& run);
void ask(Run& run);  // questions
void write_ledger(Run& run);
void number(Run& run);          // order, numbers, counts
void warn_unmatched(Run& run);  // implementations that are stale, or misplaced
void show(Run& run);            // values that pictures show
void fill_views(Run& run);

}  // namespace aixc::rules::passes
