#include "rules/passes/control_facts.h"

#include <cmath>

#include "rules/passes/attributes.h"

namespace aixc::rules::passes {

Reach reach_of(const model::Model& model, ControlId control) {
  const EntityId entity = model.controls[control].entity;
  const std::string covers = text_of(model, value_of(model, entity, "covers"));
  if (covers == "inside") {
    return Reach::Inside;
  }
  if (covers == "behind") {
    return Reach::Behind;
  }
  return covers == "system" ? Reach::System : Reach::Self;
}

Lowers lowered_by(const model::Model& model, ControlId control) {
  Lowers result;
  const EntityId entity = model.controls[control].entity;
  for (const std::string& what : texts_of(model, value_of(model, entity, "reduces"))) {
    result.likelihood = result.likelihood || what == "likelihood";
    result.impact = result.impact || what == "impact";
  }
  return result;
}

double default_strength(const model::Model& model, ControlId control, ThreatId threat) {
  const EntityId entity = model.controls[control].entity;
  const model::Value* against = value_of(model, entity, "strength_against");
  const auto* entries = against != nullptr ? std::get_if<model::ValueMap>(&against->data) : nullptr;
  for (ThreatId at = threat; at && entries != nullptr; at = model.threats[at].parent) {
    for (const auto& [name, strength] : *entries) {
      if (model.find_threat(name) == at) {
        return fraction_of(&strength).value_or(0);
      }
    }
  }
  return fraction_of(value_of(model, entity, "strength")).value_or(0);
}

ControlState state_of(const model::Model& model, const model::Treatment& treatment) {
  const std::string status = text_of(model, value_of(model, treatment, "status"));
  if (status == "planned") {
    return ControlState::Planned;
  }
  return status == "considered" ? ControlState::Considered : ControlState::InPlace;
}

double weight_of(ControlRelation relation) {
  constexpr double GroupWeight = 0.5;
  constexpr double GeneralWeight = 0.25;
  switch (relation) {
    case ControlRelation::Direct:
    case ControlRelation::Inherited:
      return 1;
    case ControlRelation::Group:
      return GroupWeight;
    case ControlRelation::General:
      return GeneralWeight;
  }
  return 0;
}

int level_left(int level, double remainder) {
  return static_cast<int>(std::ceil(1 + (level - 1) * remainder - LevelHair));
}

}  // namespace aixc::rules::passes
