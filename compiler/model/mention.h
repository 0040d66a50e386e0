// Where the names of a text stand, and for what: editors go from one to the other.
#pragma once

#include <variant>
#include <vector>

#include "compiler/model/ids.h"
#include "compiler/source/span.h"

namespace aixc::model {

// What a name can stand for. Threats and controls are meant by their entities.
using Named = std::variant<EntityId, KindId, AttributeId, RelationId, PathClassId>;

// A name that is used, not the one in its declaration.
struct Mention {
  source::Span span;
  Named named;
};
using Mentions = std::vector<Mention>;

}  // namespace aixc::model
