// Parts of the map: what a `view` includes, and the supply chain of the models.
#include <algorithm>
#include <deque>
#include <unordered_set>

#include <fmt/core.h>

#include "compiler/diagram/map_part.h"
#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view_parts.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::EntityId;

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

std::string left_out(std::size_t shown, std::size_t all, std::size_t cut) {
  return dotted({fmt::format("{} of {}", shown, rules::counted(all, "element")),
                 cut > 0 ? fmt::format("{} to what is not shown", rules::counted(cut, "flow"))
                         : std::string()});
}

// Walks against the flows from every model, through what belongs to its making.
class SupplyChain {
 public:
  SupplyChain(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), incoming_(model.entities.size()), flows_(model.flows.size(), false) {
    const auto kind = [&](std::string_view name) { return model.find_kind(name); };
    model_kind_ = kind("model");
    for (const std::string_view name : {"holding", "feed", "job"}) {
      if (const model::KindId found = kind(name)) {
        handing_on_.push_back(found);
      }
    }
    for (const rules::Shown& shown : assessment.shown) {
      const auto* yes = std::get_if<bool>(&shown.value.data);
      if (yes != nullptr && *yes &&
          model.text(model.attributes[shown.about.attribute].name) == "teaches") {
        teaching_.insert(shown.about.entity);
      }
    }
    for (std::size_t f = 0; f < model.flows.size(); ++f) {
      incoming_[model.flows[model::FlowId(f)].to.value].emplace_back(f);
    }
  }

  // Fills `elements()` and `flows()`.
  void walk() {
    for (const EntityId element : model_.elements) {
      if (model_kind_ && model_.is_a(element, model_kind_)) {
        visit(element);
      }
    }
    while (!waiting_.empty()) {
      const EntityId element = waiting_.front();
      waiting_.pop_front();
      const bool is_model = model_.is_a(element, model_kind_);
      for (const model::FlowId id : incoming_[element.value]) {
        const model::Flow& flow = model_.flows[id];
        if (is_model && !teaching_.contains(flow.entity)) {
          continue;  // what a model is asked at run time does not make it
        }
        flows_[id.value] = true;
        visit(flow.from);
      }
    }
  }

  const std::unordered_set<EntityId>& elements() const { return seen_; }
  const std::vector<bool>& flows() const { return flows_; }

 private:
  void visit(EntityId element) {
    if (!seen_.insert(element).second) {
      return;
    }
    const bool goes_on = model_.is_a(element, model_kind_) ||
                         std::any_of(handing_on_.begin(), handing_on_.end(),
                                     [&](model::KindId it) { return model_.is_a(element, it); });
    if (goes_on) {
      waiting_.push_back(element);
    }
  }

  const model::Model& model_;
  model::KindId model_kind_;
  std::vector<model::KindId> handing_on_;
  std::unordered_set<EntityId> teaching_;
  std::vector<std::vector<model::FlowId>> incoming_;
  std::unordered_set<EntityId> seen_;
  std::deque<EntityId> waiting_;
  std::vector<bool> flows_;
};

}  // namespace

MapPicture make_selection(const model::Model& model, const rules::Assessment& assessment,
                          model::ViewId view) {
  const rules::ViewContent& content = assessment.views[view.value];
  const std::unordered_set<EntityId> shown(content.elements.begin(), content.elements.end());
  const MapParts parts = make_map(model, assessment);
  std::vector<bool> cards(parts.map.cards.size(), false);
  for (const auto& [element, card] : parts.cards) {
    cards[at(card)] = shown.contains(element);
  }
  std::vector<bool> flows(parts.map.flows.size(), false);
  std::size_t cut = 0;
  for (std::size_t f = 0; f < model.flows.size(); ++f) {
    const model::Flow& flow = model.flows[model::FlowId(f)];
    const bool from = shown.contains(flow.from);
    const bool to = shown.contains(flow.to);
    flows[at(parts.flows[f])] = from && to;
    cut += from != to ? 1 : 0;
  }
  MapPicture picture;
  const EntityId entity = model.views[view].entity;
  picture.title = model.label_of(entity);
  picture.subtitle = model.label_of(model.system);
  picture.map = part_of(parts.map, cards, flows).map;
  picture.note = left_out(picture.map.cards.size(), parts.map.cards.size(), cut);
  if (!content.uncertain.empty()) {
    std::vector<std::string> names;
    for (const EntityId element : content.uncertain) {
      names.push_back(model.label_of(element));
    }
    picture.note = dotted({picture.note, "unknown whether they belong here: " + listed(names, 3)});
  }
  if (model.text_of(entity, "style") == "architecture") {
    picture.detail = Detail::None;
  }
  const std::string layout = model.text_of(entity, "layout");
  if (!layout.empty()) {
    picture.direction = layout == "left_to_right" ? Direction::Right : Direction::Down;
  }
  return picture;
}

MapPicture make_supply_chain(const model::Model& model, const rules::Assessment& assessment) {
  SupplyChain chain(model, assessment);
  chain.walk();
  MapParts parts = make_map(model, assessment);
  std::vector<bool> cards(parts.map.cards.size(), false);
  for (const auto& [element, card] : parts.cards) {
    cards[at(card)] = chain.elements().contains(element);
  }
  std::vector<bool> flows(parts.map.flows.size(), false);
  for (std::size_t f = 0; f < model.flows.size(); ++f) {
    if (chain.flows()[f]) {
      flows[at(parts.flows[f])] = true;
    }
  }
  for (Card& card : parts.map.cards) {
    std::erase_if(card.threats,
                  [](const ThreatRow& row) { return row.surface != Surface::Development; });
  }
  MapPicture picture;
  picture.title = "Model supply chain";
  picture.subtitle = model.label_of(model.system) + " · who made what from what";
  picture.map = part_of(parts.map, cards, flows).map;
  picture.note = picture.map.cards.empty()
                     ? std::string("No model is drawn.")
                     : left_out(picture.map.cards.size(), parts.map.cards.size(), 0) +
                           " · threats of development time";
  return picture;
}

}  // namespace aixc::diagram
