#include <algorithm>
#include <array>

#include <fmt/core.h>

#include "compiler/pages/facts.h"
#include "compiler/pages/pages.h"
#include "compiler/pages/vocabulary.h"
#include "rules/passes/threats.h"

namespace aixc::pages {
namespace {

using model::ThreatId;

// What has a section of its own on the page.
constexpr auto ToldOfThreat = std::to_array<std::string_view>(
    {"summary", "how", "fix", "verify", "example", "controls", "control_groups",
     "excluded_controls", "maps", "maps_transitive", "maps_derived", "related"});

// What a rule or rate is about, in a line: the first sentence of its manual page, else its title.
std::string about(std::string_view doc, std::string_view label) {
  const std::string sentence = first_sentence(doc);
  return sentence.empty() ? std::string(label) : sentence;
}

Table rules_table(const model::Model& model, ThreatId id, bool dismiss) {
  Table table;
  for (const model::RuleId rule : rules_of(model, id)) {
    const model::Rule& it = model.rules[rule];
    if (it.dismiss != dismiss) {
      continue;
    }
    Line line{plain(about(it.doc, it.label))};
    if (it.threat != id) {
      line.push_back(plain(" As "));
      line.push_back(link_to(model, it.threat));
      line.push_back(plain("."));
    }
    table.rows.push_back({{link_to(model, rule)}, line});
  }
  return table;
}

Table rates_table(const model::Model& model, ThreatId id) {
  Table table;
  for (size_t i = 0; i < model.rates.size(); ++i) {
    const model::RateId rate(i);
    const model::Rate& it = model.rates[rate];
    const bool speaks = std::ranges::any_of(
        it.threats, [&](ThreatId threat) { return rules::passes::belongs_to(model, id, threat); });
    if (speaks) {
      const std::string level =
          fmt::format("{} {} {}. ", it.impact ? "impact" : "likelihood",
                      it.at_most ? "at most" : "at least", static_cast<int>(it.level));
      table.rows.push_back({{link_to(model, rate)}, {plain(level + about(it.doc, it.label))}});
    }
  }
  return table;
}

Line summary_line(const model::Model& model, model::EntityId entity) {
  return {plain(model.text_of(entity, "summary"))};
}

// Those that the threat names, then those of each group above it.
Table controls_table(const model::Model& model, ThreatId id) {
  Table table;
  std::vector<model::ControlId> seen = model.threats[id].excluded_controls;
  for (ThreatId at = id; at; at = model.threats[at].parent) {
    for (const model::ControlId control : model.threats[at].controls) {
      if (std::ranges::find(seen, control) != seen.end()) {
        continue;
      }
      seen.push_back(control);
      Line line = summary_line(model, model.controls[control].entity);
      if (at != id) {
        line.push_back(plain(" By way of "));
        line.push_back(link_to(model, at));
        line.push_back(plain("."));
      }
      table.rows.push_back({{link_to(model, control)}, line});
    }
  }
  return table;
}

// The groups of controls that the threat names, with their controls.
Table groups_table(const model::Model& model, ThreatId id) {
  Table table;
  for (const Symbol group : model.threats[id].control_groups) {
    Line line;
    for (size_t i = 0; i < model.controls.size(); ++i) {
      if (model.controls[model::ControlId(i)].group == group) {
        line.push_back(link_to(model, model::ControlId(i)));
      }
    }
    std::string name(model.text(group));
    std::ranges::replace(name, '_', ' ');
    table.rows.push_back({{plain(name)}, joined(line)});
  }
  return table;
}

Table below(const model::Model& model, ThreatId id, bool variants) {
  Table table;
  for (size_t i = 0; i < model.threats.size(); ++i) {
    const model::Threat& threat = model.threats[ThreatId(i)];
    if (threat.parent == id && threat.variant == variants) {
      table.rows.push_back({{link_to(model, ThreatId(i))},
                            {plain(first_sentence(model.text_of(threat.entity, "summary")))}});
    }
  }
  return table;
}

Table related(const model::Model& model, model::EntityId entity) {
  Table table;
  const model::Value* value = model.given(entity, "related");
  const auto* map = value == nullptr ? nullptr : std::get_if<model::ValueMap>(&value->data);
  for (size_t i = 0; map != nullptr && i < map->size(); ++i) {
    const auto& [name, how] = (*map)[i];
    const ThreatId other = model.find_threat(name);
    const auto* text = std::get_if<std::string>(&how.data);
    std::string words = text == nullptr ? std::string() : *text;
    std::ranges::replace(words, '_', ' ');
    table.rows.push_back({{other ? link_to(model, other) : plain(name)}, {plain(words)}});
  }
  return table;
}

}  // namespace

Page page_of(const Library& library, ThreatId id) {
  const model::Model& model = library.model;
  const model::Threat& threat = model.threats[id];
  const auto text = [&](std::string_view name) {
    return Prose{model.text_of(threat.entity, name)};
  };
  Page page = page_about(model, Subject::What::Threat, threat.entity);
  page.add("How it happens", text("how"));
  page.add("What to do", text("fix"));
  page.add("How to see that it is done", text("verify"));
  page.add("Example", text("example"));
  page.add("When it applies", rules_table(model, id, false));
  page.add("When it does not apply", rules_table(model, id, true));
  page.add("How likely and how grave", rates_table(model, id));
  page.add("Controls", controls_table(model, id));
  page.add("Groups of controls", groups_table(model, id));
  page.add("Forms", below(model, id, true));
  page.add("Threats in it", below(model, id, false));
  page.add("Related threats", related(model, threat.entity));
  page.add("Standards", standards(model, id));
  Table table = facts(model, threat.entity, ToldOfThreat);
  if (threat.parent) {
    table.rows.insert(table.rows.begin(), {{plain(threat.variant ? "form of" : "in")},
                                           {link_to(model, threat.parent)}});
  }
  page.add("Facts", std::move(table));
  return page;
}

}  // namespace aixc::pages
