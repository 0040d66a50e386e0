// Which attributes the rules of a library read.
#pragma once

#include <unordered_set>

#include "compiler/model/model.h"

namespace aixc::pages {

// The names of all attributes that some rule, rate, derivation, policy or path class reads, in its
// pattern, its condition or its texts.
std::unordered_set<Symbol> attributes_read(const model::Model& model);
// The same of one match.
std::unordered_set<Symbol> attributes_read(const model::Match& match);

}  // namespace aixc::pages
