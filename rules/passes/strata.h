// In which order attributes are derived: each after those that its derivations read.
#pragma once

#include <vector>

#include "rules/passes/run.h"

namespace aixc::rules::passes {

// Attributes that are derived together. More than one, or one that reads itself, is a recursion.
struct Stratum {
  std::vector<model::AttributeId> attributes;
  std::vector<model::DerivationId> derivations;  // in the order of the libraries
  std::vector<std::vector<model::AttributeId>>
      reads;  // by derivation: those of `attributes` it reads
  bool recursive = false;
};

// A recursion that reads itself through `not`, `count` or any comparison that more knowledge can
// turn false is an error, which names the cycle; its stratum is left out.
std::vector<Stratum> stratify(const model::Model& model, const eval::Graph& graph,
                              diagnostics::Sink& sink);

}  // namespace aixc::rules::passes
