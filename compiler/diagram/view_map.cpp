// Elements, boundaries and flows → the map.
#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "compiler/diagram/element_words.h"
#include "compiler/diagram/view.h"
#include "compiler/diagram/view_parts.h"
#include "compiler/model/places.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

using model::EntityId;

constexpr std::size_t MissingOnCard = 1;

class MapMaker {
 public:
  MapMaker(const model::Model& model, const rules::Assessment& assessment)
      : model_(model), assessment_(assessment), us_(rules::our_party(model)) {}

  MapParts make() {
    for (const EntityId element : model_.elements) {
      if (model::is_boundary(model_, element)) {
        add_boundary(element);
      }
    }
    for (const EntityId element : model_.elements) {
      if (!model::is_boundary(model_, element)) {
        add_card(element);
      }
    }
    for (const rules::Finding& finding : assessment_.findings) {
      add_threat(finding);
    }
    for (const rules::Question& question : assessment_.questions) {
      if (Card* card = card_of(question.about.entity)) {
        ++card->open_questions;
      }
    }
    for (const model::Treatment& treatment : model_.treatments) {
      count_control(treatment);
    }
    for (std::size_t i = 0; i < model_.flows.size(); ++i) {
      add_flow(model::FlowId(i));
    }
    return std::move(parts_);
  }

 private:
  // ---- boundaries ----
  bool is_ours(EntityId party) const { return !party || party == us_; }

  std::string party_note(EntityId party) const {
    const std::string role = model_.text_of(party, "role");
    const std::string assurance = model_.text_of(party, "assurance");
    return role + (role.empty() || assurance.empty() || assurance == "none" ? "" : ", ") +
           (assurance == "none" ? "" : assurance);
  }

  void add_boundary(EntityId element) {
    const model::Entity& entity = model_.entities[element];
    const EntityId around = model::boundary_around(model_, element);
    Boundary boundary;
    boundary.id = entity.path;
    boundary.title = entity.label;
    boundary.parent = around ? boundaries_.at(around) : -1;
    boundary.ours = is_ours(entity.party);
    const EntityId party_around = around ? model_.entities[around].party : EntityId();
    if (entity.party && entity.party != party_around) {
      boundary.note = boundary.ours
                          ? fmt::format("our party: {}", model_.label_of(entity.party))
                          : dotted({model_.label_of(entity.party), party_note(entity.party)});
    }
    boundaries_[element] = static_cast<int>(parts_.map.boundaries.size());
    parts_.map.boundaries.push_back(std::move(boundary));
  }

  // What another party operates stands in a boundary of that party, drawn or not.
  int party_box(EntityId party, int around) {
    const auto [box, added] =
        party_boxes_.try_emplace({party, around}, static_cast<int>(parts_.map.boundaries.size()));
    if (added) {
      Boundary boundary;
      boundary.id =
          (around < 0 ? "" : parts_.map.boundaries[static_cast<size_t>(around)].id + ".") + "by-" +
          std::string(model_.name_of(party));
      boundary.title = model_.label_of(party);
      boundary.note = party_note(party);
      boundary.ours = false;
      boundary.parent = around;
      parts_.map.boundaries.push_back(std::move(boundary));
    }
    return box->second;
  }

  // ---- cards ----
  void add_card(EntityId element) {
    const model::Entity& entity = model_.entities[element];
    const EntityId around = model::boundary_around(model_, element);
    Card card;
    card.id = entity.path;
    card.title = entity.label;
    card.kind = rules::lower_first(model_.kinds[entity.kind].label);
    const Look look = look_of(model_, entity.kind);
    card.palette = look.palette;
    card.icon = look.icon;
    card.lane =
        model_.text_of(element, "lifecycle") == "development" ? Lane::Development : Lane::Runtime;
    card.boundary = around ? boundaries_.at(around) : -1;
    const EntityId party_around = around ? model_.entities[around].party : us_;
    if (!is_ours(entity.party) && entity.party != party_around && card.palette != Palette::Person) {
      card.boundary = party_box(entity.party, card.boundary);
    }
    card.tags = tags_of(model_, assessment_, element);
    parts_.cards[element] = static_cast<int>(parts_.map.cards.size());
    parts_.map.cards.push_back(std::move(card));
  }

  Card* card_of(EntityId element) {
    const auto found = parts_.cards.find(element);
    return found == parts_.cards.end() ? nullptr
                                       : &parts_.map.cards[static_cast<std::size_t>(found->second)];
  }

  void add_threat(const rules::Finding& finding) {
    Card* card = card_of(finding.element);
    if (card == nullptr || finding.status == rules::Status::NotApplicable) {
      return;
    }
    ThreatRow row;
    row.number = finding.number;
    row.name = model_.title(finding.threat);
    row.surface = surface_of(model_, finding.threat);
    row.impact = letter_of(model_, finding.threat);
    row.risk = to_risk(finding.risk.residual);
    row.status = to_status(finding.status);
    if (finding.status == rules::Status::Applies) {
      row.controls = control_rows(model_, finding, MissingOnCard);
    } else if (finding.status == rules::Status::Countered) {
      row.controls = control_rows(model_, finding, 0);
    }
    row.note = treatment_note(model_, finding, true);
    card->threats.push_back(std::move(row));
  }

  void count_control(const model::Treatment& treatment) {
    const bool in_place = treatment.verb == model::Treatment::Verb::Implement &&
                          (rules::treatment_text(model_, treatment, "status") == "in_place" ||
                           rules::treatment_text(model_, treatment, "status").empty());
    for (const model::Target& target : treatment.targets) {
      if (Card* card = in_place ? card_of(target.entity) : nullptr) {
        ++card->controls_in_place;
      }
    }
  }

  // ---- flows ----
  End end_of(EntityId element) const {
    const auto boundary = boundaries_.find(element);
    if (boundary != boundaries_.end()) {
      return {End::What::Boundary, boundary->second};
    }
    return {End::What::Card, parts_.cards.at(element)};
  }

  void add_flow(model::FlowId id) {
    const model::Flow& flow = model_.flows[id];
    // `a <-> b` is two flows of one arrow: one line with two heads.
    if (id.value > 0) {
      const model::Flow& before = model_.flows[model::FlowId(id.value - 1)];
      const bool turned = before.from == flow.to && before.to == flow.from &&
                          before.edge_span == flow.edge_span && static_cast<bool>(flow.edge_span);
      if (turned && !parts_.map.flows.back().both_ways) {
        parts_.map.flows.back().both_ways = true;
        parts_.flows.push_back(static_cast<int>(parts_.map.flows.size()) - 1);
        return;
      }
    }
    MapFlow drawn;
    drawn.id = fmt::format("f{}", id.value + 1);
    drawn.from = end_of(flow.from);
    drawn.to = end_of(flow.to);
    drawn.label = payload_of(flow);
    add_sensitivity(flow, drawn);
    const model::Value* trust = known_value(model_, assessment_, flow.from, "trust");
    drawn.untrusted = trust != nullptr && rules::value_text(model_, *trust) == "untrusted";
    drawn.description =
        fmt::format("{} to {}{}{}", model_.label_of(flow.from), model_.label_of(flow.to),
                    drawn.label.empty() ? "" : ": ", drawn.label);
    parts_.flows.push_back(static_cast<int>(parts_.map.flows.size()));
    parts_.map.flows.push_back(std::move(drawn));
  }

  std::string payload_of(const model::Flow& flow) const {
    std::string text = flow.payload_label;
    for (const EntityId data : flow.payload) {
      text += (text.empty() ? "" : ", ") + model_.label_of(data);
    }
    return text;
  }

  bool is_yes(const model::Value* value) const {
    const auto* yes = value != nullptr ? std::get_if<bool>(&value->data) : nullptr;
    return yes != nullptr && *yes;
  }

  // Stated where a person said so, of the flow or of what it carries; else derived.
  void add_sensitivity(const model::Flow& flow, MapFlow& drawn) const {
    std::vector<std::string> stated;
    const auto state = [&](EntityId entity) {
      if (const model::Value* level = model_.given(entity, "sensitivity")) {
        for (const std::string& text : values_of(model_, *level)) {
          if (std::find(stated.begin(), stated.end(), text) == stated.end()) {
            stated.push_back(text);
          }
        }
      }
      if (is_yes(model_.given(entity, "personal")) &&
          std::find(stated.begin(), stated.end(), "personal") == stated.end()) {
        stated.emplace_back("personal");
      }
    };
    if (flow.entity) {
      state(flow.entity);
    }
    const bool by_flow = !stated.empty();
    for (const EntityId data : flow.payload) {
      if (!by_flow) {
        state(data);
      }
    }
    const bool sensitive =
        flow.entity && is_yes(known_value(model_, assessment_, flow.entity, "sensitive"));
    if (sensitive) {
      drawn.sensitivity = stated.empty() ? Sensitivity::Derived : Sensitivity::Stated;
    }
    std::string note = dotted(stated);
    if (sensitive && stated.empty()) {
      note = "sensitive (derived)";
    }
    const std::string relation = named_relation(flow);
    drawn.note = dotted({relation, sensitive || relation.empty() ? note : std::string()});
    if (drawn.label.empty() && !drawn.note.empty()) {
      std::swap(drawn.label, drawn.note);
    }
  }

  // The relation is told where a person named it.
  std::string named_relation(const model::Flow& flow) const {
    if (!flow.relation || !flow.edge_span || flow.edge_span.end - flow.edge_span.begin <= 3) {
      return {};
    }
    return rules::lower_first(model_.relations[flow.relation].label);
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  EntityId us_;
  MapParts parts_;
  std::unordered_map<EntityId, int> boundaries_;
  std::map<std::pair<EntityId, int>, int> party_boxes_;
};

}  // namespace

MapParts make_map(const model::Model& model, const rules::Assessment& assessment) {
  return MapMaker(model, assessment).make();
}

Detail usual_detail(std::size_t cards) {
  constexpr std::size_t MostCards = 25;
  return cards > MostCards ? Detail::Badges : Detail::Threats;
}

}  // namespace aixc::diagram
