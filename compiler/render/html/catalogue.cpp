// The system in the two tables of the AI Exchange: the matrix and the periodic table.
#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

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

}  // namespace aixc::render
