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

class Graph {
 public:
  explicit Graph(const model::Model& model);

  std::span<const FlowId> outgoing(EntityId entity) const;
  std::span<const FlowId> incoming(EntityId entity) const;
  std::span<const EntityId> children(EntityId entity) const;
  // Whether data passes along the flow (its relation says so).
  bool carries(FlowId flow) const { return carries_[flow.value]; }
  // The flow whose attributes the entity holds; none for anything but a flow.
  FlowId flow_of(EntityId entity) const { return flow_of_[entity.value]; }
  bool is_a(KindId kind, KindId ancestor) const {
    return is_a_[kind.value * kind_count_ + ancestor.value];
  }
  bool is_a(EntityId entity, KindId ancestor) const {
    return is_a(model_.entities[entity].kind, ancestor);
  }
  // The innermost element around `entity` that is of `place` or a kind below; none if there is none.
  EntityId enclosing(EntityId entity, KindId place) const;
  // The innermost enclosing boundary; none at the top.
  EntityId boundary_of(EntityId entity) const { return enclosing(entity, boundary_); }
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

  const model::Model& model_;
  KindId boundary_;
  size_t kind_count_;
  std::vector<bool> is_a_;
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
