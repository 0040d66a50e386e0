// How threats hang together: groups, variants, controls.
#pragma once

#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules::passes {

// The threat that findings are reported as: a variant's parent, else the threat itself.
ThreatId reported_as(const model::Model& model, ThreatId threat);

// The threat whose row in the ledger a rule about `threat` fills: a combined attack has its own
// even if it is a variant; else what it is reported as.
ThreatId shown_as(const model::Model& model, ThreatId threat);

// True if `threat` is `ancestor` or stands below it.
bool belongs_to(const model::Model& model, ThreatId threat, ThreatId ancestor);

// The threat, or for a group all threats below it that can be found (no groups, no variants).
std::vector<ThreatId> reported_threats(const model::Model& model, ThreatId threat);

// Whether the ledger speaks of the threat: a combined attack, or no group, variant or risk factor.
bool can_be_found(const model::Threat& threat);

}  // namespace aixc::rules::passes
