// THE PASSES ON ONE PAGE.
#include "rules/assess.h"

#include "rules/passes/run.h"

namespace aixc::rules {

Assessment assess(const model::Model& model, const AssessOptions& options,
                  diagnostics::Sink& sink) {
  passes::Run run(model, options, sink);
  for (void (*pass)(passes::Run&) :
       {passes::derive, passes::judge, passes::check_policies, passes::select_controls,
        passes::rate, passes::treat, passes::assign_responsibility, passes::ask,
        passes::write_ledger, passes::number, passes::warn_unmatched, passes::show,
        passes::fill_views}) {
    pass(run);
    if (run.interrupted()) {
      return {};
    }
  }
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
