// Who answers for each finding (AI Exchange, risk analysis, steps 5 and 6): whoever operates the
// element; what a supplier runs or trained for us is shared, and to be verified until it is
// assured.
#include <map>
#include <string>

#include "rules/passes/attributes.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

// What a party's attributes say of its duties.
struct Duties {
  bool ours = false;      // its role says that it is us
  bool assured = false;   // it is confirmed by somebody, with evidence
  std::string assurance;  // the same in words
};

class Assigning {
 public:
  explicit Assigning(Run& run) : run_(run) {
    for (const EntityId party : run.model.parties) {
      duties_.emplace(party, duties(party));
      if (duties_.at(party).ours && !us_) {
        us_ = party;
      }
    }
  }

  void run() {
    for (Finding& finding : run_.result.findings) {
      finding.responsible = responsibility(finding);
      const EntityId party = finding.responsible.party;
      const bool theirs = finding.responsible.who == Responsible::Supplier ||
                          finding.responsible.who == Responsible::Shared;
      if (theirs && party && is_external_duty(finding)) {
        finding.verify = !duties_.at(party).assured;
        run_.result.to_verify.push_back(
            {party, finding.threat, finding.element, duties_.at(party).assurance});
      }
    }
  }

 private:
  Duties duties(EntityId party) const {
    const auto text = [&](std::string_view attribute) {
      return text_of(run_.model, value_of(run_.model, party, attribute));
    };
    const std::string assurance = text("assurance");
    const bool evidence = value_of(run_.model, party, "evidence") != nullptr;
    return {text("role") == "us", !assurance.empty() && assurance != "none" && evidence,
            "assurance " + (assurance.empty() ? std::string("not stated") : assurance) +
                (evidence ? ", evidence given" : ", no evidence")};
  }

  Responsibility responsibility(const Finding& finding) const {
    const model::Model& model = run_.model;
    const EntityId party = model.entities[finding.element].party;
    if (finding.element == model.system || !party || party == us_ || duties_.at(party).ours) {
      return {Responsible::Us, us_, "operated by us"};
    }
    if (finding.status == Status::NotApplicable) {
      return {Responsible::Supplier, party, model.label_of(party) + " operates it"};
    }
    return {Responsible::Shared, party,
            model.label_of(party) + " operates it; choosing and checking them is ours"};
  }

  // What applies at a supplier's element, and runtime threats dismissed because the supplier hosts.
  bool is_external_duty(const Finding& finding) const {
    if (finding.status != Status::NotApplicable) {
      return true;
    }
    const EntityId threat = run_.model.threats[finding.threat].entity;
    return text_of(run_.model, value_of(run_.model, threat, "surface")) == "runtime";
  }

  Run& run_;
  EntityId us_;
  std::map<EntityId, Duties> duties_;
};

}  // namespace

void assign_responsibility(Run& run) {
  Assigning(run).run();
}

}  // namespace aixc::rules::passes
