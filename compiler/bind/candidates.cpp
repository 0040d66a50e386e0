// The names that may have been meant by a misspelt one.
#include <algorithm>

#include "compiler/base/edit_distance.h"
#include "compiler/bind/names.h"

namespace aixc::bind {
namespace {

template <typename Table>
void add_names(const Context& context, const Table& table, std::vector<std::string_view>& into) {
  for (const Symbol name : table.names()) {
    into.push_back(context.model.text(name));
  }
}

}  // namespace

bool first_miss(Context& context, std::string_view what, std::string_view name) {
  return context.missed.insert(std::string(what) + ":" + std::string(name)).second;
}

std::vector<std::string> similar(Context& context, std::string_view name,
                                 std::span<const std::string_view> candidates) {
  const size_t cost = candidates.size() * (name.size() + 1);
  if (cost > context.suggestion_budget) {
    return {};
  }
  context.suggestion_budget -= cost;
  return nearest_names(name, candidates);
}

void suggest(Context& context, diagnostics::Sink::Builder& builder, std::string_view name,
             std::span<const std::string_view> candidates) {
  const std::vector<std::string> near = similar(context, name, candidates);
  const std::vector<std::string_view> views(near.begin(), near.end());
  builder.did_you_mean(name, views);
}

std::vector<std::string_view> kind_names(const Context& context) {
  std::vector<std::string_view> result;
  add_names(context, context.kinds, result);
  return result;
}

std::vector<std::string_view> attribute_names(const Context& context, KindId kind) {
  std::vector<std::pair<AttributeId, Symbol>> in_order;
  for (const auto& [name, attribute] : context.model.kinds[kind].attributes) {
    in_order.emplace_back(attribute, name);
  }
  std::ranges::sort(in_order);
  std::vector<std::string_view> result;
  for (const auto& [attribute, name] : in_order) {
    result.push_back(context.model.text(name));
  }
  return result;
}

std::vector<std::string_view> yes_no_attribute_names(const Context& context) {
  std::vector<std::string_view> result;
  for (const model::AttributeDeclaration& attribute : context.model.attributes) {
    if (attribute.type.form == model::Type::Form::YesNo) {
      result.push_back(context.model.text(attribute.name));
    }
  }
  std::ranges::sort(result);
  const auto repeated = std::ranges::unique(result);
  result.erase(repeated.begin(), repeated.end());
  return result;
}

std::vector<std::string_view> edge_names(const Context& context) {
  std::vector<std::string_view> result;
  add_names(context, context.relations, result);
  add_names(context, context.paths, result);
  return result;
}

std::vector<std::string_view> element_names(const Context& context) {
  std::vector<std::string_view> result;
  add_names(context, context.elements, result);
  return result;
}

}  // namespace aixc::bind
