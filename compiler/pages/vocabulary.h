// What the library declares, in the order and the words that people want.
#pragma once

#include <string>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/source/source_map.h"

namespace aixc::pages {

// The attributes that instances of `kind` may have, in the order declared, those of the ancestors
// first.
std::vector<model::AttributeId> attributes_of(const model::Model& model, model::KindId kind);

// The rules whose verdict is about the threat or one of its variants.
std::vector<model::RuleId> rules_of(const model::Model& model, model::ThreatId threat);

}  // namespace aixc::pages
