#include "rules/placement.h"

#include <algorithm>

#include "rules/passes/attributes.h"
#include "rules/passes/control_facts.h"
#include "rules/passes/coverage.h"
#include "rules/passes/run.h"

namespace aixc::rules {

using passes::Reach;

struct Placement::State {
  State(const model::Model& model, const AssessOptions& the_options)
      : options(the_options), run(model, options, unheard), coverage(run) {
    passes::derive(run);
    const model::KindId person = model.find_kind("actor");
    for (const EntityId element : model.elements) {
      if (!(person && model.is_a(element, person)) && !is_boundary(element) && is_ours(element)) {
        gates.push_back(element);
      }
    }
  }

  bool is_boundary(EntityId element) const {
    const model::KindId boundary = run.model.find_kind("boundary");
    return boundary && run.model.is_a(element, boundary);
  }

  bool is_ours(EntityId element) const {
    const EntityId party = run.model.entities[element].party;
    return !party || passes::text_of(run.model, passes::value_of(run.model, party, "role")) == "us";
  }

  diagnostics::Sink unheard;  // the assessment has told them
  AssessOptions options;
  passes::Run run;
  passes::Coverage coverage;
  std::vector<EntityId> gates;  // what of ours could stand in the way of input
};

Placement::Placement(const model::Model& model, const AssessOptions& options)
    : state_(std::make_unique<State>(model, options)) {}
Placement::~Placement() = default;

std::vector<EntityId> Placement::places(ControlId control, EntityId element) {
  const model::Model& model = state_->run.model;
  const Reach reach = passes::reach_of(model, control);
  if (reach == Reach::System) {
    return {model.system};
  }
  if (element == model.system) {
    return reach == Reach::Inside ? std::vector{model.system} : std::vector<EntityId>();
  }
  std::vector<EntityId> result = {element};
  if (reach == Reach::Inside) {
    for (EntityId at = model.entities[element].parent; at; at = model.entities[at].parent) {
      if (!state_->is_boundary(at)) {
        result.push_back(at);
      }
    }
  }
  if (reach == Reach::Behind) {
    for (const EntityId gate : state_->gates) {
      if (gate != element && state_->coverage.covers_from(gate, element, reach)) {
        result.push_back(gate);
      }
    }
  }
  return result;
}

bool Placement::covers(ControlId control, EntityId at, EntityId element) {
  const Reach reach = passes::reach_of(state_->run.model, control);
  return state_->coverage.covers_from(at, element, reach).has_value();
}

bool Placement::covers(model::TreatmentId treatment, EntityId element) {
  const ControlId control = state_->run.model.treatments[treatment].control;
  const Reach reach = passes::reach_of(state_->run.model, control);
  return state_->coverage.covers(treatment, element, reach).has_value();
}

}  // namespace aixc::rules
