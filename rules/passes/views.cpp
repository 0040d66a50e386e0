// Which elements each `view` of a model shows.
#include <unordered_set>

#include "rules/eval/conditions.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {
namespace {

// What the condition says of each element. One that may be meant is shown: leaving it out would say
// that it is not.
ViewContent by_condition(Run& run, const model::View& view) {
  ViewContent content;
  eval::Conditions conditions(run.knowledge, view.variables);
  eval::Environment environment(view.variables.size());
  for (const EntityId element : run.model.elements) {
    environment.front() = element;
    const eval::Outcome outcome = conditions.holds(*view.include, environment);
    if (outcome.truth != Truth::False) {
      content.elements.push_back(element);
    }
    if (outcome.truth == Truth::Unknown) {
      content.uncertain.push_back(element);
    }
  }
  return content;
}

// A boundary in a list stands for all that is in it.
ViewContent by_list(Run& run, const model::View& view) {
  ViewContent content;
  std::unordered_set<EntityId> named(view.elements.begin(), view.elements.end());
  for (const EntityId element : run.model.elements) {  // outer ones come before inner ones
    if (named.contains(element) || named.contains(run.model.entities[element].parent)) {
      named.insert(element);
      content.elements.push_back(element);
    }
  }
  return content;
}

}  // namespace

void fill_views(Run& run) {
  for (std::size_t i = 0; i < run.model.views.size(); ++i) {
    const model::View& view = run.model.views[model::ViewId(i)];
    if (view.include) {
      run.result.views.push_back(by_condition(run, view));
    } else if (!view.elements.empty()) {
      run.result.views.push_back(by_list(run, view));
    } else {
      run.result.views.push_back({run.model.elements, {}});
    }
  }
}

}  // namespace aixc::rules::passes
