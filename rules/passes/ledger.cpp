// Every threat of the library against the system, with why not where it does not apply.
#include <algorithm>
#include <map>
#include <set>

#include "rules/passes/run.h"
#include "rules/passes/threats.h"

namespace aixc::rules::passes {
namespace {

// The status that says most: one applying finding makes the threat apply.
int weight(Status status) {
  switch (status) {
    case Status::Applies:
      return 6;
    case Status::Open:
      return 5;
    case Status::Accepted:
      return 4;
    case Status::Transferred:
      return 3;
    case Status::Avoided:
      return 2;
    case Status::Countered:
      return 1;
    case Status::NotApplicable:
      return 0;
  }
  return 0;
}

std::string list_text(const std::set<std::string>& names) {
  std::string result;
  for (const std::string& name : names) {
    result += (result.empty() ? "" : ", ") + name;
  }
  return result;
}

class Ledger {
 public:
  explicit Ledger(Run& run) : run_(run) {}

  void run() {
    for (size_t i = 0; i < run_.result.findings.size(); ++i) {
      findings_[run_.result.findings[FindingId(i)].threat].push_back(FindingId(i));
    }
    for (size_t i = 0; i < run_.model.threats.size(); ++i) {
      if (can_be_found(run_.model.threats[ThreatId(i)])) {
        run_.result.ledger.push_back(row(ThreatId(i)));
      }
    }
  }

 private:
  LedgerRow row(ThreatId threat) {
    LedgerRow result;
    result.threat = threat;
    result.findings = findings_[threat];
    if (run_.model.threats[threat].combined) {
      return scenario_row(std::move(result));
    }
    for (const FindingId id : result.findings) {
      const Finding& finding = run_.result.findings[id];
      if (weight(finding.status) >= weight(result.status)) {
        const bool first = result.because.empty() || weight(finding.status) > weight(result.status);
        result.status = finding.status;
        const auto& verdicts =
            finding.status == Status::NotApplicable ? finding.dismissed : finding.raised;
        if (first && !verdicts.empty()) {
          result.because = verdicts[0].because;
        }
      }
    }
    if (result.findings.empty()) {
      result.because = not_drawn(threat);
    }
    return result;
  }

  LedgerRow scenario_row(LedgerRow result) const {
    for (const Scenario& scenario : run_.result.scenarios) {
      if (scenario.threat != result.threat) {
        continue;
      }
      const Status status = scenario.truth == Truth::True ? Status::Applies : Status::Open;
      if (weight(status) > weight(result.status)) {
        result.status = status;
        result.because = scenario.because;
      }
    }
    if (result.status == Status::NotApplicable) {
      result.because = not_drawn(result.threat);
    }
    return result;
  }

  // What the rules of a threat look for and the drawing does not have. The drawing is complete:
  // what is not drawn is absent.
  std::string not_drawn(ThreatId threat) const {
    std::set<std::string> missing;
    std::set<std::string> ignored;
    bool any_rule = false;
    bool complete_pattern = false;
    for (const model::Rule& rule : run_.model.rules) {
      if (rule.dismiss || shown_as(run_.model, rule.threat) != threat) {
        continue;
      }
      any_rule = true;
      if (run_.ignores(rule.name)) {
        ignored.insert(std::string(run_.model.text(rule.name)));
        continue;
      }
      const std::set<std::string> of_rule = missing_kinds(rule);
      complete_pattern = complete_pattern || of_rule.empty();
      missing.insert(of_rule.begin(), of_rule.end());
    }
    if (!any_rule) {
      return "no rule that the model uses raises it";
    }
    if (!ignored.empty()) {
      return "the project does not apply the rule that could raise it: " + list_text(ignored);
    }
    if (complete_pattern || missing.empty()) {
      return "nothing that is drawn meets its conditions";
    }
    return "nothing of this kind is drawn: " + list_text(missing);
  }

  std::set<std::string> missing_kinds(const model::Rule& rule) const {
    std::set<std::string> result;
    for (const model::VariableIndex node : rule.match.pattern.nodes) {
      const model::NodeFilter& filter = rule.match.variables[node].filter;
      if (filter.form == model::NodeFilter::Form::Kind && run_.graph.of_kind(filter.kind).empty()) {
        result.insert(run_.model.kinds[filter.kind].label);
      }
    }
    return result;
  }

  Run& run_;
  std::map<ThreatId, std::vector<FindingId>> findings_;
};

}  // namespace

void write_ledger(Run& run) {
  Ledger(run).run();
}

}  // namespace aixc::rules::passes
