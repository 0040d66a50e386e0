// What the paths of one class pass, decided once for all who search along them.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "rules/eval/knowledge.h"

namespace aixc::rules::eval {

// The flows that a path of the class may pass, as a graph of their own, and what the class says of
// each element. A flow that ends nowhere where such a path could end or go on is left out.
class Passages {
 public:
  enum class Role : uint8_t { From, To, Through };

  // A flow that is admitted, or may be.
  class Admitted {
   public:
    Admitted() = default;
    Admitted(FlowId flow, bool open) : word_(flow.value << 1U | (open ? 1U : 0U)) {}
    FlowId flow() const { return FlowId(word_ >> 1U); }
    // Whether it is not known that the class admits it.
    bool open() const { return (word_ & 1U) != 0; }

   private:
    uint32_t word_ = 0;
  };
  // The same, seen from one of its ends.
  struct Way {
    Admitted by;
    EntityId to;  // the other end
  };

  // Without a class: the paths that are written `*`.
  Passages(const Knowledge& knowledge, const model::PathClass* path);

  // The ways that lead on from `entity`, along the flows or against them; in the order of flows.
  std::span<const Way> ways(EntityId entity, bool forward) const;
  // Whether a path of the class may begin at the entity, end there, or lead through it.
  Truth as(Role role, EntityId entity) const {
    return roles_.empty() ? Truth::True
                          : static_cast<Truth>((roles_[entity.value] >> shift(role)) & RoleMask);
  }
  // What would settle whether the class admits an open flow.
  DependencySet waits_for(FlowId flow) const;

 private:
  static constexpr uint8_t RoleMask = 3;
  static constexpr int shift(Role role) { return 2 * static_cast<int>(role); }

  struct Rows {
    std::vector<uint32_t> offsets;
    std::vector<Way> ways;
  };

  void decide_roles(const Knowledge& knowledge, const model::PathClass& path);
  void admit_flows(const Knowledge& knowledge, const model::PathClass* path);
  bool joins(const Graph::Arrow& arrow) const;

  const Graph& graph_;
  std::vector<uint8_t> roles_;  // by entity: three truths of two bits each
  std::vector<Admitted> admitted_;
  std::unordered_map<uint32_t, DependencySet> waits_;  // by open flow
  mutable std::array<Rows, 2> rows_;                   // against the flows, along them
};

// The passages of all classes, kept as long as nothing changes that decides them.
class PassagesOfClasses {
 public:
  explicit PassagesOfClasses(const Knowledge& knowledge);

  std::shared_ptr<const Passages> of(model::PathClassId path);

 private:
  struct Slot {
    std::shared_ptr<const Passages> passages;
    std::vector<AttributeId> reads;
    uint64_t changes = 0;  // of all that it reads, when it was decided
  };

  const Knowledge& knowledge_;
  std::vector<Slot> slots_;  // by class; one more for `*`
};

}  // namespace aixc::rules::eval
