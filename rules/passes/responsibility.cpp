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
      // What somebody has decided about needs no word of the supplier any more.
      const bool decided = finding.status == Status::NotApplicable && finding.treatment;
      if (theirs && party && !decided && is_suppliers_duty(run_.model, finding)) {
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

  Run& run_;
  EntityId us_;
  std::map<EntityId, Duties> duties_;
};

}  // namespace

bool is_suppliers_duty(const model::Model& model, const Finding& finding) {
  const EntityId party = model.entities[finding.element].party;
  if (finding.element == model.system || !party ||
      text_of(model, value_of(model, party, "role")) == "us") {
    return false;
  }
  const EntityId threat = model.threats[finding.threat].entity;
  return finding.status != Status::NotApplicable ||
         text_of(model, value_of(model, threat, "surface")) == "runtime";
}

void assign_responsibility(Run& run) {
  Assigning(run).run();
}

}  // namespace aixc::rules::passes
