// What is known of every attribute: given by a person, derived, assumed, or unknown.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "rules/eval/graph.h"
#include "rules/eval/outcome.h"

namespace aixc::rules::eval {

// What one read of an attribute found. Unknown values of an enumeration (or yes/no) may still be
// bounded: ranks `low` to `high`, so that `>=` can be decided before the value is.
struct Reading {
  enum class State : uint8_t { Absent, Unknown, Known };
  State state = State::Absent;
  const model::Value* value = nullptr;  // Known
  int low = -1;                         // Unknown: least rank it may have, -1 for no bound
  int high = -1;                        // Unknown: highest rank it may have, -1 for no bound
  Origin origin = Origin::Unknown;
  AttributeId attribute;
  DependencySet depends = NoDependencies;  // Unknown

  static Reading known(AttributeId attribute, const model::Value& value, Origin origin);
  static Reading unknown(AttributeId attribute, int low, int high, DependencySet depends);
};

// The result of the derivations (or of the assumptions) of one attribute at one entity. Ranks are
// those of the enumeration, 0 and 1 for no and yes; -1 for nothing derived. `low` is certain,
// `high` is possible.
struct Cell {
  int8_t low = -1;
  int8_t high = -1;
  DependencySet depends = NoDependencies;  // what `high` waits for
  uint32_t stamp = 0;                      // when it last rose; orders recursive derivations
};

// All cells of one attribute. They stand for the entities that may have it, by `Graph::place`,
// counted from the first of them.
struct Column {
  uint32_t first = 0;
  std::vector<Cell> derived;  // empty if nothing derives it
  std::vector<Cell> assumed;
  std::unordered_map<uint32_t, model::Value> derived_values;  // types that have no rank
  std::unordered_map<uint32_t, model::Value> assumed_values;
  bool closed = false;  // a bare `derive` speaks of it: `no` where none holds
  bool recursive = false;
};

class Knowledge {
 public:
  Knowledge(const Graph& graph, DependencySets& sets);

  // What is known of the attribute of that name at `entity`: given over derived over assumed over
  // the default of the kind.
  Reading read(EntityId entity, Symbol attribute) const;
  Reading read(EntityId entity, AttributeId attribute) const;

  // For the pass that derives.
  Column& column(AttributeId attribute);
  // Makes room for what is derived, or assumed, of the attribute.
  void prepare(AttributeId attribute, bool assumed);
  // The room for one entity, which must have been made before.
  Cell& cell(AttributeId attribute, bool assumed, EntityId entity);
  const Column* find_column(AttributeId attribute) const;
  // The value of rank `rank` of an enumeration or yes/no.
  const model::Value& ranked(AttributeId attribute, int rank) const;
  // The rank of a value of an enumeration or yes/no, -1 for other types.
  static int rank_of(const model::Value& value);

  // While explaining a recursive derivation only cells with an earlier stamp are seen, so that no
  // fact is its own reason. 0 sees all.
  void set_horizon(uint32_t stamp) { horizon_ = stamp; }
  uint32_t horizon() const { return horizon_; }

  const Graph& graph() const { return graph_; }
  const model::Model& model() const { return graph_.model(); }
  DependencySets& sets() const { return sets_; }

 private:
  // An attribute that a person gave.
  struct Given {
    AttributeId attribute;
    const model::Value* value;
  };

  void index_given();
  void index_attributes();
  AttributeId attribute(KindId kind, Symbol name) const;
  const model::Assignment* default_of(KindId kind, AttributeId attribute) const;
  Cell visible(const Column& column, const std::vector<Cell>& cells, EntityId entity) const;
  // The value when nothing was given or derived: assumed, default, `no` of a closed one, unknown.
  Reading fallback(EntityId entity, AttributeId attribute, const Column* column) const;
  // What an uncertain cell, or an empty one, makes of what lies below it.
  Reading from_cell(Cell cell, Reading below) const;

  const Graph& graph_;
  DependencySets& sets_;
  std::vector<std::unique_ptr<Column>> columns_;
  mutable std::vector<std::vector<model::Value>> ranked_;
  // Copies of what stands in the model, close together: reading is most of what rules do.
  std::vector<uint32_t> given_rows_;  // by entity: where its given ones begin; one more
  std::vector<Given> given_;
  std::vector<uint32_t> name_rows_;      // by symbol: its row, 0 for no attribute's name
  std::vector<AttributeId> attributes_;  // by row, then kind
  mutable std::vector<std::vector<const model::Assignment*>> defaults_;  // by attribute, then kind
  uint32_t horizon_ = 0;
};

}  // namespace aixc::rules::eval
