// What the parts of the dump share.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "compiler/model/model.h"

namespace aixc::model {

// Writes values and expressions with the names of one model.
class DumpWriter final : public ValueNames {
 public:
  explicit DumpWriter(const Model& model) : model_(model) {}

  std::string_view symbol_text(Symbol symbol) const override { return model_.text(symbol); }
  std::string_view entity_name(EntityId entity) const override {
    return model_.entities[entity].path;
  }

  std::string value(const Value& it) const { return to_text(it, *this); }
  std::string kind(KindId it) const {
    return it ? std::string(model_.text(model_.kinds[it].name)) : "?";
  }
  std::string type(const Type& it) const;
  std::string filter(const NodeFilter& it) const;
  // `m.by.role`
  std::string reference(const AttributeReference& it, std::span<const Variable> variables) const;
  std::string expression(const Expression& it, std::span<const Variable> variables) const;
  std::string pattern(const MatchPattern& it, std::span<const Variable> variables) const;
  std::string text(const Template& it, std::span<const Variable> variables) const;

 private:
  std::string variable(VariableIndex it, std::span<const Variable> variables) const;
  std::string node(VariableIndex it, std::span<const Variable> variables) const;
  std::string step(const Step& it, std::span<const Variable> variables) const;
  std::string quantified(const QuantifiedExpression& it, std::span<const Variable> variables) const;
  std::string call(const CallExpression& it, std::span<const Variable> variables) const;

  const Model& model_;
};

// `a, b, c`
template <typename Items, typename Function>
std::string joined(const Items& items, Function text_of, std::string_view between = ", ") {
  std::string result;
  for (const auto& item : items) {
    if (!result.empty()) {
      result += between;
    }
    result += text_of(item);
  }
  return result;
}

}  // namespace aixc::model
