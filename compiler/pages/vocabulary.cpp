#include "compiler/pages/vocabulary.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/passes/threats.h"
#include "rules/words.h"

namespace aixc::pages {
std::vector<model::AttributeId> attributes_of(const model::Model& model, model::KindId kind) {
  std::vector<model::AttributeId> attributes;
  for (const auto& [name, attribute] : model.kinds[kind].attributes) {
    attributes.push_back(attribute);
  }
  std::ranges::sort(attributes, {}, [&](model::AttributeId id) {
    const model::AttributeDeclaration& declaration = model.attributes[id];
    return std::pair(model.kinds[declaration.owner].depth, declaration.span);
  });
  return attributes;
}

std::vector<model::RuleId> rules_of(const model::Model& model, model::ThreatId threat) {
  std::vector<model::RuleId> rules;
  for (size_t i = 0; i < model.rules.size(); ++i) {
    const model::Rule& rule = model.rules[model::RuleId(i)];
    if (rule.threat == threat || rules::passes::shown_as(model, rule.threat) == threat) {
      rules.emplace_back(i);
    }
  }
  return rules;
}

}  // namespace aixc::pages
