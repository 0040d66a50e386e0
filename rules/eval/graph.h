// The model as a graph: who sends to whom, what stands in what, who is of which kind. Built once,
// in time linear in elements and flows; every list is in declaration order.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "compiler/model/model.h"

namespace aixc::rules::eval {

using model::AttributeId;
using model::EntityId;
using model::FlowId;
using model::KindId;
using model::RelationId;

class Graph {
 public:
  explicit Graph(const model::Model& model);

  std::span<const FlowId> outgoing(EntityId entity) const;
  std::span<const FlowId> incoming(EntityId entity) const;
  std::span<const EntityId> children(EntityId entity) const;
  // Whether data passes along the flow (its relation says so).
  bool carries(FlowId flow) const { return carries_[flow.value]; }
  // The ends of a flow, and what else is asked of it: copies of what stands in the model, close
  // together.
  struct Arrow {
    EntityId from;
    EntityId to;
    EntityId entity;
    RelationId relation;
  };
  const Arrow& arrow(FlowId flow) const { return arrows_[flow.value]; }
  // Where an entity stands and who operates it, copied likewise.
  EntityId parent_of(EntityId entity) const { return surroundings_[entity.value].parent; }
  EntityId party_of(EntityId entity) const { return surroundings_[entity.value].party; }
  // The flow whose attributes the entity holds; none for anything but a flow.
  FlowId flow_of(EntityId entity) const { return flow_of_[entity.value]; }
  bool is_a(KindId kind, KindId ancestor) const {
    const uint16_t number = kind_numbers_[kind.value];
    return number >= kind_numbers_[ancestor.value] && number < kind_ends_[ancestor.value];
  }
  bool is_a(EntityId entity, KindId ancestor) const { return is_a(kind_of(entity), ancestor); }
  KindId kind_of(EntityId entity) const { return spots_[entity.value].kind; }
  // Where an entity stands when all are ordered by kind, each kind followed by those below it: the
  // entities of a kind, those of kinds below included, have consecutive places.
  uint32_t place(EntityId entity) const { return spots_[entity.value].place; }
  struct Range {
    uint32_t begin = 0;
    uint32_t end = 0;
    uint32_t size() const { return end - begin; }
  };
  Range places(KindId kind) const {
    return {kind_places_[kind_numbers_[kind.value]], kind_places_[kind_ends_[kind.value]]};
  }
  // The innermost element around `entity` that is of `place` or a kind below; none if there is
  // none.
  EntityId enclosing(EntityId entity, KindId place) const;
  // The innermost enclosing boundary; none at the top.
  EntityId boundary_of(EntityId entity) const { return surroundings_[entity.value].boundary; }
  // Everything of a kind among elements, parties, data assets, flows and the system.
  const std::vector<EntityId>& of_kind(KindId kind) const;
  // All elements (boundaries included).
  const std::vector<EntityId>& elements() const { return model_.elements; }
  // The elements that name `entity` in the reference attribute.
  std::span<const EntityId> referrers(Symbol attribute, EntityId entity) const;
  // Whether at most `steps` flows, in either direction, lie between the two.
  bool near(EntityId a, EntityId b, int steps) const;
  // The entities that `value` refers to: one reference or a list of them.
  static std::vector<EntityId> references(const model::Value& value);

  const model::Model& model() const { return model_; }

 private:
  void index_flows();
  void index_children();
  void index_kinds();
  void index_places();
  void index_surroundings();

  const model::Model& model_;
  KindId boundary_;
  std::vector<uint16_t> kind_numbers_;  // by kind: its number in depth-first order …
  std::vector<uint16_t> kind_ends_;     // … and the number after those below it
  std::vector<uint32_t>
      kind_places_;  // by number: the place of its first entity; one more at the end
  struct Spot {
    KindId kind;
    uint32_t place = 0;
  };
  std::vector<Spot> spots_;  // by entity
  struct Surroundings {
    EntityId parent;
    EntityId party;
    EntityId boundary;
  };
  std::vector<Surroundings> surroundings_;
  std::vector<Arrow> arrows_;
  std::vector<bool> carries_;
  std::vector<FlowId> flow_of_;
  // Compressed rows: the items of row `i` stand at offsets [i], [i + 1).
  struct Rows {
    std::vector<uint32_t> offsets;
  };
  Rows out_rows_, in_rows_, child_rows_;
  std::vector<FlowId> out_, in_;
  std::vector<EntityId> children_;
  mutable std::unordered_map<uint32_t, std::vector<EntityId>> of_kind_;
  mutable std::unordered_map<uint64_t, std::vector<EntityId>> referrers_;
  mutable std::unordered_map<uint32_t, bool> referrers_indexed_;
};

}  // namespace aixc::rules::eval
