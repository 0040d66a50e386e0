// Where elements stand: boundaries and which of them a flow crosses.
#pragma once

#include <vector>

#include "compiler/model/model.h"

namespace aixc::model {

// Whether `entity` is of kind `boundary` or one below it.
bool is_boundary(const Model& model, EntityId entity);
// How many elements there are, as people are told: boundaries are places, and count apart.
size_t count_boundaries(const Model& model);
size_t count_elements(const Model& model);

// The innermost boundary around `entity`, itself not counted; none at the top.
EntityId boundary_around(const Model& model, EntityId entity);

// The boundaries that the flow leaves, from the inside out, then those it enters, from the outside
// in. A boundary that is an end of the flow is not crossed.
std::vector<EntityId> boundaries_crossed(const Model& model, const Flow& flow);

}  // namespace aixc::model
