#include <algorithm>

#include "compiler/bind/flows.h"
#include "compiler/bind/names.h"
#include "compiler/bind/treatments.h"

namespace aixc::bind {

std::vector<model::Target> TargetBinder::bind(const std::vector<ast::Target>& targets) {
  std::vector<model::Target> result;
  for (const ast::Target& written : targets) {
    model::Target target;
    target.span = written.span;
    if (!(written.to ? bind_flows(written, target) : bind_place(written, target))) {
      continue;
    }
    const auto same = [&](const model::Target& other) {
      return other.entity == target.entity && other.flows == target.flows;
    };
    if (std::ranges::any_of(result, same)) {
      const std::string text = path_text(written.path);
      context_.sink.report(DiagnosticKind::RepeatedTarget, written.span, text);
      continue;
    }
    result.push_back(std::move(target));
  }
  return result;
}

// `system`, or the system's own name unless an element has it.
EntityId TargetBinder::resolve(const ast::Path& path) {
  const EntityId system = context_.model.system;
  if (system && path.parts.size() == 1) {
    const std::string_view name = path.parts[0].text;
    const bool own_name =
        name == context_.model.name_of(system) && !find_element(context_, path, EntityId());
    if (name == "system" || own_name) {
      context_.mention(path, system);
      return system;
    }
  }
  return resolve_element(context_, path, EntityId());
}

bool TargetBinder::bind_place(const ast::Target& written, model::Target& target) {
  target.entity = resolve(written.path);
  return static_cast<bool>(target.entity);
}

bool TargetBinder::bind_flows(const ast::Target& written, model::Target& target) {
  const RelationId relation = bind_edge(context_, *written.edge);
  const EntityId from = resolve_element(context_, written.path, EntityId());
  const EntityId to = resolve_element(context_, *written.to, EntityId());
  if (!from || !to || (written.edge->relation && !relation)) {
    return false;
  }
  if (written.edge->direction != ast::Direction::Backward) {
    add_flows(from, to, relation, target.flows);
  }
  if (written.edge->direction != ast::Direction::Forward) {
    add_flows(to, from, relation, target.flows);
  }
  if (target.flows.empty()) {
    const bool backward = written.edge->direction == ast::Direction::Backward;
    report_no_flow(written, backward ? to : from, backward ? from : to);
  }
  return !target.flows.empty();
}

void TargetBinder::add_flows(EntityId from, EntityId to, RelationId relation,
                             std::vector<model::FlowId>& into) {
  const auto ends = [&](model::FlowId id) {
    const model::Flow& flow = context_.model.flows[id];
    return std::pair(flow.from, flow.to);
  };
  if (by_ends_.size() != context_.model.flows.size()) {
    for (size_t i = 0; i < context_.model.flows.size(); ++i) {
      by_ends_.emplace_back(i);
    }
    std::ranges::stable_sort(by_ends_, {}, ends);
  }
  for (const model::FlowId id : std::ranges::equal_range(by_ends_, std::pair(from, to), {}, ends)) {
    if (!relation || context_.model.flows[id].relation == relation) {
      into.push_back(id);
    }
  }
}

void TargetBinder::report_no_flow(const ast::Target& written, EntityId from, EntityId to) {
  const auto& entities = context_.model.entities;
  auto report = context_.sink.report(DiagnosticKind::UnknownFlow, written.span, entities[from].path,
                                     entities[to].path);
  std::vector<model::FlowId> back;
  add_flows(to, from, RelationId(), back);
  if (!back.empty()) {
    report.note(context_.model.flows[back[0]].edge_span, "one goes the other way");
    report.help("turn the arrow round");
  }
}

}  // namespace aixc::bind
