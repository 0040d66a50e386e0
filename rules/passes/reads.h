// What a derivation reads, and whether more of it can take the conclusion back.
#pragma once

#include <vector>

#include "compiler/model/model.h"
#include "rules/eval/graph.h"

namespace aixc::rules::passes {

struct Read {
  model::AttributeId attribute;
  bool monotone = false;  // a higher rank there never gives a lower one here
};

// Every attribute that its pattern, its condition and its value read, once for each reading.
std::vector<Read> reads_of(const model::Model& model, const eval::Graph& graph,
                           const model::Derivation& derivation);

}  // namespace aixc::rules::passes
