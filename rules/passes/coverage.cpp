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

std::optional<Covering> Coverage::covers(model::TreatmentId treatment, EntityId element,
                                         Reach reach) {
  std::optional<Covering> first;
  for (const model::Target& target : run_.model.treatments[treatment].targets) {
    auto how = covers(target, element, reach);
    if (how && (!first || how->empty())) {
      first = Covering{target.entity, std::move(*how)};
    }
  }
  return first;
}

std::optional<std::string> Coverage::covers(const model::Target& target, EntityId element,
                                            Reach reach) {
  if (target.entity) {
    return covers_from(target.entity, element, reach);
  }
  for (const FlowId flow : target.flows) {
    if (run_.model.flows[flow].to == element || run_.model.flows[flow].from == element) {
      return "on a flow of " + run_.model.label_of(element);
    }
  }
  return std::nullopt;
}

std::optional<std::string> Coverage::covers_from(EntityId at, EntityId element, Reach reach) {
  const model::Model& model = run_.model;
  if (at == element) {
    return std::string();
  }
  if (at == model.system) {
    return "on the whole system";
  }
  if (reach == Reach::System) {
    return "on " + model.label_of(at) + ", which is enough for the whole system";
  }
  if (stands_in(model, element, at) && (reach != Reach::Self || is_place(at))) {
    return "on " + model.label_of(at) + ", which it stands in";
  }
  if (model.entities[element].party == at) {
    return "on all that " + model.label_of(at) + " operates";
  }
  if (reach == Reach::Behind && behind(at)[element.value]) {
    return "on " + model.label_of(at) + ", which every input path passes";
  }
  return std::nullopt;
}

bool Coverage::is_place(EntityId at) const {
  const model::KindId boundary = run_.model.find_kind("boundary");
  return boundary && run_.model.is_a(at, boundary);
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
    result[element.value] =
        open.at(element).truth != Truth::False && closed.at(element).truth == Truth::False;
  }
  return result;
}

}  // namespace aixc::rules::passes
