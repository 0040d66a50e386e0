#include "compiler/model/places.h"

#include <algorithm>

namespace aixc::model {
namespace {

// The boundaries around `entity`, innermost first.
std::vector<EntityId> boundaries_around(const Model& model, EntityId entity) {
  std::vector<EntityId> around;
  for (EntityId at = boundary_around(model, entity); at; at = boundary_around(model, at)) {
    around.push_back(at);
  }
  return around;
}

}  // namespace

bool is_boundary(const Model& model, EntityId entity) {
  const KindId boundary = model.find_kind("boundary");
  return boundary && model.is_a(entity, boundary);
}

size_t count_boundaries(const Model& model) {
  return static_cast<size_t>(std::ranges::count_if(
      model.elements, [&](EntityId element) { return is_boundary(model, element); }));
}

size_t count_elements(const Model& model) {
  return model.elements.size() - count_boundaries(model);
}

EntityId boundary_around(const Model& model, EntityId entity) {
  const KindId boundary = model.find_kind("boundary");
  if (!boundary) {
    return {};
  }
  EntityId at = model.entities[entity].parent;
  while (at && !model.is_a(at, boundary)) {
    at = model.entities[at].parent;
  }
  return at;
}

std::vector<EntityId> boundaries_crossed(const Model& model, const Flow& flow) {
  std::vector<EntityId> left = boundaries_around(model, flow.from);
  std::vector<EntityId> entered = boundaries_around(model, flow.to);
  while (!left.empty() && !entered.empty() && left.back() == entered.back()) {
    left.pop_back();
    entered.pop_back();
  }
  std::erase(left, flow.to);
  std::erase(entered, flow.from);
  left.insert(left.end(), entered.rbegin(), entered.rend());
  return left;
}

}  // namespace aixc::model
