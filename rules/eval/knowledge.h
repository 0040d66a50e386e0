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

// Cells, each part for itself: most of them are certain, and few are recursive.
class Cells {
 public:
  bool empty() const { return bounds_.empty(); }
  void resize(size_t count) { bounds_.resize(count); }
  Cell at(size_t index) const;
  void set(size_t index, const Cell& cell, bool stamped);

 private:
  struct Bounds {
    int8_t low = -1;
    int8_t high = -1;
  };
  std::vector<Bounds> bounds_;
  std::vector<DependencySet> depends_;  // empty while all are certain
  std::vector<uint32_t> stamps_;        // empty if none is stamped
};

class Passages;
class PassagesOfClasses;

// All cells of one attribute. They stand for the entities that may have it, by `Graph::place`,
// counted from the first of them.
struct Column {
  uint32_t first = 0;
  Cells derived;  // empty if nothing derives it
  Cells assumed;
  std::unordered_map<uint32_t, model::Value> derived_values;  // types that have no rank
  std::unordered_map<uint32_t, model::Value> assumed_values;
  bool closed = false;  // a bare `derive` speaks of it: `no` where none holds
  bool recursive = false;
};

class Knowledge {
 public:
  Knowledge(const Graph& graph, DependencySets& sets);
  ~Knowledge();
  Knowledge(const Knowledge&) = delete;
  Knowledge& operator=(const Knowledge&) = delete;

  // What is known of the attribute of that name at `entity`: given over derived over assumed over
  // the default of the kind.
  Reading read(EntityId entity, Symbol attribute) const;
  Reading read(EntityId entity, AttributeId attribute) const;

  // For the pass that derives.
  Column& column(AttributeId attribute);
  // Makes room for what is derived, or assumed, of the attribute.
  void prepare(AttributeId attribute, bool assumed);
  // What is derived at one entity; there must be room.
  Cell cell(AttributeId attribute, bool assumed, EntityId entity) const;
  void set_cell(AttributeId attribute, bool assumed, EntityId entity, const Cell& cell);
  // The same for types that have no rank.
  void set_value(AttributeId attribute, bool assumed, EntityId entity, model::Value value);
  // Counts how often anything of the attribute has changed.
  uint64_t changes(AttributeId attribute) const { return codes_[attribute.value].changes; }
  const Column* find_column(AttributeId attribute) const;
  // What the paths of a class, or those written `*`, pass as things stand.
  std::shared_ptr<const Passages> passages(model::PathClassId path) const;
  // The value of rank `rank` of an enumeration or yes/no.
  const model::Value& ranked(AttributeId attribute, int rank) const;
  // The rank of a value of an enumeration or yes/no, -1 for other types.
  static int rank_of(const model::Value& value);

  // While explaining a recursive derivation only cells with an earlier stamp are seen, so that no
  // fact is its own reason. 0 sees all.
  void set_horizon(uint32_t stamp) { horizon_ = stamp; }
  uint32_t horizon() const { return horizon_; }
  bool hides_some_of(AttributeId attribute) const {
    const Column* column = columns_[attribute.value].get();
    return horizon_ != 0 && column != nullptr && column->recursive;
  }

  const Graph& graph() const { return graph_; }
  const model::Model& model() const { return graph_.model(); }
  DependencySets& sets() const { return sets_; }

 private:
  // An attribute that a person gave.
  struct Given {
    AttributeId attribute;
    const model::Value* value;
  };

  // What was read of one entity, in a byte: what nearly all readings of enumerations and yes/no fit
  // in, and what stays in the cache when cells do not.
  using Code = uint8_t;
  static constexpr Code Unread = 0;
  static constexpr Code Open = 1;        // unknown, and waits for itself
  static constexpr Code Elsewhere = 2;   // does not fit
  static constexpr Code FirstKnown = 3;  // rank by rank: given, derived, assumed
  static constexpr int Origins = 3;
  struct Codes {
    uint32_t first = 0;                    // as of a column
    std::vector<Code> of;                  // empty before the first reading
    const model::Value* values = nullptr;  // by rank
    uint64_t changes = 0;
  };

  void index_given();
  void index_attributes();
  AttributeId attribute(KindId kind, Symbol name) const;
  const model::Assignment* default_of(KindId kind, AttributeId attribute) const;
  Reading read_anew(EntityId entity, AttributeId attribute) const;
  Code* code_of(EntityId entity, AttributeId attribute) const;
  Code encoded(const Reading& reading, EntityId entity) const;
  void changed(AttributeId attribute, EntityId entity);
  Reading decoded(Code code, EntityId entity, AttributeId attribute) const;
  Cell visible(const Column& column, const Cells& cells, EntityId entity) const;
  // The value when nothing was given or derived: assumed, default, `no` of a closed one, unknown.
  Reading fallback(EntityId entity, AttributeId attribute, const Column* column) const;
  // What an uncertain cell, or an empty one, makes of what lies below it.
  Reading from_cell(Cell cell, Reading below) const;

  const Graph& graph_;
  DependencySets& sets_;
  std::vector<std::unique_ptr<Column>> columns_;
  mutable std::vector<std::vector<model::Value>> ranked_;
  mutable std::vector<Codes> codes_;  // by attribute
  mutable std::unique_ptr<PassagesOfClasses> passages_;
  // Copies of what stands in the model, close together: reading is most of what rules do.
  std::vector<uint32_t> given_rows_;  // by entity: where its given ones begin; one more
  std::vector<Given> given_;
  std::vector<uint32_t> name_rows_;      // by symbol: its row, 0 for no attribute's name
  std::vector<AttributeId> attributes_;  // by row, then kind
  mutable std::vector<std::vector<const model::Assignment*>> defaults_;  // by attribute, then kind
  uint32_t horizon_ = 0;
};

}  // namespace aixc::rules::eval
