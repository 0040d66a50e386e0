// THE PASSES ON ONE PAGE.
#include "rules/assess.h"

#include "rules/passes/run.h"

namespace aixc::rules {

Assessment assess(const model::Model& model, const AssessOptions& options,
                  diagnostics::Sink& sink) {
  passes::Run run(model, options, sink);
  passes::derive(run);
  passes::judge(run);
  passes::check_policies(run);
  passes::select_controls(run);
  passes::rate(run);
  passes::treat(run);
  passes::assign_responsibility(run);
  passes::ask(run);
  passes::write_ledger(run);
  passes::number(run);
  passes::show(run);
  passes::fill_views(run);
  return std::move(run.result);
}

Band band_of(int score) {
  constexpr int LowEnd = 4;
  constexpr int MediumEnd = 9;
  constexpr int HighEnd = 16;
  if (score <= LowEnd) {
    return Band::Low;
  }
  if (score <= MediumEnd) {
    return Band::Medium;
  }
  return score <= HighEnd ? Band::High : Band::Critical;
}

}  // namespace aixc::rules
