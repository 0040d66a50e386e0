#include "rules/eval/knowledge.h"

#include <algorithm>

namespace aixc::rules::eval {
namespace {

const model::Value No{false};

bool is_given(const model::Assignment& assignment, AttributeId attribute) {
  return assignment.attribute == attribute;
}

}  // namespace

Reading Reading::known(AttributeId attribute, const model::Value& value, Origin origin) {
  Reading reading;
  reading.state = State::Known;
  reading.attribute = attribute;
  reading.value = &value;
  reading.origin = origin;
  return reading;
}

Reading Reading::unknown(AttributeId attribute, int low, int high, DependencySet depends) {
  Reading reading;
  reading.state = State::Unknown;
  reading.attribute = attribute;
  reading.low = low;
  reading.high = high;
  reading.depends = depends;
  return reading;
}

Knowledge::Knowledge(const Graph& graph, DependencySets& sets)
    : graph_(graph), sets_(sets), columns_(graph.model().attributes.size()) {
  ranked_.resize(columns_.size());
}

Column& Knowledge::column(AttributeId attribute) {
  auto& slot = columns_[attribute.value];
  if (!slot) {
    slot = std::make_unique<Column>();
  }
  return *slot;
}

const Column* Knowledge::find_column(AttributeId attribute) const {
  return columns_[attribute.value].get();
}

int Knowledge::rank_of(const model::Value& value) {
  if (const auto* flag = std::get_if<bool>(&value.data)) {
    return *flag ? 1 : 0;
  }
  if (const auto* choice = std::get_if<model::Choice>(&value.data)) {
    return choice->rank;
  }
  return -1;
}

const model::Value& Knowledge::ranked(AttributeId attribute, int rank) const {
  auto& values = ranked_[attribute.value];
  if (values.empty()) {
    const model::Type& type = model().attributes[attribute].type;
    if (type.form == model::Type::Form::YesNo) {
      values = {model::Value{false}, model::Value{true}};
    }
    for (size_t i = 0; i < type.values.size(); ++i) {
      values.push_back({model::Choice{type.values[i], static_cast<uint16_t>(i)}});
    }
  }
  AIXC_CHECK(rank >= 0 && static_cast<size_t>(rank) < values.size());
  return values[static_cast<size_t>(rank)];
}

const model::Assignment* Knowledge::default_of(KindId kind, AttributeId attribute) const {
  const uint64_t key = (uint64_t{kind.value} << 32U) | attribute.value;
  const auto [found, added] = defaults_.try_emplace(key, nullptr);
  if (added) {
    found->second = model().default_of(kind, attribute);
  }
  return found->second;
}

Reading Knowledge::read(EntityId entity, Symbol attribute) const {
  const AttributeId id = model().attribute(model().entities[entity].kind, attribute);
  return id ? read(entity, id) : Reading();
}

Reading Knowledge::read(EntityId entity, AttributeId attribute) const {
  const auto& given = model().entities[entity].attributes;
  const auto found = std::ranges::find_if(
      given, [&](const model::Assignment& it) { return is_given(it, attribute); });
  if (found != given.end()) {
    if (found->value.is_unknown()) {
      return Reading::unknown(attribute, -1, -1, sets_.of({entity, attribute}));
    }
    return Reading::known(attribute, found->value, Origin::Given);
  }
  const Column* column = columns_[attribute.value].get();
  Reading below = fallback(entity, attribute, column);
  if (column == nullptr || (column->derived.empty() && column->derived_values.empty())) {
    return below;
  }
  if (const auto value = column->derived_values.find(entity.value);
      value != column->derived_values.end()) {
    return Reading::known(attribute, value->second, Origin::Derived);
  }
  if (column->derived.empty()) {
    return below;
  }
  below.attribute = attribute;
  Reading result = from_cell(visible(*column, column->derived, entity), below);
  if (result.state == Reading::State::Known && result.value != below.value) {
    result.origin = Origin::Derived;
  }
  return result;
}

Cell Knowledge::visible(const Column& column, const std::vector<Cell>& cells,
                        EntityId entity) const {
  const Cell cell = cells[entity.value];
  const bool hidden = horizon_ != 0 && column.recursive && cell.stamp >= horizon_;
  return hidden ? Cell() : cell;
}

// A cell that is certain stands; one that is only possible leaves a range between what would hold
// otherwise and what it may become.
Reading Knowledge::from_cell(Cell cell, Reading below) const {
  if (cell.high < 0) {
    return below;
  }
  const AttributeId attribute = below.attribute;
  if (cell.low == cell.high) {
    return Reading::known(attribute, ranked(attribute, cell.low), Origin::Derived);
  }
  int low = cell.low;
  int high = cell.high;
  DependencySet depends = cell.depends;
  if (cell.low < 0) {  // nothing certain: what lies below may stay
    if (below.state == Reading::State::Known) {
      low = rank_of(*below.value);
      high = std::max(high, low);
      if (low == high) {
        return below;
      }
    } else if (below.state == Reading::State::Unknown) {
      low = below.low;
      high = below.high < 0 ? -1 : std::max(high, below.high);
      depends = sets_.unite(depends, below.depends);
    }
  }
  return Reading::unknown(attribute, low, high, depends);
}

Reading Knowledge::fallback(EntityId entity, AttributeId attribute, const Column* column) const {
  Reading bottom;
  if (const auto* assignment = default_of(model().entities[entity].kind, attribute)) {
    bottom = Reading::known(attribute, assignment->value, Origin::Assumed);
  } else if (column != nullptr && column->closed) {
    bottom = Reading::known(attribute, No, Origin::Derived);
  } else {
    bottom = Reading::unknown(attribute, -1, -1, sets_.of({entity, attribute}));
  }
  if (column == nullptr) {
    return bottom;
  }
  if (const auto value = column->assumed_values.find(entity.value);
      value != column->assumed_values.end()) {
    return Reading::known(attribute, value->second, Origin::Assumed);
  }
  if (column->assumed.empty()) {
    return bottom;
  }
  Reading result = from_cell(visible(*column, column->assumed, entity), bottom);
  if (result.state == Reading::State::Known && result.value != bottom.value) {
    result.origin = Origin::Assumed;
  }
  return result;
}

}  // namespace aixc::rules::eval
