// Where controls can be put, and what they reach from there: for plans, which try what nobody
// stated.
#pragma once

#include <memory>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assess.h"

namespace aixc::rules {

// Derives once what reach depends on (the ways through the system), when it is made. The model must
// have been bound without errors and must outlive it.
class Placement {
 public:
  Placement(const model::Model& model, const AssessOptions& options);
  ~Placement();
  Placement(const Placement&) = delete;
  Placement& operator=(const Placement&) = delete;

  // Where the control would cover `element`, by what it says it covers: there itself; for `inside`
  // also on the elements that it is a part of; for `behind` also on what all its input paths pass
  // and we operate; for `system` on the system. No boundaries: a control that is done in a place is
  // done, and paid, at each element of it. What concerns the system as a whole is reached from an
  // element by nothing, and from the system by what covers it all or what is inside.
  std::vector<EntityId> places(ControlId control, EntityId element);
  // Whether the control, put at `at`, covers `element`.
  bool covers(ControlId control, EntityId at, EntityId element);
  // Whether an `implement` covers `element` from where it is stated.
  bool covers(model::TreatmentId treatment, EntityId element);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace aixc::rules
