// The system seen through the catalogue: matrix, periodic table, standards, tests.
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;
using model::ThreatId;
using rules::Finding;
using rules::LedgerRow;
using rules::Status;

// A threat as a link to its row in the ledger, with what became of it.
void write_threat(HtmlWriter& html, const Page& page, const LedgerRow& row) {
  const std::string name(page.model.name_of(page.model.threats[row.threat].entity));
  const bool absent = row.status == Status::NotApplicable;
  html.open("a", attribute("href", "#" + id_of("threat-", name)) +
                     fmt::format(" class=\"threat{}\"", absent ? " quiet" : ""));
  html.text(page.model.title(row.threat)).raw("</a> ");
  int worst = 0;
  for (const rules::FindingId id : row.findings) {
    const Finding& finding = page.assessment.findings[id];
    if (finding.status == Status::Applies) {
      worst = std::max(worst, finding.risk.residual.high);
    }
  }
  if (row.status == Status::Applies && worst > 0) {
    write_level(html, rules::band_of(worst));
  } else {
    write_status(html, row.status);
  }
}

struct Place {
  const char* surface;
  const char* heading;
};
// The columns of the AI Exchange's matrix: how an attacker gets at the asset.
constexpr std::array Places{Place{"model_use", "Model use"},
                            Place{"deployed_model", "Deployed model"},
                            Place{"augmentation_data", "Augmentation data"},
                            Place{"all_it", "All IT"},
                            Place{"engineering_environment", "Engineering environment"},
                            Place{"supply_chain", "Supply chain"}};

bool lists(const Page& page, const LedgerRow& row, std::string_view attribute,
           std::string_view value) {
  const auto values = texts_of(page.model, page.model.threats[row.threat].entity, attribute);
  return std::ranges::find(values, value) != values.end();
}

// The state of each control against a threat: the best over its findings.
std::vector<std::pair<model::ControlId, rules::ControlState>> controls_against(
    const Page& page, const LedgerRow& row) {
  std::vector<std::pair<model::ControlId, rules::ControlState>> states;
  for (const rules::FindingId id : row.findings) {
    for (const rules::FindingControl& control : page.assessment.findings[id].controls) {
      const auto known =
          std::ranges::find(states, control.control, [](const auto& it) { return it.first; });
      if (known != states.end()) {
        known->second = std::min(known->second, control.state);
      } else if (control.relation != rules::ControlRelation::General) {
        states.emplace_back(control.control, control.state);
      }
    }
  }
  return states;
}

// ---- standards ----

// What a standard's entry is touched by here.
struct Entry {
  std::vector<const LedgerRow*> threats;
  std::set<model::ControlId> controls;  // in place
};

constexpr std::array Mappings = {"maps", "maps_transitive", "maps_derived"};

std::vector<std::string> ids_in(const model::Model& model, EntityId entity,
                                std::string_view mapping, std::string_view taxonomy) {
  std::vector<std::string> ids;
  const model::Value* value = model.given(entity, mapping);
  const auto* map = value != nullptr ? std::get_if<model::ValueMap>(&value->data) : nullptr;
  if (map == nullptr) {
    return ids;
  }
  for (const auto& [key, item] : *map) {
    const auto* list = std::get_if<model::ValueList>(&item.data);
    if (key != taxonomy || list == nullptr) {
      continue;
    }
    for (const model::Value& one : *list) {
      if (const auto* text = std::get_if<std::string>(&one.data)) {
        ids.push_back(*text);
      }
    }
  }
  return ids;
}

std::map<std::string, Entry> entries_of(const Page& page, std::string_view taxonomy) {
  std::map<std::string, Entry> entries;
  for (const LedgerRow& row : page.assessment.ledger) {
    if (row.status == Status::NotApplicable) {
      continue;
    }
    for (const char* mapping : Mappings) {
      for (const std::string& id :
           ids_in(page.model, page.model.threats[row.threat].entity, mapping, taxonomy)) {
        auto& threats = entries[id].threats;
        if (std::ranges::find(threats, &row) == threats.end()) {
          threats.push_back(&row);
        }
      }
    }
  }
  for (const model::Treatment& treatment : page.model.treatments) {
    const std::string status = rules::treatment_text(page.model, treatment, "status");
    if (treatment.verb != model::Treatment::Verb::Implement ||
        (!status.empty() && status != "in_place")) {
      continue;
    }
    for (const char* mapping : Mappings) {
      for (const std::string& id :
           ids_in(page.model, page.model.controls[treatment.control].entity, mapping, taxonomy)) {
        entries[id].controls.insert(treatment.control);
      }
    }
  }
  return entries;
}

// Names of entries, as far as the taxonomy lists them.
std::map<std::string, std::string> names_in(const model::Model& model, EntityId taxonomy) {
  std::map<std::string, std::string> names;
  const model::Value* value = model.given(taxonomy, "items");
  if (const auto* map = value != nullptr ? std::get_if<model::ValueMap>(&value->data) : nullptr) {
    for (const auto& [id, name] : *map) {
      const auto* text = std::get_if<std::string>(&name.data);
      names[id] = text != nullptr ? *text : std::string();
    }
  }
  return names;
}

std::string url_of_entry(const model::Model& model, EntityId taxonomy, const std::string& id) {
  std::string url = model.text_of(taxonomy, "url");
  const size_t place = url.find("{id}");
  if (place == std::string::npos) {
    return {};
  }
  return url.replace(place, 4, id);
}

void write_standard(HtmlWriter& html, const Page& page, EntityId taxonomy,
                    const std::map<std::string, Entry>& entries) {
  const std::string name(page.model.name_of(taxonomy));
  const auto names = names_in(page.model, taxonomy);
  html.open("details", attribute("id", id_of("standard-", name)));
  html.raw("<summary>").text(page.model.label_of(taxonomy));
  html.raw(fmt::format(" <span class=\"quiet\">{}{}</span></summary>",
                       rules::counted(entries.size(), "entry", "entries"),
                       names.empty() ? std::string() : fmt::format(" of {} listed", names.size())));
  open_table(html, id_of("standard-table-", name),
             page.model.label_of(taxonomy) + ": what this system touches",
             {"Entry", "Threats here", "Controls in place"}, " class=\"stacking\"");
  for (const auto& [id, entry] : entries) {
    html.raw("<tr><th scope=\"row\" data-label=\"Entry\">");
    html.link(url_of_entry(page.model, taxonomy, id), id);
    const auto known = names.find(id);
    if (known != names.end() && known->second != id) {
      html.raw(" ").element("span", known->second, " class=\"plainly\"");
    }
    html.raw("</th><td data-label=\"Threats here\">");
    for (const LedgerRow* row : entry.threats) {
      html.raw(row == entry.threats.front() ? "" : ", ").text(page.model.title(row->threat));
    }
    html.raw(entry.threats.empty() ? "–" : "").raw("</td><td data-label=\"Controls in place\">");
    for (const model::ControlId control : entry.controls) {
      html.raw(control == *entry.controls.begin() ? "" : ", ").text(page.model.title(control));
    }
    html.raw(entry.controls.empty() ? "–" : "").raw("</td>").close("tr");
  }
  close_table(html);
  html.close("details");
}

}  // namespace

void write_matrix(HtmlWriter& html, const Page& page) {
  // Rows: what is harmed, in the order in which the ledger comes to it.
  std::vector<std::string> letters;
  for (const LedgerRow& row : page.assessment.ledger) {
    const std::string letter = diagram::letter_of(page.model, row.threat);
    if (!letter.empty() && std::ranges::find(letters, letter) == letters.end()) {
      letters.push_back(letter);
    }
  }
  std::vector<std::string_view> heads = {"Impact on"};
  for (const Place& place : Places) {
    heads.emplace_back(place.heading);
  }
  open_table(html, "matrix-table", "AI security matrix: impact by attack surface", heads,
             " class=\"matrix\"");
  for (const std::string& letter : letters) {
    html.open("tr").element("th", diagram::impact_word(letter), " scope=\"row\"");
    for (const Place& place : Places) {
      html.open("td").open("ul", " class=\"plain\"");
      for (const LedgerRow& row : page.assessment.ledger) {
        if (diagram::letter_of(page.model, row.threat) == letter &&
            lists(page, row, "attack_surface", place.surface)) {
          html.open("li");
          write_threat(html, page, row);
          html.close("li");
        }
      }
      html.close("ul").close("td");
    }
    html.close("tr");
  }
  close_table(html);
}

void write_periodic_table(HtmlWriter& html, const Page& page) {
  open_table(html, "periodic-table-table",
             "Threats and the controls against them, as they stand here", {"Threat", "Controls"},
             " class=\"stacking periodic\"");
  for (const LedgerRow& row : page.assessment.ledger) {
    const auto controls = controls_against(page, row);
    if (row.status == Status::NotApplicable || controls.empty()) {
      continue;
    }
    html.raw("<tr><th scope=\"row\" data-label=\"Threat\">");
    write_threat(html, page, row);
    html.raw("</th><td data-label=\"Controls\"><ul class=\"chips\">");
    for (const auto& [control, state] : controls) {
      const bool considered = state == rules::ControlState::Considered;
      const std::string id = considered ? std::string("missing") : rules::id_of(rules::word(state));
      html.open("li", fmt::format(" class=\"state-{}\"", id));
      write_sign(html, id);
      html.text(page.model.title(control));
      html.raw(fmt::format("<span class=\"unseen\">, {}</span>", rules::word(state))).close("li");
    }
    html.raw("</ul></td>").close("tr");
  }
  close_table(html);
}

void write_standards(HtmlWriter& html, const Page& page) {
  for (const EntityId taxonomy : page.model.taxonomies) {
    const auto entries = entries_of(page, page.model.name_of(taxonomy));
    if (!entries.empty()) {
      write_standard(html, page, taxonomy, entries);
    }
  }
}

void write_test_plan(HtmlWriter& html, const Page& page) {
  bool any = false;
  const auto row = [&](std::string_view what, std::string_view subject, std::string_view how) {
    if (!any) {
      open_table(html, "tests-table", "How to see whether a threat is met and a control works",
                 {"What", "Of", "How to test it"}, " class=\"stacking\"");
      any = true;
    }
    html.open("tr").element("th", what, " scope=\"row\" data-label=\"What\"");
    html.element("td", subject, " data-label=\"Of\"");
    html.element("td", how, " data-label=\"How to test it\"").close("tr");
  };
  for (const LedgerRow& ledger : page.assessment.ledger) {
    const std::string verify =
        page.model.text_of(page.model.threats[ledger.threat].entity, "verify");
    if (!verify.empty() && ledger.status != Status::NotApplicable) {
      row(page.model.title(ledger.threat), "threat", verify);
    }
  }
  std::set<model::ControlId> told;
  for (const model::Treatment& treatment : page.model.treatments) {
    if (treatment.verb != model::Treatment::Verb::Implement ||
        !told.insert(treatment.control).second) {
      continue;
    }
    const std::string verify =
        page.model.text_of(page.model.controls[treatment.control].entity, "verify");
    if (!verify.empty()) {
      row(page.model.title(treatment.control), "control", verify);
    }
  }
  if (any) {
    close_table(html);
  }
}

}  // namespace aixc::render
