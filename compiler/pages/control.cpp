#include <algorithm>
#include <array>

#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"

namespace aixc::pages {
namespace {

using model::ControlId;
using model::ThreatId;

constexpr auto ToldOfControl =
    std::to_array<std::string_view>({"summary", "how", "verify", "responsible", "maps",
                                     "maps_transitive", "maps_derived", "against"});

// The threats that the control belongs to, those that it reaches by its group, or all.
Table helps_against(const model::Model& model, ControlId id) {
  Table table;
  const model::Control& control = model.controls[id];
  Line direct;
  Line by_group;
  for (size_t i = 0; i < model.threats.size(); ++i) {
    const model::Threat& threat = model.threats[ThreatId(i)];
    if (std::ranges::count(threat.controls, id) > 0) {
      direct.push_back(link_to(model, ThreatId(i)));
    } else if (control.group && std::ranges::count(threat.control_groups, control.group) > 0) {
      by_group.push_back(link_to(model, ThreatId(i)));
    }
  }
  const auto row = [&](std::string name, Line line) {
    if (!line.empty()) {
      table.rows.push_back({{plain(std::move(name))}, std::move(line)});
    }
  };
  row("directly", joined(direct));
  row("as one of a group", joined(by_group));
  row("in general", control.general ? Line{plain("every threat")} : Line{});
  return table;
}

}  // namespace

Page page_of(const Library& library, ControlId id) {
  const model::Model& model = library.model;
  const model::Control& control = model.controls[id];
  const auto text = [&](std::string_view name) {
    return Prose{model.text_of(control.entity, name)};
  };
  Page page = page_about(model, Subject::What::Control, control.entity);
  page.add("How it works", text("how"));
  page.add("How to see that it is done", text("verify"));
  page.add("Who is placed to do it", text("responsible"));
  page.add("What it helps against", helps_against(model, id));
  page.add("Standards", standards(model, id));
  page.add("Facts", facts(model, control.entity, ToldOfControl));
  return page;
}

}  // namespace aixc::pages
