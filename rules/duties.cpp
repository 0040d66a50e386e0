#include "rules/duties.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/passes/attributes.h"
#include "rules/passes/control_facts.h"
#include "rules/words.h"

namespace aixc::rules {
namespace {

using passes::Reach;
using passes::text_of;
using passes::value_of;

bool is_us(const model::Model& model, EntityId party) {
  return text_of(model, value_of(model, party, "role")) == "us";
}

bool is_ours(const model::Model& model, EntityId element) {
  const EntityId party = model.entities[element].party;
  return element == model.system || !party || is_us(model, party) || is_us(model, element);
}

bool is_done_on_receipt(const model::Model& model, ControlId control) {
  const model::Value* value = value_of(model, model.controls[control].entity, "on_receipt");
  const auto* yes = value != nullptr ? std::get_if<bool>(&value->data) : nullptr;
  return yes != nullptr && *yes;
}

bool is_trained_by_supplier(const model::Model& model, EntityId element) {
  return model.text_of(element, "training") == "supplier";
}

bool is_of_making(const model::Model& model, ControlId control) {
  const auto phases =
      passes::texts_of(model, value_of(model, model.controls[control].entity, "lifecycle"));
  return phases.size() == 1 && phases.front() == "development";
}

uint64_t key(ThreatId threat, EntityId element) {
  return (uint64_t{threat.value} << 32U) | element.value;
}

bool limits_effects_in_use(const model::Model& model, ControlId control) {
  const EntityId entity = model.controls[control].entity;
  const auto types = passes::texts_of(model, value_of(model, entity, "type"));
  const auto phases = passes::texts_of(model, value_of(model, entity, "lifecycle"));
  return std::ranges::find(types, "limit_behaviour_impact") != types.end() &&
         std::ranges::find(phases, "runtime") != phases.end();
}

}  // namespace

EntityId our_party(const model::Model& model) {
  const auto us =
      std::ranges::find_if(model.parties, [&](EntityId party) { return is_us(model, party); });
  return us != model.parties.end() ? *us : EntityId();
}

std::string answering_parties(const model::Model& model, const Finding& finding) {
  const EntityId party = finding.responsible.party;
  const EntityId us = our_party(model);
  const std::string ours = us ? model.label_of(us) : "us";
  switch (finding.responsible.who) {
    case Responsible::Us:
      return party ? model.label_of(party) : ours;
    case Responsible::Supplier:
      return party ? model.label_of(party) : std::string(word(Responsible::Supplier));
    case Responsible::Shared:
      return party && !is_us(model, party) ? model.label_of(party) + ", " + ours : ours;
    case Responsible::Nobody:
      break;
  }
  return std::string(word(Responsible::Nobody));
}

namespace {

// Who sees to a control, and for which reason.
struct Answer {
  enum class Why : uint8_t { Organisation, OnReceipt, Training, Operation, InFront, InUse };
  Responsible who;
  Why why;
};

Answer answer_for(const model::Model& model, EntityId at, const FindingControl& control) {
  using Why = Answer::Why;
  const Reach reach = passes::reach_of(model, control.control);
  if (reach == Reach::System) {
    return {Responsible::Us, Why::Organisation};
  }
  if (is_done_on_receipt(model, control.control)) {
    return {Responsible::Us, Why::OnReceipt};
  }
  if (is_trained_by_supplier(model, at) && is_of_making(model, control.control)) {
    return {Responsible::Supplier, Why::Training};
  }
  if (is_ours(model, at)) {
    return {Responsible::Us, Why::Operation};
  }
  if (reach == Reach::Behind && !control.treatment) {
    return {Responsible::Shared, Why::InFront};
  }
  if (limits_effects_in_use(model, control.control) && !control.treatment) {
    return {Responsible::Shared, Why::InUse};
  }
  return {Responsible::Supplier, Why::Operation};
}

EntityId place_of(const Finding& finding, const FindingControl& control) {
  return control.at ? control.at : finding.element;
}

}  // namespace

Responsibility responsible_for(const model::Model& model, const Finding& finding,
                               const FindingControl& control) {
  const EntityId at = place_of(finding, control);
  const EntityId party = model.entities[at].party;
  const auto [who, why] = answer_for(model, at, control);
  const auto operates = [&] { return model.label_of(party) + " operates " + model.label_of(at); };
  switch (why) {
    case Answer::Why::Organisation:
      return {who, {}, "it concerns our organisation as a whole"};
    case Answer::Why::OnReceipt:
      return {who, {}, "choosing and checking suppliers is ours"};
    case Answer::Why::Training: {
      const bool named = party && !is_us(model, party);
      return {who, named ? party : EntityId(),
              (named ? model.label_of(party) : std::string("a supplier")) + " trained it"};
    }
    case Answer::Why::InFront:
      return {who, party, operates() + "; we can put it in front"};
    case Answer::Why::InUse:
      return {who, party, operates() + "; we can do it where we use it"};
    case Answer::Why::Operation:
      break;
  }
  return {who, party, who == Responsible::Us ? "we operate " + model.label_of(at) : operates()};
}

bool is_up_to_supplier(const model::Model& model, const Finding& finding,
                       const FindingControl& control) {
  return answer_for(model, place_of(finding, control), control).who == Responsible::Supplier;
}

std::vector<const FindingControl*> missing_controls(const model::Model& model,
                                                    const Finding& finding) {
  std::vector<const FindingControl*> missing;
  for (const FindingControl& control : finding.controls) {
    if (control.state == ControlState::Missing && control.relation != ControlRelation::General) {
      missing.push_back(&control);
    }
  }
  std::ranges::stable_sort(missing, std::ranges::greater{},
                           [](const FindingControl* it) { return it->strength * it->weight; });
  if (!is_ours(model, finding.element) || is_trained_by_supplier(model, finding.element)) {
    std::ranges::stable_partition(
        missing, [&](const FindingControl* it) { return !is_up_to_supplier(model, finding, *it); });
  }
  return missing;
}

std::vector<std::string> decisions(const model::Model& model, ThreatId threat, EntityId element) {
  const std::string subject =
      fmt::format("{} on {}", model.name_of(model.threats[threat].entity), path_of(model, element));
  return {fmt::format("accept {} {{ reason: \"…\", by: \"…\", until: … }}", subject),
          fmt::format("transfer {} to … {{ evidence: \"…\" }}", subject),
          fmt::format("avoid {} {{ reason: \"…\" }}", subject)};
}

std::string ways_without_word(const model::Model& model, const Finding& finding) {
  constexpr size_t MostControls = 3;
  if (!finding.verify || !finding.responsible.party) {
    return {};
  }
  std::string controls;
  size_t named = 0;
  for (const FindingControl* control : missing_controls(model, finding)) {
    if (!is_up_to_supplier(model, finding, *control) && named < MostControls) {
      controls += (named++ == 0 ? "" : ", ") + lower_first(model.title(control->control));
    }
  }
  return fmt::format(
      "if {} confirms nothing: accept the risk, mitigate it yourselves{}, or avoid it",
      model.label_of(finding.responsible.party),
      controls.empty() ? "" : fmt::format(" ({})", controls));
}

FindingIndex::FindingIndex(const Assessment& assessment) {
  for (const Finding& finding : assessment.findings) {
    findings_.emplace(key(finding.threat, finding.element), &finding);
  }
}

const Finding* FindingIndex::of(const ToVerify& row) const {
  const auto found = findings_.find(key(row.threat, row.element));
  return found == findings_.end() ? nullptr : found->second;
}

}  // namespace aixc::rules
