// Treatments, and what tests expect: statements about threats and controls at places.
#pragma once

#include "compiler/bind/context.h"

namespace aixc::bind {

void bind_treatments(Context& context);
// Checks the names in the expectations of the test that is bound, if there is one.
void check_expectations(Context& context);

// Resolves what stands behind `on`; the flows between two elements are found once for all.
class TargetBinder {
 public:
  explicit TargetBinder(Context& context) : context_(context) {}

  // A target that names nothing is left out, after a report.
  std::vector<model::Target> bind(const std::vector<ast::Target>& targets);

 private:
  bool bind_place(const ast::Target& written, model::Target& target);
  bool bind_flows(const ast::Target& written, model::Target& target);
  void add_flows(EntityId from, EntityId to, RelationId relation, std::vector<model::FlowId>& into);
  EntityId resolve(const ast::Path& path);
  void report_no_flow(const ast::Target& written, EntityId from, EntityId to);

  Context& context_;
  std::vector<model::FlowId> by_ends_;  // all flows by their ends, filled when first needed
};

}  // namespace aixc::bind
