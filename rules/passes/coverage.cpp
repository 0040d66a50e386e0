#include "rules/passes/coverage.h"

#include "rules/eval/path_search.h"

namespace aixc::rules::passes {
namespace {

bool stands_in(const model::Model& model, EntityId inner, EntityId outer) {
  for (EntityId at = inner; at; at = model.entities[at].parent) {
    if (at == outer) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::optional<std::string> Coverage::covers(model::TreatmentId treatment, EntityId element,
                                            bool behind) {
  for (const model::Target& target : run_.model.treatments[treatment].targets) {
    if (auto how = covers(target, element, behind)) {
      return how;
    }
  }
  return std::nullopt;
}

std::optional<std::string> Coverage::covers(const model::Target& target, EntityId element,
                                            bool behind) {
  const model::Model& model = run_.model;
  if (!target.entity) {
    for (const FlowId flow : target.flows) {
      if (model.flows[flow].to == element || model.flows[flow].from == element) {
        return "on a flow of " + model.label_of(element);
      }
    }
    return std::nullopt;
  }
  if (target.entity == element) {
    return std::string();
  }
  if (target.entity == model.system) {
    return "on the whole system";
  }
  if (stands_in(model, element, target.entity)) {
    return "on " + model.label_of(target.entity) + ", which it stands in";
  }
  if (model.entities[element].party == target.entity) {
    return "on all that " + model.label_of(target.entity) + " operates";
  }
  if (behind && this->behind(target.entity)[element.value]) {
    return "on " + model.label_of(target.entity) + ", which every input path passes";
  }
  return std::nullopt;
}

const std::vector<bool>& Coverage::behind(EntityId gate) {
  const auto [slot, added] = behind_.try_emplace(gate);
  std::vector<bool>& result = slot->second;
  if (!added) {
    return result;
  }
  result.assign(run_.model.entities.size(), false);
  const Symbol name = run_.model.names.find("input_path");
  model::Step step;
  step.form = model::Step::Form::Path;
  for (size_t i = 0; i < run_.model.paths.size(); ++i) {
    if (run_.model.paths[model::PathClassId(i)].name == name) {
      step.path = model::PathClassId(i);
    }
  }
  if (!step.path) {
    return result;
  }
  const std::vector<model::Variable> none;
  eval::Conditions conditions(run_.knowledge, none);
  eval::Environment nothing;
  std::vector<std::pair<EntityId, eval::Outcome>> sources;
  for (const EntityId element : run_.model.elements) {
    sources.emplace_back(element, eval::Outcome::of(true));
  }
  eval::PathSearch open(conditions, step, true);
  open.run(sources, nothing);
  eval::PathSearch closed(conditions, step, true);
  closed.block(gate);
  closed.run(sources, nothing);
  for (const EntityId element : run_.model.elements) {
    result[element.value] = open.at(element).truth != Truth::False &&
                            closed.at(element).truth == Truth::False;
  }
  return result;
}

}  // namespace aixc::rules::passes
