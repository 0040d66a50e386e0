// Architecture rules that are no threats: `forbid` and `require`. The binder turns `require` round,
// so that for both a match of pattern and condition breaks the policy; one that only may break it
// does not.
#include "rules/passes/explain.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {

void check_policies(Run& run) {
  const bool all = run.options.explain == Explain::All;
  for (size_t i = 0; i < run.model.policies.size(); ++i) {
    const model::PolicyId id(i);
    const model::Policy& policy = run.model.policies[id];
    if (policy.match.pattern.nodes.empty() || run.ignores(policy.name)) {
      continue;
    }
    eval::Conditions conditions(run.knowledge, policy.match.variables);
    eval::Search search(conditions, policy.match, policy.match.pattern.nodes[0]);
    eval::Environment nothing(policy.match.variables.size());
    for (const auto& [entity, outcome] : search.all(nothing)) {
      if (outcome.truth != Truth::True) {
        continue;
      }
      std::vector<Dependency> reads;
      const auto found = search.find(entity, nothing, all ? &reads : nullptr);
      if (!found) {
        continue;
      }
      run.result.violations.push_back(
          {id, policy.error, run.explainer->text(policy.message, *found),
           all ? run.explainer->reason(policy.match.variables, *found, reads) : Reason(),
           run.model.entities[entity].name_span});
    }
  }
}

}  // namespace aixc::rules::passes
