// The engine's semantics again, as plainly as possible: every assignment is tried, every path is
// followed. Slow, and therefore a judge of the fast one on small systems.
#pragma once

#include <functional>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"
#include "rules/eval/knowledge.h"

namespace aixc::test {

class Naive {
 public:
  explicit Naive(const rules::eval::Knowledge& knowledge) : knowledge_(knowledge) {}

  // Whether the match holds with `variable` bound to `entity`.
  rules::Truth holds(const model::Match& match, model::VariableIndex variable,
                     model::EntityId entity);

 private:
  using Truth = rules::Truth;
  using Environment = std::vector<model::EntityId>;
  struct Item {
    const model::Value* value = nullptr;
    model::EntityId entity;
    bool unknown = false;
    double low = -1, high = -1;  // bounds of an unknown, if any
  };

  Truth all_nodes(const model::MatchPattern& pattern, const model::Expression* where, size_t next,
                  Environment& environment);
  Truth pattern_holds(const model::MatchPattern& pattern, const model::Expression* where,
                      size_t next_step, Environment& environment);
  Truth step_holds(const model::Step& step, Environment& environment,
                   const std::function<Truth()>& rest);
  Truth path_holds(const model::Step& step, Environment& environment);
  Truth passes(const model::Step& step, model::FlowId flow, Environment& environment);
  Truth admits(const std::vector<model::NodeFilter>& filters, model::EntityId entity);
  Truth matches(const model::NodeFilter& filter, model::EntityId entity);
  Truth condition(const model::Expression& expression, Environment& environment);
  std::vector<Item> value(const model::Expression& expression, Environment& environment);
  std::vector<Item> reference(const model::AttributeReference& it, Environment& environment);
  std::vector<model::EntityId> candidates(const model::Variable& variable) const;

  const rules::eval::Knowledge& knowledge_;
  const std::vector<model::Variable>* variables_ = nullptr;
};

}  // namespace aixc::test
