// The model as text, for people and goldens: names instead of ids, in the order declared, places
// left out, so that a golden changes only when the meaning does.
#pragma once

#include <string>

#include "compiler/model/model.h"

namespace aixc::model {

// System, parties, data, elements, flows, treatments and views, with every name resolved: full
// paths, who operates what, the relation of each flow. Ends with a line break; "" if there is
// nothing.
std::string dump_system(const Model& model);

// Kinds with all their attributes, relations, path classes, threats, controls, taxonomies, rules,
// rates, derivations and policies.
std::string dump_library(const Model& model);

}  // namespace aixc::model
