// The risk register with its filters.
#include <set>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::Finding;
using rules::Status;

void write_choice(HtmlWriter& html, std::string_view name, std::string_view label,
                  const std::vector<std::string>& values) {
  html.raw(
      fmt::format("<label>{} <select name=\"{}\"><option value=\"\">all</option>", label, name));
  for (const std::string& value : values) {
    html.raw("<option>").raw(escape(value)).raw("</option>");
  }
  html.raw("</select></label> ");
}

// Each value once, in the order in which it comes first.
template <typename Of>
std::vector<std::string> values_of(const Page& page, Of of) {
  std::vector<std::string> values;
  std::set<std::string> seen;
  for (const Finding& finding : page.assessment.findings) {
    if (finding.status != Status::NotApplicable && seen.insert(of(finding)).second) {
      values.push_back(of(finding));
    }
  }
  return values;
}

std::string level_of(const Finding& finding) {
  const int score = finding.risk.residual.high;
  return score > 0 ? std::string(rules::word(rules::band_of(score))) : "not rated";
}

void write_filters(HtmlWriter& html, const Page& page) {
  html.raw(
      "<form id=\"filters\" class=\"filters\" role=\"search\" aria-label=\"Filter the register\" "
      "hidden>"
      "<label>Find <input type=\"search\" name=\"text\" autocomplete=\"off\"></label> ");
  write_choice(html, "level", "Level", values_of(page, level_of));
  write_choice(html, "status", "Status", values_of(page, [](const Finding& finding) {
                 return std::string(rules::word(finding.status));
               }));
  write_choice(html, "element", "Element",
               values_of(page, [&](const Finding& finding) { return place_of(page, finding); }));
  write_choice(html, "who", "Responsible", values_of(page, [&](const Finding& finding) {
                 return rules::answering_parties(page.model, finding);
               }));
  html.raw(
      "<button type=\"reset\">Show all</button>"
      "<output id=\"register-count\" aria-live=\"polite\"></output></form>\n");
}

void write_controls(HtmlWriter& html, const Page& page, const Finding& finding) {
  int counts[3] = {0, 0, 0};
  for (const rules::FindingControl& control : finding.controls) {
    if (control.state == rules::ControlState::InPlace) {
      ++counts[0];
    } else if (control.state == rules::ControlState::Planned) {
      ++counts[1];
    }
  }
  counts[2] = static_cast<int>(rules::missing_controls(page.model, finding).size());
  const std::pair<const char*, const char*> words[] = {
      {"in_place", "in place"}, {"planned", "planned"}, {"missing", "missing"}};
  for (size_t i = 0; i < 3; ++i) {
    if (counts[i] > 0) {
      html.open("span", fmt::format(" class=\"state state-{}\"", words[i].first));
      write_sign(html, words[i].first);
      html.raw(fmt::format("{} {}", counts[i], words[i].second)).raw("</span> ");
    }
  }
}

void write_cell(HtmlWriter& html, std::string_view label, int order) {
  html.raw(fmt::format("<td data-label=\"{}\" data-order=\"{}\">", label, order));
}

int order_of(Status status) {
  return static_cast<int>(status);
}

void write_row(HtmlWriter& html, const Page& page, const Finding& finding) {
  constexpr int NoNumber = 100000;
  const auto text_cell = [&](std::string_view label, std::string_view text) {
    html.element("td", text, attribute("data-label", label));
  };
  html.open("tr", attribute("id", row_anchor(finding)) +
                      attribute("data-level", level_of(finding)) +
                      attribute("data-status", rules::word(finding.status)) +
                      attribute("data-element", place_of(page, finding)) +
                      attribute("data-who", rules::answering_parties(page.model, finding)) +
                      path_attribute(page, finding));
  write_cell(html, "#", finding.number > 0 ? finding.number : NoNumber);
  write_number(html, finding);
  html.raw("</td><th scope=\"row\" data-label=\"Threat\">");
  html.element("a", page.model.title(finding.threat),
               attribute("href", "#" + finding_anchor(finding)));
  html.raw("</th>");
  text_cell("Element", place_of(page, finding));
  const diagram::Surface surface = diagram::surface_of(page.model, finding.threat);
  html.raw("<td data-label=\"Surface\"><span class=\"status\">");
  write_sign(html, word(surface));
  html.raw(word(surface)).raw("</span></td>");
  text_cell("Impact on", diagram::impact_word(diagram::letter_of(page.model, finding.threat)));
  write_cell(html, "Without controls", finding.risk.score.high);
  write_level(html, finding.risk.score, true);
  html.raw("</td>");
  write_cell(html, "Now", finding.risk.residual.high);
  write_level(html, finding.risk.residual, true);
  html.raw("</td>");
  write_cell(html, "Status", order_of(finding.status));
  write_status(html, finding.status);
  html.raw("</td><td data-label=\"Controls\">");
  write_controls(html, page, finding);
  html.raw("</td>");
  text_cell("Responsible", rules::answering_parties(page.model, finding));
  html.close("tr");
}

}  // namespace

void write_register(HtmlWriter& html, const Page& page) {
  write_filters(html, page);
  open_table(html, "register-table",
             "Risk register: numbers match the map; risk is likelihood × impact, from 1 to 25",
             {"#", "Threat", "Element", "Surface", "Impact on", "Without controls", "Now", "Status",
              "Controls", "Responsible"},
             " class=\"stacking\"");
  for (const Finding& finding : page.assessment.findings) {
    if (finding.status != Status::NotApplicable) {
      write_row(html, page, finding);
    }
  }
  close_table(html);
}

}  // namespace aixc::render
