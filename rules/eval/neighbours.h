// What a step joins an element to.
#pragma once

#include <vector>

#include "rules/eval/knowledge.h"
#include "rules/pattern/plan.h"

namespace aixc::rules::eval {

// Calls visit(child, flow) for each element that the step of `branch`, which is no path, joins to
// `entity`; without a flow for a containment or reference. Stops when it gives false.
void each_neighbour(const Knowledge& knowledge, const pattern::Branch& branch, EntityId entity,
                    const auto& visit) {
  using model::Step;
  const Graph& graph = knowledge.graph();
  const Step& step = *branch.step;
  switch (step.form) {
    case Step::Form::Flow: {
      const auto pass = [&](bool forward) {
        for (const FlowId id : forward ? graph.outgoing(entity) : graph.incoming(entity)) {
          const Graph::Arrow& flow = graph.arrow(id);
          const bool fits = step.relation ? flow.relation == step.relation : graph.carries(id);
          if (fits && !visit(forward ? flow.to : flow.from, id)) {
            return false;
          }
        }
        return true;
      };
      if (pass(branch.child_is_to) && step.both) {
        pass(!branch.child_is_to);
      }
      return;
    }
    case Step::Form::Inside: {
      if (branch.child_is_to) {
        for (EntityId at = graph.parent_of(entity); at; at = graph.parent_of(at)) {
          if (!visit(at, FlowId())) {
            return;
          }
        }
        return;
      }
      std::vector<EntityId> stack(graph.children(entity).rbegin(), graph.children(entity).rend());
      while (!stack.empty()) {
        const EntityId at = stack.back();
        stack.pop_back();
        if (!visit(at, FlowId())) {
          return;
        }
        const auto children = graph.children(at);
        stack.insert(stack.end(), children.rbegin(), children.rend());
      }
      return;
    }
    case Step::Form::Reference: {
      if (!branch.child_is_to) {
        for (const EntityId from : graph.referrers(step.attribute, entity)) {
          if (!visit(from, FlowId())) {
            return;
          }
        }
        return;
      }
      const Reading reading = knowledge.read(entity, step.attribute);
      if (reading.state != Reading::State::Known) {
        return;
      }
      for (const EntityId to : Graph::references(*reading.value)) {
        if (!visit(to, FlowId())) {
          return;
        }
      }
      return;
    }
    case Step::Form::Path:
      return;
  }
}

}  // namespace aixc::rules::eval
