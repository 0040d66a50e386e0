// Who puts a control in place, and what is left to decide: for people, computed when it is told.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

// The party with `role: us`; none if nobody has it.
EntityId our_party(const model::Model& model);

// Whoever operates the place where the control stands, or would. What counts for all that is behind
// it we can put in front of a supplier's element, so it is shared; what is a matter of making a
// model is up to whoever trained it; what is done on receipt, and what concerns the organisation,
// is ours. What limits the effects of a model's behaviour (AI Exchange 1.3) we can do where we use
// it, whoever runs it.
Responsibility responsible_for(const model::Model& model, const Finding& finding,
                               const FindingControl& control);

// Whether only a supplier can put the control in place: what we can do is to ask for it.
bool is_up_to_supplier(const model::Model& model, const Finding& finding,
                       const FindingControl& control);

// The missing controls that a person should be told: no general ones; first what we can do, and of
// that what would help most.
std::vector<const FindingControl*> missing_controls(const model::Model& model,
                                                    const Finding& finding);

// Who answers for the finding, by name: `GitHub, Us` if it is shared; `nobody` if nobody does.
std::string answering_parties(const model::Model& model, const Finding& finding);

// The statements that decide about a finding without a control, to be copied: accept, transfer,
// avoid; `…` stands for what only people know.
std::vector<std::string> decisions(const model::Model& model, ThreatId threat, EntityId element);

// What is left if a supplier does not confirm his duty: accept, mitigate or avoid, in one sentence;
// "" if there is nothing to confirm, or it is confirmed.
std::string ways_without_word(const model::Model& model, const Finding& finding);

// Finds the finding that a row is about, without a walk over all of them for each row. The
// assessment must outlive it.
class FindingIndex {
 public:
  explicit FindingIndex(const Assessment& assessment);
  // Null if there is none.
  const Finding* of(const ToVerify& row) const;

 private:
  std::unordered_map<uint64_t, const Finding*> findings_;
};

}  // namespace aixc::rules
