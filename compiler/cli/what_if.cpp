#include "compiler/cli/what_if.h"

#include <algorithm>

#include "rules/words.h"

namespace aixc::cli {

using model::Assignment;
using model::Value;

std::vector<Value> values_to_try(const model::AttributeDeclaration& attribute) {
  std::vector<Value> values;
  if (attribute.type.form == model::Type::Form::YesNo) {
    values.push_back({true});
    values.push_back({false});
  } else if (attribute.type.form == model::Type::Form::OneOf) {
    for (size_t i = 0; i < attribute.type.values.size(); ++i) {
      values.emplace_back().data =
          model::Choice{attribute.type.values[i], static_cast<uint16_t>(i)};
    }
  }
  return values;
}

std::vector<Value> answers_to_try(const model::AttributeDeclaration& attribute) {
  std::vector<Value> values = values_to_try(attribute);
  if (attribute.type.form == model::Type::Form::SomeOf) {
    values.push_back({model::ValueList{}});
    for (size_t i = 0; i < attribute.type.values.size(); ++i) {
      const model::Choice choice{attribute.type.values[i], static_cast<uint16_t>(i)};
      values.push_back({model::ValueList{Value{choice}}});
    }
  }
  return values;
}

rules::Assessment WhatIf::assess() const {
  diagnostics::Sink unheard;
  return rules::assess(model_, options_, unheard);
}

rules::Assessment WhatIf::with_value(rules::Dependency about, const Value& value) {
  std::vector<Assignment>& attributes = model_.entities[about.entity].attributes;
  const std::vector<Assignment> before = attributes;
  const auto at = std::ranges::lower_bound(attributes, about.attribute, {}, &Assignment::attribute);
  if (at != attributes.end() && at->attribute == about.attribute) {
    at->value = value;
  } else {
    attributes.insert(at, {about.attribute, value, {}, {}});
  }
  rules::Assessment result = assess();
  model_.entities[about.entity].attributes = before;
  return result;
}

rules::Assessment WhatIf::with_control(model::ControlId control, model::EntityId at) {
  const auto before = model_.treatments;
  model::Treatment treatment;
  treatment.control = control;
  treatment.targets.push_back({at, {}, {}});
  const model::KindId implement = model_.find_kind("implement");
  const Symbol status = model_.names.find("status");
  const Symbol in_place = model_.names.find("in_place");
  const model::AttributeId attribute =
      implement && status ? model_.attribute(implement, status) : model::AttributeId();
  if (attribute && in_place) {
    const auto& values = model_.attributes[attribute].type.values;
    const auto rank = std::ranges::find(values, in_place) - values.begin();
    treatment.attributes.push_back(
        {attribute, {model::Choice{in_place, static_cast<uint16_t>(rank)}}, {}, {}});
  }
  model_.treatments.add(std::move(treatment));
  rules::Assessment result = assess();
  model_.treatments = before;
  return result;
}

std::vector<render::TriedAnswer> try_answers(model::Model& model,
                                             const rules::Assessment& assessment,
                                             const rules::Question& question,
                                             const rules::AssessOptions& options) {
  WhatIf what_if(model, options);
  std::vector<render::TriedAnswer> answers;
  for (const Value& value : answers_to_try(model.attributes[question.about.attribute])) {
    const rules::Assessment then = what_if.with_value(question.about, value);
    render::TriedAnswer answer{rules::value_text(model, value), {}, {}};
    for (const rules::FindingId id : question.settles) {
      const rules::Finding* now = find_finding(then, assessment.findings[id].id);
      if (now == nullptr || now->status == rules::Status::NotApplicable) {
        answer.dismisses.push_back(id);
      } else if (now->status != rules::Status::Open) {
        answer.raises.push_back(id);
      }
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

const rules::Finding* find_finding(const rules::Assessment& assessment, std::string_view id) {
  const auto found = std::ranges::find(assessment.findings, id, &rules::Finding::id);
  return found == assessment.findings.end() ? nullptr : &*found;
}

}  // namespace aixc::cli
