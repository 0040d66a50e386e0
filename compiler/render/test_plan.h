// The test plan as text, Markdown and JSON.
#pragma once

#include <string>

#include "compiler/render/json_parts.h"
#include "compiler/render/paint.h"
#include "rules/test_plan.h"

namespace aixc::render {

// Refers to what it is made of, which must outlive it.
class TestPlanText {
 public:
  TestPlanText(const model::Model& model, const rules::Assessment& assessment,
               const rules::TestPlan& plan)
      : model_(model), assessment_(assessment), plan_(plan) {}

  std::string text(const Paint& paint) const;
  // CommonMark with task lists; what comes from the model is escaped.
  std::string markdown() const;
  Json json() const;

 private:
  std::string title(const rules::Finding& finding) const;
  std::string tools(const rules::TestRow& row, bool fitting) const;
  std::string markdown_tools(const rules::TestRow& row) const;

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const rules::TestPlan& plan_;
};

}  // namespace aixc::render
