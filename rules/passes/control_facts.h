// What the passes read of a control: where it reaches, what it lowers and by how much, what it
// costs.
#pragma once

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules::passes {

// `covers` of a control: how far it reaches from where it stands.
enum class Reach : uint8_t { Self, Inside, Behind, System };
Reach reach_of(const model::Model& model, ControlId control);

// Which of the two levels a control lowers.
struct Lowers {
  bool likelihood = false;
  bool impact = false;
};
Lowers lowered_by(const model::Model& model, ControlId control);

// The strength that the library estimates: against this threat, else against the nearest group that
// it is in, else in general.
double default_strength(const model::Model& model, ControlId control, ThreatId threat);

// What an `implement` states; without a status that the control is in place.
ControlState state_of(const model::Model& model, const model::Treatment& treatment);

// 1 direct or inherited, ½ by group, ¼ general.
double weight_of(ControlRelation relation);

// 1 + (level − 1) · remainder, rounded up: the level that is left when controls leave `remainder`
// of what is above the lowest one. A hair above a whole number counts as that number, so that the
// order in which shares are multiplied does not matter.
int level_left(int level, double remainder);
inline constexpr double LevelHair = 1e-9;

}  // namespace aixc::rules::passes
