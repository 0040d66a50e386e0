// Threats and controls for `implement`, `accept` and their like.
#include <algorithm>
#include <set>

#include <fmt/core.h>

#include "compiler/lsp/offers.h"
#include "rules/words.h"

namespace aixc::lsp {

using Found = Workspace::Found;
using model::EntityId;
using model::ThreatId;

const std::vector<Workspace::Found>& Offers::found() const {
  return session_.workspace.last_found(place_.analysis);
}

void Offers::threats() {
  for (const model::Threat& threat : model_.threats) {
    if (threat.group) {
      continue;
    }
    const std::string_view name = model_.name_of(threat.entity);
    const auto times = static_cast<size_t>(std::ranges::count(found(), name, &Found::threat));
    const std::string& label = model_.label_of(threat.entity);
    add(name, Event,
        times == 0 ? label : fmt::format("{}: found {}", label, rules::counted(times, "time")),
        times == 0 ? 3 : 1, markdown(model_.text_of(threat.entity, "summary")));
  }
}

void Offers::controls() {
  const EntityId target = model_.find_element(name_behind_on());
  const std::string path = target ? model_.entities[target].path : "";
  for (const model::Control& control : model_.controls) {
    const std::string_view name = model_.name_of(control.entity);
    const auto helps = static_cast<size_t>(std::ranges::count_if(found(), [&](const Found& one) {
      return (path.empty() || one.element == path) &&
             std::ranges::find(one.controls, name) != one.controls.end();
    }));
    const std::string& label = model_.label_of(control.entity);
    add(name, Method,
        helps == 0 ? label
                   : fmt::format("{}: helps with {}", label, rules::counted(helps, "finding")),
        helps == 0 ? 3 : 1, markdown(model_.text_of(control.entity, "summary")));
  }
}

std::string_view Offers::name_behind_on() const {
  std::string_view line = text_.substr(place_.offset);
  line = line.substr(0, line.find('\n'));
  const size_t on = line.find(" on ");
  if (on == std::string_view::npos) {
    return {};
  }
  line.remove_prefix(on + 4);
  return line.substr(0, line.find_first_of(" \t\r{,"));
}

void Offers::targets(std::string_view subject) {
  const ThreatId threat = model_.find_threat(subject);
  const model::ControlId control = model_.find_control(subject);
  const EntityId entity = threat    ? model_.threats[threat].entity
                          : control ? model_.controls[control].entity
                                    : EntityId();
  const std::string_view name = entity ? model_.name_of(entity) : "";
  std::set<std::string> places;
  for (const Found& one : found()) {
    if (one.threat == name || std::ranges::find(one.controls, name) != one.controls.end()) {
      places.insert(one.element);
    }
  }
  add("system", Module, "the system as a whole", places.contains("system") ? 0 : 3);
  for (const EntityId id : model_.elements) {
    const model::Entity& element = model_.entities[id];
    add(written_name(id), Variable,
        fmt::format("{} {}", model_.text(model_.kinds[element.kind].name), element.label),
        places.contains(element.path) ? 0 : 2);
  }
}

}  // namespace aixc::lsp
