// Gives out the values of a few attributes, so that a picture can say what is known of each element
// and flow without evaluating anything itself.
#include <algorithm>

#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

void show_at(Run& run, EntityId entity, Symbol attribute) {
  const eval::Reading reading = run.knowledge.read(entity, attribute);
  if (reading.state == eval::Reading::State::Known && reading.value != nullptr) {
    run.result.shown.push_back({{entity, reading.attribute}, *reading.value, reading.origin});
  }
}

}  // namespace

void show(Run& run) {
  for (const std::string& name : run.options.show) {
    const Symbol attribute = run.model.names.find(name);
    if (!attribute) {
      continue;
    }
    for (const EntityId element : run.model.elements) {
      show_at(run, element, attribute);
    }
    for (const EntityId data : run.model.data) {
      show_at(run, data, attribute);
    }
    for (const model::Flow& flow : run.model.flows) {
      if (flow.entity) {
        show_at(run, flow.entity, attribute);
      }
    }
  }
  std::ranges::sort(run.result.shown, {}, &Shown::about);
}

}  // namespace aixc::rules::passes
