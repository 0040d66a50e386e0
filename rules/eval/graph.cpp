#include "rules/eval/graph.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace aixc::rules::eval {
namespace {

// Counting sort into compressed rows: `for_each(f)` calls f(row, item) for every pair, in order.
template <typename Item, typename ForEach>
void fill_rows(size_t rows, const ForEach& for_each, std::vector<uint32_t>& offsets,
               std::vector<Item>& items) {
  offsets.assign(rows + 1, 0);
  for_each([&](EntityId row, Item) { ++offsets[row.value + 1]; });
  for (size_t i = 1; i <= rows; ++i) {
    offsets[i] += offsets[i - 1];
  }
  items.resize(offsets[rows]);
  std::vector<uint32_t> next(offsets.begin(), offsets.end() - 1);
  for_each([&](EntityId row, Item item) { items[next[row.value]++] = item; });
}

template <typename Item>
std::span<const Item> row(const std::vector<uint32_t>& offsets, const std::vector<Item>& items,
                          EntityId entity) {
  const uint32_t begin = offsets[entity.value];
  return std::span(items).subspan(begin, offsets[entity.value + 1] - begin);
}

}  // namespace

Graph::Graph(const model::Model& model) : model_(model), boundary_(model.find_kind("boundary")) {
  index_kinds();
  index_places();
  index_surroundings();
  index_flows();
  index_children();
}

void Graph::index_kinds() {
  const size_t count = model_.kinds.size();
  std::vector<std::vector<KindId>> below(count);
  std::vector<KindId> stack;
  for (size_t i = count; i-- > 0;) {
    const KindId parent = model_.kinds[KindId(i)].parent;
    (parent ? below[parent.value] : stack).push_back(KindId(i));
  }
  kind_numbers_.assign(count, 0);
  kind_ends_.assign(count, 0);
  std::vector<KindId> order;
  while (!stack.empty()) {
    const KindId kind = stack.back();
    stack.pop_back();
    kind_numbers_[kind.value] = static_cast<uint16_t>(order.size());
    kind_ends_[kind.value] = static_cast<uint16_t>(order.size() + 1);
    order.push_back(kind);
    stack.insert(stack.end(), below[kind.value].begin(), below[kind.value].end());
  }
  for (size_t i = order.size(); i-- > 0;) {
    if (const KindId parent = model_.kinds[order[i]].parent) {
      uint16_t& end = kind_ends_[parent.value];
      end = std::max(end, kind_ends_[order[i].value]);
    }
  }
}

void Graph::index_places() {
  spots_.reserve(model_.entities.size());
  kind_places_.assign(model_.kinds.size() + 1, 0);
  for (const model::Entity& entity : model_.entities) {
    spots_.push_back({entity.kind});
    ++kind_places_[kind_numbers_[entity.kind.value] + 1U];
  }
  std::partial_sum(kind_places_.begin(), kind_places_.end(), kind_places_.begin());
  std::vector<uint32_t> next(kind_places_);
  for (Spot& spot : spots_) {
    spot.place = next[kind_numbers_[spot.kind.value]]++;
  }
}

void Graph::index_surroundings() {
  surroundings_.reserve(model_.entities.size());
  for (const model::Entity& entity : model_.entities) {
    surroundings_.push_back({entity.parent, entity.party, {}});
  }
  for (size_t i = 0; i < surroundings_.size(); ++i) {
    surroundings_[i].boundary = enclosing(EntityId(i), boundary_);
  }
}

void Graph::index_flows() {
  const size_t count = model_.entities.size();
  flow_of_.assign(count, FlowId());
  carries_.reserve(model_.flows.size());
  arrows_.reserve(model_.flows.size());
  for (size_t i = 0; i < model_.flows.size(); ++i) {
    const model::Flow& flow = model_.flows[FlowId(i)];
    flow_of_[flow.entity.value] = FlowId(i);
    arrows_.push_back({flow.from, flow.to, flow.entity, flow.relation});
    carries_.push_back(!flow.relation || model_.relations[flow.relation].carries);
  }
  const auto each = [&](bool outgoing) {
    return [this, outgoing](const auto& visit) {
      for (size_t i = 0; i < model_.flows.size(); ++i) {
        visit(outgoing ? arrows_[i].from : arrows_[i].to, FlowId(i));
      }
    };
  };
  fill_rows(count, each(true), out_rows_.offsets, out_);
  fill_rows(count, each(false), in_rows_.offsets, in_);
}

void Graph::index_children() {
  fill_rows(
      model_.entities.size(),
      [this](const auto& visit) {
        for (const EntityId element : model_.elements) {
          if (const EntityId parent = model_.entities[element].parent) {
            visit(parent, element);
          }
        }
      },
      child_rows_.offsets, children_);
}

std::span<const FlowId> Graph::outgoing(EntityId entity) const {
  return row(out_rows_.offsets, out_, entity);
}
std::span<const FlowId> Graph::incoming(EntityId entity) const {
  return row(in_rows_.offsets, in_, entity);
}
std::span<const EntityId> Graph::children(EntityId entity) const {
  return row(child_rows_.offsets, children_, entity);
}

EntityId Graph::enclosing(EntityId entity, KindId place) const {
  if (!place) {
    return {};
  }
  for (EntityId at = parent_of(entity); at; at = parent_of(at)) {
    if (is_a(at, place)) {
      return at;
    }
  }
  return {};
}

const std::vector<EntityId>& Graph::of_kind(KindId kind) const {
  const auto [found, added] = of_kind_.try_emplace(kind.value);
  if (!added) {
    return found->second;
  }
  const auto collect = [&](EntityId entity) {
    if (is_a(entity, kind)) {
      found->second.push_back(entity);
    }
  };
  if (model_.system) {
    collect(model_.system);
  }
  for (const auto* list : {&model_.elements, &model_.parties, &model_.data}) {
    for (const EntityId entity : *list) {
      collect(entity);
    }
  }
  for (const model::Flow& flow : model_.flows) {
    collect(flow.entity);
  }
  return found->second;
}

bool Graph::near(EntityId a, EntityId b, int steps) const {
  std::vector<EntityId> frontier{a};
  std::unordered_set<EntityId> seen{a};
  for (int i = 0; i < steps && !seen.contains(b); ++i) {
    std::vector<EntityId> next;
    for (const EntityId at : frontier) {
      for (const FlowId flow : outgoing(at)) {
        next.push_back(arrow(flow).to);
      }
      for (const FlowId flow : incoming(at)) {
        next.push_back(arrow(flow).from);
      }
    }
    std::erase_if(next, [&](EntityId it) { return !seen.insert(it).second; });
    frontier = std::move(next);
  }
  return seen.contains(b);
}

std::vector<EntityId> Graph::references(const model::Value& value) {
  if (const auto* one = std::get_if<EntityId>(&value.data)) {
    return {*one};
  }
  std::vector<EntityId> result;
  if (const auto* list = std::get_if<model::ValueList>(&value.data)) {
    for (const model::Value& item : *list) {
      if (const auto* entity = std::get_if<EntityId>(&item.data)) {
        result.push_back(*entity);
      }
    }
  }
  return result;
}

std::span<const EntityId> Graph::referrers(Symbol attribute, EntityId entity) const {
  const auto key = [&](EntityId to) { return (uint64_t{attribute.value} << 32U) | to.value; };
  if (!referrers_indexed_[attribute.value]) {
    referrers_indexed_[attribute.value] = true;
    for (const EntityId from : model_.elements) {
      const AttributeId id = model_.attribute(model_.entities[from].kind, attribute);
      const model::Value* value = id ? model_.given(from, id) : nullptr;
      if (value == nullptr) {
        continue;
      }
      for (const EntityId to : references(*value)) {
        referrers_[key(to)].push_back(from);
      }
    }
  }
  const auto found = referrers_.find(key(entity));
  return found == referrers_.end() ? std::span<const EntityId>() : std::span(found->second);
}

}  // namespace aixc::rules::eval
