// What a derivation or a class of paths reads, and whether more of it can take the conclusion back.
#pragma once

#include <vector>

#include "compiler/model/model.h"
#include "rules/eval/graph.h"

namespace aixc::rules::eval {

struct Read {
  model::AttributeId attribute;
  bool monotone = false;  // a higher rank there never gives a lower one here
};

// Every attribute that its pattern, its condition and its value read, once for each reading.
std::vector<Read> reads_of(const model::Model& model, const Graph& graph,
                           const model::Derivation& derivation);
// The attributes that decide what a path of the class passes; sorted.
std::vector<model::AttributeId> reads_of(const model::Model& model, const Graph& graph,
                                         const model::PathClass& path);

}  // namespace aixc::rules::eval
