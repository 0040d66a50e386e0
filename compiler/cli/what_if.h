// What would be found if one thing were otherwise: tries it, and puts everything back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/render/format.h"
#include "rules/assess.h"

namespace aixc::cli {

// The values that may be tried for an attribute: yes and no, or the choices of a `one of`; empty
// for types with no few values.
std::vector<model::Value> values_to_try(const model::AttributeDeclaration& attribute);

// The same as answers to a question: of a `some of` also none, and each choice alone.
std::vector<model::Value> answers_to_try(const model::AttributeDeclaration& attribute);

class WhatIf {
 public:
  // The model is changed and restored within each call.
  WhatIf(model::Model& model, rules::AssessOptions options) : model_(model), options_(options) {}

  rules::Assessment with_value(rules::Dependency about, const model::Value& value);
  // With the control in place at the element.
  rules::Assessment with_control(model::ControlId control, model::EntityId at);

 private:
  rules::Assessment assess() const;

  model::Model& model_;
  rules::AssessOptions options_;
};

// Each answer that may be tried, and what becomes of the open findings that wait for the question.
std::vector<render::TriedAnswer> try_answers(model::Model& model,
                                             const rules::Assessment& assessment,
                                             const rules::Question& question,
                                             const rules::AssessOptions& options);

// The finding of that id; null if there is none.
const rules::Finding* find_finding(const rules::Assessment& assessment, std::string_view id);

}  // namespace aixc::cli
