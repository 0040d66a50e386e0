#include "rules/passes/threats.h"

namespace aixc::rules::passes {

ThreatId reported_as(const model::Model& model, ThreatId threat) {
  while (model.threats[threat].variant && model.threats[threat].parent) {
    threat = model.threats[threat].parent;
  }
  return threat;
}

ThreatId shown_as(const model::Model& model, ThreatId threat) {
  return model.threats[threat].combined ? threat : reported_as(model, threat);
}

bool belongs_to(const model::Model& model, ThreatId threat, ThreatId ancestor) {
  for (ThreatId at = threat; at; at = model.threats[at].parent) {
    if (at == ancestor) {
      return true;
    }
  }
  return false;
}

bool can_be_found(const model::Threat& threat) {
  return threat.combined || (!threat.group && !threat.variant && !threat.risk_factor);
}

std::vector<ThreatId> reported_threats(const model::Model& model, ThreatId threat) {
  std::vector<ThreatId> result{threat};
  for (size_t i = 0; i < model.threats.size(); ++i) {
    const ThreatId other(i);
    if (other != threat && can_be_found(model.threats[other]) && belongs_to(model, other, threat)) {
      result.push_back(other);
    }
  }
  return result;
}

}  // namespace aixc::rules::passes
