#include "compiler/diagram/view_parts.h"

#include <algorithm>

#include <fmt/core.h>

#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::diagram {
namespace {

// A choice of a list or a choice as text; empty if there is none.
std::string first_choice(const model::Model& model, model::EntityId entity,
                         std::string_view attribute) {
  const std::vector<model::Choice> choices = choices_of(model, entity, attribute);
  return choices.empty() ? std::string() : std::string(model.text(choices.front().name));
}

std::string control_text(const model::Model& model, const rules::FindingControl& control) {
  std::string text = model.title(control.control);
  // Why it covers the element from where it stands.
  if (!control.coverage.empty()) {
    text += ", " + control.coverage;
  }
  if (control.state == rules::ControlState::Considered) {
    text += ", considered";
  }
  if (control.state == rules::ControlState::Planned) {
    const std::string due =
        rules::treatment_text(model, model.treatments[control.treatment], "due");
    text += due.empty() ? ", planned" : ", planned " + due;
  }
  return text;
}

}  // namespace

std::vector<ControlRow> control_rows(const model::Model& model, const rules::Finding& finding,
                                     std::size_t most_missing) {
  std::vector<ControlRow> rows;
  for (const rules::FindingControl& control : finding.controls) {
    switch (control.state) {
      case rules::ControlState::InPlace:
        rows.push_back({ControlState::InPlace, control_text(model, control)});
        break;
      case rules::ControlState::Planned:
        rows.push_back({ControlState::Planned, control_text(model, control)});
        break;
      case rules::ControlState::Considered:
        rows.push_back({ControlState::Missing, control_text(model, control)});
        break;
      case rules::ControlState::Missing:
        break;
    }
  }
  const std::vector<const rules::FindingControl*> missing = rules::missing_controls(model, finding);
  for (std::size_t i = 0; i < std::min(most_missing, missing.size()); ++i) {
    std::string text = control_text(model, *missing[i]);
    if (i + 1 == most_missing && missing.size() > most_missing) {
      text += fmt::format(", and {} more", missing.size() - most_missing);
    }
    rows.push_back({ControlState::Missing, std::move(text)});
  }
  return rows;
}

std::string treatment_note(const model::Model& model, const rules::Finding& finding,
                           bool short_form) {
  if (!finding.treatment) {
    return {};
  }
  const model::Treatment& treatment = model.treatments[finding.treatment];
  const auto given = [&](std::string_view name) {
    return rules::treatment_text(model, treatment, name);
  };
  std::string text = short_form ? std::string(rules::word(finding.status)) : std::string();
  const auto add = [&](const std::string& lead, const std::string& value,
                       std::string_view between) {
    if (!value.empty()) {
      text += fmt::format("{}{}{}", text.empty() ? "" : between, lead, value);
    }
  };
  add("until ", given("until"), short_form ? " " : ", ");
  if (treatment.party) {
    add("to ", model.label_of(treatment.party), short_form ? " " : ", ");
  }
  add("by ", given("by"), ", ");
  if (!short_form) {
    const std::string why = given("reason").empty() ? given("evidence") : given("reason");
    add("", why, ": ");
  }
  return text;
}

Risk to_risk(rules::Interval score) {
  return {level_of(score.low), score.low, level_of(score.high), score.high};
}

Status to_status(rules::Status status) {
  switch (status) {
    case rules::Status::Applies:
      return Status::Applies;
    case rules::Status::Open:
      return Status::Open;
    case rules::Status::Countered:
      return Status::Countered;
    case rules::Status::Accepted:
      return Status::Accepted;
    case rules::Status::Transferred:
      return Status::Transferred;
    case rules::Status::Avoided:
    case rules::Status::NotApplicable:
      return Status::Avoided;
  }
  return Status::Applies;
}

Surface surface_of(const model::Model& model, model::ThreatId threat) {
  const model::EntityId entity = model.threats[threat].entity;
  std::string surface = first_choice(model, entity, "surface");
  // What is not specific to AI strikes where it is at work.
  if (surface.empty() || surface == "conventional") {
    surface = first_choice(model, entity, "lifecycle");
  }
  if (surface == "input") {
    return Surface::Input;
  }
  return surface == "development" ? Surface::Development : Surface::Runtime;
}

std::string letter_of(const model::Model& model, model::ThreatId threat) {
  return first_choice(model, model.threats[threat].entity, "letter");
}

std::vector<model::Choice> choices_of(const model::Model& model, model::EntityId entity,
                                      std::string_view attribute) {
  std::vector<model::Choice> choices;
  const model::Value* value = model.given(entity, attribute);
  if (value == nullptr) {
    return choices;
  }
  if (const auto* choice = std::get_if<model::Choice>(&value->data)) {
    choices.push_back(*choice);
  }
  if (const auto* list = std::get_if<model::ValueList>(&value->data)) {
    for (const model::Value& item : *list) {
      if (const auto* choice = std::get_if<model::Choice>(&item.data)) {
        choices.push_back(*choice);
      }
    }
  }
  return choices;
}

std::string upper_first(std::string text) {
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    text.front() = static_cast<char>(text.front() - 0x20);
  }
  return text;
}

std::string dotted(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) {
    if (!part.empty()) {
      text += (text.empty() ? "" : " · ") + part;
    }
  }
  return text;
}

std::string listed(const std::vector<std::string>& items, std::size_t most) {
  std::string text;
  const std::size_t shown = items.size() <= most + 1 ? items.size() : most;
  for (std::size_t i = 0; i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + items[i];
  }
  if (shown < items.size()) {
    text += fmt::format(" and {} more", items.size() - shown);
  }
  return text;
}

}  // namespace aixc::diagram
