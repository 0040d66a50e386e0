// The way behind what a sweep found, followed back from flow to flow.
#include <algorithm>

#include "rules/eval/path_search.h"

namespace aixc::rules::eval {

Witness PathSearch::witness(EntityId entity, EntityId& source) {
  std::vector<FlowId> flows;
  EntityId at = entity;
  if (bounded_) {
    const bool certain = layer_of(certain_layers_, entity).has_value();
    const Layers& layers = certain ? certain_layers_ : possible_layers_;
    for (size_t depth = layer_of(layers, entity).value_or(0); depth > 0; --depth) {
      const FlowId flow(layers[depth].at(at.value));
      flows.push_back(flow);
      at = near_end(flow);
    }
  } else {
    const bool certain = (certain_.marks[entity.value] & Reached) != 0;
    const Sweep& sweep = certain ? certain_ : possible_;
    do {
      const FlowId flow(sweep.by[at.value]);
      flows.push_back(flow);
      at = near_end(flow);
    } while ((sweep.marks[at.value] & Source) == 0);
  }
  source = at;
  if (forward_) {
    std::ranges::reverse(flows);
  }
  Witness result;
  const model::Model& model = conditions_.knowledge().model();
  result.start = forward_ ? source : entity;
  for (const FlowId flow : flows) {
    result.steps.push_back({flow, model.flows[flow].to});
  }
  return result;
}

}  // namespace aixc::rules::eval
