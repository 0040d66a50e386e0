#include "rules/eval/knowledge.h"

#include <algorithm>

#include "rules/eval/passages.h"
#include "rules/eval/values.h"

namespace aixc::rules::eval {
namespace {

// In the table of defaults: not looked for yet.
const model::Assignment NotAsked{};

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
  codes_.resize(columns_.size());
  defaults_.resize(columns_.size());
  index_given();
  index_attributes();
}

Knowledge::~Knowledge() = default;

void Knowledge::index_given() {
  given_rows_.reserve(model().entities.size() + 1);
  for (const model::Entity& entity : model().entities) {
    given_rows_.push_back(static_cast<uint32_t>(given_.size()));
    for (const model::Assignment& it : entity.attributes) {
      given_.push_back({it.attribute, &it.value});
    }
  }
  given_rows_.push_back(static_cast<uint32_t>(given_.size()));
}

void Knowledge::index_attributes() {
  const size_t kinds = model().kinds.size();
  attributes_.resize(kinds);  // row 0: no attribute
  for (size_t i = 0; i < kinds; ++i) {
    for (const auto& [name, id] : model().kinds[KindId(i)].attributes) {
      if (name_rows_.size() <= name.value) {
        name_rows_.resize(name.value + 1, 0);
      }
      uint32_t& row = name_rows_[name.value];
      if (row == 0) {
        row = static_cast<uint32_t>(attributes_.size() / kinds);
        attributes_.resize(attributes_.size() + kinds);
      }
      attributes_[row * kinds + i] = id;
    }
  }
}

AttributeId Knowledge::attribute(KindId kind, Symbol name) const {
  return name.value < name_rows_.size()
             ? attributes_[name_rows_[name.value] * model().kinds.size() + kind.value]
             : AttributeId();
}

Column& Knowledge::column(AttributeId attribute) {
  auto& slot = columns_[attribute.value];
  if (!slot) {
    slot = std::make_unique<Column>();
    slot->first = graph_.places(model().attributes[attribute].owner).begin;
  }
  return *slot;
}

void Knowledge::prepare(AttributeId attribute, bool assumed) {
  Column& it = column(attribute);
  (assumed ? it.assumed : it.derived)
      .resize(graph_.places(model().attributes[attribute].owner).size());
  codes_[attribute.value].of.clear();
  ++codes_[attribute.value].changes;
}

Cell Knowledge::cell(AttributeId attribute, bool assumed, EntityId entity) const {
  const Column& it = *columns_[attribute.value];
  return (assumed ? it.assumed : it.derived).at(graph_.place(entity) - it.first);
}

void Knowledge::set_cell(AttributeId attribute, bool assumed, EntityId entity, const Cell& cell) {
  Column& it = *columns_[attribute.value];
  (assumed ? it.assumed : it.derived).set(graph_.place(entity) - it.first, cell, it.recursive);
  changed(attribute, entity);
}

void Knowledge::set_value(AttributeId attribute, bool assumed, EntityId entity,
                          model::Value value) {
  Column& it = column(attribute);
  (assumed ? it.assumed_values : it.derived_values)[entity.value] = std::move(value);
  changed(attribute, entity);
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
      values.emplace_back().data = model::Choice{type.values[i], static_cast<uint16_t>(i)};
    }
  }
  AIXC_CHECK(rank >= 0 && static_cast<size_t>(rank) < values.size());
  return values[static_cast<size_t>(rank)];
}

const model::Assignment* Knowledge::default_of(KindId kind, AttributeId attribute) const {
  auto& row = defaults_[attribute.value];
  if (row.empty()) {
    row.assign(model().kinds.size(), &NotAsked);
  }
  const model::Assignment*& found = row[kind.value];
  if (found == &NotAsked) {
    found = model().default_of(kind, attribute);
  }
  return found;
}

Reading Knowledge::read(EntityId entity, Symbol name) const {
  const AttributeId id = attribute(graph_.kind_of(entity), name);
  return id ? read(entity, id) : Reading();
}

Reading Knowledge::read(EntityId entity, AttributeId attribute) const {
  Code* const code = code_of(entity, attribute);
  if (code == nullptr) {
    return read_anew(entity, attribute);
  }
  if (*code == Unread) {
    const Reading reading = read_anew(entity, attribute);
    *code = encoded(reading, entity);
    return reading;
  }
  return *code == Elsewhere ? read_anew(entity, attribute) : decoded(*code, entity, attribute);
}

Reading Knowledge::read_anew(EntityId entity, AttributeId attribute) const {
  for (uint32_t i = given_rows_[entity.value]; i < given_rows_[entity.value + 1]; ++i) {
    if (given_[i].attribute == attribute) {
      const model::Value& value = *given_[i].value;
      return value.is_unknown() ? Reading::unknown(attribute, -1, -1, sets_.of({entity, attribute}))
                                : Reading::known(attribute, value, Origin::Given);
    }
  }
  const Column* column = columns_[attribute.value].get();
  if (column == nullptr) {
    return fallback(entity, attribute, column);
  }
  if (const auto value = column->derived_values.find(entity.value);
      value != column->derived_values.end()) {
    return Reading::known(attribute, value->second, Origin::Derived);
  }
  const Cell cell = column->derived.empty() ? Cell() : visible(*column, column->derived, entity);
  if (cell.high < 0) {
    return fallback(entity, attribute, column);
  }
  if (cell.low == cell.high) {
    return Reading::known(attribute, ranked(attribute, cell.low), Origin::Derived);
  }
  return from_cell(cell, fallback(entity, attribute, column));
}

Cell Knowledge::visible(const Column& column, const Cells& cells, EntityId entity) const {
  const Cell cell = cells.at(graph_.place(entity) - column.first);
  const bool hidden = horizon_ != 0 && column.recursive && cell.stamp >= horizon_;
  return hidden ? Cell() : cell;
}

// A cell that is only possible leaves a range between what would hold otherwise and what it may
// become.
Reading Knowledge::from_cell(Cell cell, Reading below) const {
  if (cell.high < 0) {
    return below;
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
  return Reading::unknown(below.attribute, low, high, depends);
}

Reading Knowledge::fallback(EntityId entity, AttributeId attribute, const Column* column) const {
  Cell cell;
  if (column != nullptr) {
    if (const auto value = column->assumed_values.find(entity.value);
        value != column->assumed_values.end()) {
      return Reading::known(attribute, value->second, Origin::Assumed);
    }
    if (!column->assumed.empty()) {
      cell = visible(*column, column->assumed, entity);
    }
    if (cell.high >= 0 && cell.low == cell.high) {
      return Reading::known(attribute, ranked(attribute, cell.low), Origin::Assumed);
    }
  }
  Reading bottom;
  if (const auto* assignment = default_of(graph_.kind_of(entity), attribute)) {
    bottom = Reading::known(attribute, assignment->value, Origin::Assumed);
  } else if (column != nullptr && column->closed) {
    bottom = Reading::known(attribute, No, Origin::Derived);
  } else {
    bottom = Reading::unknown(attribute, -1, -1, sets_.of({entity, attribute}));
  }
  return from_cell(cell, bottom);
}

}  // namespace aixc::rules::eval
