// The ids of everything in a model.
#pragma once

#include "compiler/base/id.h"
#include "compiler/base/interner.h"

namespace aixc::model {

using KindId = Id<struct KindTag>;
using AttributeId = Id<struct AttributeTag>;
using EntityId = Id<struct EntityTag>;
using FlowId = Id<struct FlowTag>;
using RelationId = Id<struct RelationTag>;
using PathClassId = Id<struct PathClassTag>;
using ThreatId = Id<struct ThreatTag>;
using ControlId = Id<struct ControlTag>;
using RuleId = Id<struct RuleTag>;
using RateId = Id<struct RateTag>;
using DerivationId = Id<struct DerivationTag>;
using PolicyId = Id<struct PolicyTag>;
using TreatmentId = Id<struct TreatmentTag>;
using ViewId = Id<struct ViewTag>;

}  // namespace aixc::model
