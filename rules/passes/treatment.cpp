// What people decided about findings: accept, transfer, avoid; and what the controls in place have
// brought within the appetite.
#include <algorithm>

#include "rules/passes/attributes.h"
#include "rules/passes/coverage.h"
#include "rules/passes/run.h"
#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::rules::passes {
namespace {

using model::TreatmentId;

std::optional<Band> band_named(const std::string& name) {
  if (name == "low") {
    return Band::Low;
  }
  if (name == "medium") {
    return Band::Medium;
  }
  if (name == "high") {
    return Band::High;
  }
  return name == "critical" ? std::optional(Band::Critical) : std::nullopt;
}

Status status_of(model::Treatment::Verb verb) {
  switch (verb) {
    case model::Treatment::Verb::Accept:
      return Status::Accepted;
    case model::Treatment::Verb::Transfer:
      return Status::Transferred;
    case model::Treatment::Verb::Avoid:
      return Status::Avoided;
    case model::Treatment::Verb::Implement:
      break;
  }
  return Status::Applies;
}

class Treating {
 public:
  explicit Treating(Run& run) : run_(run), coverage_(run) {
    if (run.model.system) {
      run.result.appetite =
          band_named(text_of(run.model, value_of(run.model, run.model.system, "appetite")));
      if (!run.result.appetite) {
        run.result.appetite = run.options.appetite;
      }
    }
  }

  void run() {
    for (Finding& finding : run_.result.findings) {
      if (finding.status == Status::Applies && is_countered(finding)) {
        finding.status = Status::Countered;
      }
    }
    for (size_t i = 0; i < run_.model.treatments.size(); ++i) {
      apply(TreatmentId(i));
    }
  }

 private:
  // At least one control that is not merely general is in place, the controls in place lower the
  // risk, and what is left is within the appetite; where none is stated, only a low risk is.
  bool is_countered(const Finding& finding) const {
    const bool helped = std::ranges::any_of(finding.controls, [](const FindingControl& it) {
      return it.state == ControlState::InPlace && it.relation != ControlRelation::General &&
             it.strength > 0;
    });
    return helped && finding.risk.residual.high < finding.risk.score.high &&
           band_of(finding.risk.residual.high) <= run_.result.appetite.value_or(Band::Low);
  }

  void apply(TreatmentId id) {
    const model::Treatment& treatment = run_.model.treatments[id];
    if (treatment.verb == model::Treatment::Verb::Implement) {
      report_overdue(treatment);
      return;
    }
    bool matched = false;
    const bool expired = report_expired(treatment);
    for (Finding& finding : run_.result.findings) {
      // Of what does not apply only a supplier's duty can be decided about: what if he does not do
      // it?
      const bool applies = finding.status != Status::NotApplicable;
      const bool about = (applies || is_suppliers_duty(run_.model, finding)) &&
                         belongs_to(run_.model, finding.threat, subject(treatment.threat)) &&
                         coverage_.covers(id, finding.element, Reach::Inside);
      if (!about) {
        continue;
      }
      matched = true;
      if (!expired) {
        finding.status = applies ? status_of(treatment.verb) : finding.status;
        finding.treatment = id;
      }
    }
    if (!matched) {
      report_stale(treatment);
    }
  }

  void report_stale(const model::Treatment& treatment) {
    auto report = run_.sink.report(diagnostics::Kind::StaleTreatment, treatment.subject_span,
                                   run_.model.title(treatment.threat));
    const auto elsewhere = std::ranges::find_if(run_.result.findings, [&](const Finding& finding) {
      return finding.status != Status::NotApplicable &&
             belongs_to(run_.model, finding.threat, subject(treatment.threat));
    });
    if (elsewhere != run_.result.findings.end()) {
      report.help("it is found on `" + path_of(run_.model, elsewhere->element) + "`");
    }
  }

  ThreatId subject(ThreatId threat) const { return reported_as(run_.model, threat); }

  bool report_expired(const model::Treatment& treatment) {
    const auto until = date_of(value_of(run_.model, treatment, "until"));
    if (!until || *until >= run_.options.today) {
      return false;
    }
    run_.sink
        .report(diagnostics::Kind::ExpiredTreatment, treatment.subject_span,
                run_.model.title(treatment.threat), model::format_date(*until))
        .help("decide anew and set a later `until`, or take the statement out");
    return true;
  }

  void report_overdue(const model::Treatment& treatment) {
    const auto due = date_of(value_of(run_.model, treatment, "due"));
    const std::string status = text_of(run_.model, value_of(run_.model, treatment, "status"));
    const bool open = status == "planned" || status == "considered";
    if (due && *due < run_.options.today && open) {
      run_.sink.report(diagnostics::Kind::OverdueControl, treatment.subject_span,
                       run_.model.title(treatment.control), model::format_date(*due));
    }
  }

  Run& run_;
  Coverage coverage_;
};

}  // namespace

void treat(Run& run) {
  Treating(run).run();
}

}  // namespace aixc::rules::passes
