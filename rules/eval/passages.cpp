#include "rules/eval/passages.h"

#include <algorithm>

#include "rules/eval/conditions.h"
#include "rules/eval/reads.h"

namespace aixc::rules::eval {

Passages::Passages(const Knowledge& knowledge, const model::PathClass* path)
    : graph_(knowledge.graph()) {
  if (path != nullptr) {
    decide_roles(knowledge, *path);
  }
  admit_flows(knowledge, path);
}

// Most filters name a kind, which decides for all elements of it at once.
void Passages::decide_roles(const Knowledge& knowledge, const model::PathClass& path) {
  const std::vector<model::Variable> none;
  Conditions conditions(knowledge, none);
  roles_.assign(knowledge.model().entities.size(), 0);
  const auto decide = [&](EntityId entity, Role role, Truth truth) {
    uint8_t& roles = roles_[entity.value];
    const auto before = static_cast<Truth>((roles >> shift(role)) & RoleMask);
    if (truth > before) {
      roles = static_cast<uint8_t>((roles & ~(RoleMask << shift(role))) |
                                   (static_cast<int>(truth) << shift(role)));
    }
  };
  for (const auto& [role, filters] :
       {std::pair(Role::From, &path.from), {Role::To, &path.to}, {Role::Through, &path.through}}) {
    for (const model::NodeFilter& filter : *filters) {
      const bool kind = filter.form == model::NodeFilter::Form::Kind;
      for (const EntityId entity : kind ? graph_.of_kind(filter.kind) : graph_.elements()) {
        decide(entity, role, conditions.matches(filter, entity).truth);
      }
    }
  }
}

// Whether a path of the class may have a flow between these.
bool Passages::joins(const Graph::Arrow& arrow) const {
  const auto may = [&](EntityId end, Role role) {
    return as(role, end) != Truth::False || as(Role::Through, end) != Truth::False;
  };
  return may(arrow.from, Role::From) && may(arrow.to, Role::To);
}

void Passages::admit_flows(const Knowledge& knowledge, const model::PathClass* path) {
  const std::vector<model::Variable> none;
  Conditions conditions(knowledge, path != nullptr ? path->variables : none);
  Environment environment(path != nullptr ? path->variables.size() : 0);
  for (size_t i = 0; i < knowledge.model().flows.size(); ++i) {
    const FlowId flow(i);
    const Graph::Arrow& arrow = graph_.arrow(flow);
    const bool related = path == nullptr || path->over.empty()
                             ? graph_.carries(flow)
                             : std::ranges::find(path->over, arrow.relation) != path->over.end();
    if (!related || !joins(arrow)) {
      continue;
    }
    Outcome outcome = Outcome::of(true);
    if (path != nullptr && path->where) {
      environment[0] = arrow.entity;
      outcome = conditions.holds(*path->where, environment);
    }
    if (outcome.truth == Truth::Unknown) {
      waits_.emplace(flow.value, outcome.depends);
    }
    if (outcome.truth != Truth::False) {
      admitted_.emplace_back(flow, outcome.truth == Truth::Unknown);
    }
  }
}

std::span<const Passages::Way> Passages::ways(EntityId entity, bool forward) const {
  Rows& rows = rows_[forward ? 1 : 0];
  if (rows.offsets.empty()) {
    std::vector<uint32_t>& offsets = rows.offsets;
    offsets.assign(graph_.model().entities.size() + 1, 0);
    const auto near = [&](const Admitted& it) {
      const Graph::Arrow& arrow = graph_.arrow(it.flow());
      return (forward ? arrow.from : arrow.to).value;
    };
    for (const Admitted& it : admitted_) {
      ++offsets[near(it) + 1];
    }
    for (size_t i = 1; i < offsets.size(); ++i) {
      offsets[i] += offsets[i - 1];
    }
    rows.ways.resize(admitted_.size());
    std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
    for (const Admitted& it : admitted_) {
      const Graph::Arrow& arrow = graph_.arrow(it.flow());
      rows.ways[next[near(it)]++] = {it, forward ? arrow.to : arrow.from};
    }
  }
  const uint32_t begin = rows.offsets[entity.value];
  return std::span(rows.ways).subspan(begin, rows.offsets[entity.value + 1] - begin);
}

DependencySet Passages::waits_for(FlowId flow) const {
  const auto found = waits_.find(flow.value);
  return found == waits_.end() ? NoDependencies : found->second;
}

PassagesOfClasses::PassagesOfClasses(const Knowledge& knowledge)
    : knowledge_(knowledge), slots_(knowledge.model().paths.size() + 1) {}

std::shared_ptr<const Passages> PassagesOfClasses::of(model::PathClassId path) {
  const model::Model& model = knowledge_.model();
  const model::PathClass* const it = path ? &model.paths[path] : nullptr;
  Slot& slot = path ? slots_[path.value] : slots_.back();
  if (it != nullptr && slot.passages == nullptr) {
    slot.reads = reads_of(model, knowledge_.graph(), *it);
  }
  const bool hidden = std::ranges::any_of(
      slot.reads, [&](AttributeId read) { return knowledge_.hides_some_of(read); });
  if (hidden) {
    return std::make_shared<Passages>(knowledge_, it);
  }
  uint64_t changes = 0;
  for (const AttributeId read : slot.reads) {
    changes += knowledge_.changes(read);
  }
  if (slot.passages == nullptr || slot.changes != changes) {
    slot.passages = std::make_shared<Passages>(knowledge_, it);
    slot.changes = changes;
  }
  return slot.passages;
}

}  // namespace aixc::rules::eval
