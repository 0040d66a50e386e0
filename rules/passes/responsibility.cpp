// Who answers for each finding (AI Exchange, risk analysis, steps 5 and 6): whoever operates the
// element; what a supplier runs or trained for us is shared, and to be verified until it is assured.
#include "rules/passes/attributes.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

class Assigning {
 public:
  explicit Assigning(Run& run) : run_(run) {
    for (const EntityId party : run.model.parties) {
      if (role_of(party) == "us" && !us_) {
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
        finding.verify = !is_assured(party);
        run_.result.to_verify.push_back(
            {party, finding.threat, finding.element, assurance_text(party)});
      }
    }
  }

 private:
  std::string role_of(EntityId party) const {
    return text_of(run_.model, value_of(run_.model, party, "role"));
  }

  Responsibility responsibility(const Finding& finding) const {
    const model::Model& model = run_.model;
    const EntityId party = model.entities[finding.element].party;
    if (finding.element == model.system || !party || party == us_ || role_of(party) == "us") {
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

  bool is_assured(EntityId party) const {
    const std::string assurance =
        text_of(run_.model, value_of(run_.model, party, "assurance"));
    return !assurance.empty() && assurance != "none" &&
           value_of(run_.model, party, "evidence") != nullptr;
  }

  std::string assurance_text(EntityId party) const {
    const std::string assurance =
        text_of(run_.model, value_of(run_.model, party, "assurance"));
    const bool evidence = value_of(run_.model, party, "evidence") != nullptr;
    return "assurance " + (assurance.empty() ? std::string("not stated") : assurance) +
           (evidence ? ", evidence given" : ", no evidence");
  }

  Run& run_;
  EntityId us_;
};

}  // namespace

void assign_responsibility(Run& run) { Assigning(run).run(); }

}  // namespace aixc::rules::passes
