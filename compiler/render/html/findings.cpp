// The detail of each finding: why, by which way, what would make it go away.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/reasons.h"
#include "compiler/render/svg/inlined.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::Finding;
using rules::Status;

// Where else in the page it is spoken of.
void write_jumps(HtmlWriter& html, const Page& page, const Finding& finding) {
  html.open("p", " class=\"jumps\"");
  if (const std::string card = map_id(page, finding.element); !card.empty()) {
    html.element("a", "On the map", attribute("href", "#" + card) + " class=\"to-map\"").raw(" ");
  }
  html.element("a", "In the register", attribute("href", "#" + row_anchor(finding))).raw(" ");
  html.element("a", "How to test it", attribute("href", "#" + test_anchor(finding))).close("p");
}

void write_scores(HtmlWriter& html, const Finding& finding) {
  if (finding.risk.score.high <= 0) {
    return;
  }
  html.raw(finding.status == Status::Applies ? " " : ", risk ");
  html.raw(rules::number_text(finding.risk.residual));
  if (finding.risk.score != finding.risk.residual) {
    html.raw(" (without controls ").raw(rules::number_text(finding.risk.score)).raw(")");
  }
}

void write_head(HtmlWriter& html, const Page& page, const Finding& finding) {
  html.open("header");
  html.open("h3");
  write_number(html, finding);
  html.raw(" ").element("a", page.model.title(finding.threat),
                        attribute("href", "#" + finding_anchor(finding)) + " class=\"self\"");
  html.raw("</h3>");
  write_jumps(html, page, finding);
  html.open("p", " class=\"facts\"");
  write_standing(html, finding);
  write_scores(html, finding);
  html.raw(" on ");
  html.element("a", place_of(page, finding),
               attribute("href", "#" + element_anchor(page.model, finding.element)));
  html.raw(" · ").raw(word(diagram::surface_of(page.model, finding.threat)));
  const std::string letter = diagram::letter_of(page.model, finding.threat);
  if (!letter.empty()) {
    html.raw(" · impact on ").text(diagram::impact_word(letter));
  }
  const std::string url = page.model.text_of(page.model.threats[finding.threat].entity, "url");
  if (!url.empty()) {
    html.raw(" · ").link(url, "AI Exchange");
  }
  html.close("p").close("header");
}

void write_way(HtmlWriter& html, const Page& page, const Finding& finding) {
  if (finding.raised.empty() || finding.raised.front().reason.witness.steps.empty()) {
    return;
  }
  Tree steps;
  Reasons(page.model, page.assessment, page.sources)
      .add_steps(steps, finding.raised.front().reason.witness);
  html.raw("<div><h4>The way</h4>").open("ol");
  for (const Tree& step : steps.children) {
    html.element("li", step.text);
  }
  html.close("ol").close("div");
}

void write_why(HtmlWriter& html, const Page& page, const Finding& finding) {
  if (!finding.raised.empty()) {
    html.element("p", finding.raised.front().because, " class=\"because\"");
  }
  if (!finding.variants.empty()) {
    html.raw("<p>In the form of ");
    for (size_t i = 0; i < finding.variants.size(); ++i) {
      html.raw(i == 0 ? "" : ", ").text(rules::lower_first(page.model.title(finding.variants[i])));
    }
    html.raw(".").close("p");
  }
  const std::string note = diagram::treatment_note(page.model, finding, false);
  if (!note.empty()) {
    html.open("p");
    write_status(html, finding.status);
    html.raw(": ").text(note).close("p");
  }
}

// An attribute, with a link to its question if there is one.
void write_asked(HtmlWriter& html, const Page& page, const rules::Dependency& about) {
  const auto& questions = page.assessment.questions;
  const auto asked = std::ranges::find(questions, about, &rules::Question::about);
  const bool linked = asked != questions.end();
  if (linked) {
    html.open("a", attribute("href", "#" + question_anchor(page.model, *asked)));
  }
  html.raw("<code>")
      .text(rules::attribute_path(page.model, about.entity, about.attribute))
      .raw(linked ? "</code></a>" : "</code>");
}

// What a person can do about it, from the assessment alone.
void write_ways_out(HtmlWriter& html, const Page& page, const Finding& finding) {
  const std::string fix = page.model.text_of(page.model.threats[finding.threat].entity, "fix");
  if (finding.status != Status::Applies && finding.status != Status::Open) {
    return;
  }
  html.raw(finding.status == Status::Open ? "<div><h4>What would settle it</h4>"
                                          : "<div><h4>What would make it go away, or smaller</h4>");
  html.open("ul");
  for (const rules::Dependency& about : finding.depends_on) {
    html.raw("<li>an answer for ");
    write_asked(html, page, about);
    html.close("li");
  }
  constexpr size_t MostControls = 3;
  const auto missing = rules::missing_controls(page.model, finding);
  for (size_t i = 0; i < std::min(missing.size(), MostControls); ++i) {
    html.open("li").text(rules::lower_first(page.model.title(missing[i]->control)));
    html.raw(fmt::format(" takes away up to {:.0f} % of the risk",
                         100 * missing[i]->strength * missing[i]->weight));
    html.close("li");
  }
  if (!finding.assumed.empty()) {
    html.raw("<li>it rests on assumptions; it falls if they are wrong: ");
    for (size_t i = 0; i < finding.assumed.size(); ++i) {
      html.raw(i == 0 ? "<code>" : ", <code>")
          .text(rules::attribute_path(page.model, finding.assumed[i].entity,
                                      finding.assumed[i].attribute))
          .raw("</code>");
    }
    html.close("li");
  }
  if (!fix.empty()) {
    html.element("li", fix);
  }
  html.close("ul").close("div");
}

void write_control_row(HtmlWriter& html, const Page& page, const Finding& finding,
                       const rules::FindingControl& control) {
  const model::EntityId entity = page.model.controls[control.control].entity;
  html.raw("<tr><th scope=\"row\" data-label=\"Control\">");
  html.link(page.model.text_of(entity, "url"), page.model.label_of(entity));
  html.raw("</th><td data-label=\"State\">");
  write_control_state(html, control.state);
  html.raw("</td><td data-label=\"Where\">");
  if (control.at) {
    html.text(control.at == page.model.system ? "whole system" : page.model.label_of(control.at));
    if (!control.coverage.empty()) {
      html.raw(", ").text(control.coverage);
    }
  } else {
    html.raw("–");
  }
  html.raw(fmt::format("</td><td data-label=\"Takes away\">{:.0f} %</td>",
                       100 * control.strength * control.weight));
  const std::string cost = page.model.text_of(entity, "cost");
  html.element("td", cost.empty() ? "–" : cost, " data-label=\"Cost\"");
  std::string who;
  if (control.treatment) {
    const model::Treatment& treatment = page.model.treatments[control.treatment];
    who = rules::treatment_text(page.model, treatment, "owner");
    const std::string due = rules::treatment_text(page.model, treatment, "due");
    who += due.empty() ? "" : (who.empty() ? "due " : ", due ") + due;
  }
  if (who.empty() && finding.responsible.party) {
    who = page.model.label_of(finding.responsible.party);
  }
  html.element("td", who.empty() ? "–" : who, " data-label=\"Responsible\"").close("tr");
}

void write_control_table(HtmlWriter& html, const Page& page, const Finding& finding) {
  const auto missing = rules::missing_controls(page.model, finding);
  std::vector<const rules::FindingControl*> shown;
  for (const rules::FindingControl& control : finding.controls) {
    if (control.state != rules::ControlState::Missing) {
      shown.push_back(&control);
    }
  }
  shown.insert(shown.end(), missing.begin(), missing.end());
  if (shown.empty()) {
    return;
  }
  html.raw("<details class=\"controls\"><summary>Controls: ")
      .text(fmt::format("{} in place or planned, {} missing", shown.size() - missing.size(),
                        missing.size()))
      .raw("</summary>");
  open_table(html, "controls-of-" + finding_anchor(finding),
             "Controls against " + rules::lower_first(page.model.title(finding.threat)) + ", " +
                 place_of(page, finding),
             {"Control", "State", "Where", "Takes away", "Cost", "Responsible"},
             " class=\"stacking\"");
  for (const rules::FindingControl* control : shown) {
    write_control_row(html, page, finding, *control);
  }
  close_table(html);
  html.close("details");
}

void write_finding(HtmlWriter& html, const Page& page, const Finding& finding) {
  html.open("article", attribute("id", finding_anchor(finding)) +
                           " class=\"finding\" tabindex=\"-1\"" + path_attribute(page, finding));
  write_head(html, page, finding);
  write_why(html, page, finding);
  html.open("div", " class=\"columns\"");
  write_way(html, page, finding);
  write_ways_out(html, page, finding);
  html.close("div");
  write_control_table(html, page, finding);
  const Tree tree = Reasons(page.model, page.assessment, page.sources).finding(finding);
  html.raw(
      "<details class=\"proof\"><summary>Proof: rules, facts and where they come "
      "from</summary><div class=\"tree\">");
  write_tree(html, tree);
  html.close("div").close("details").close("article");
}

}  // namespace

void write_findings(HtmlWriter& html, const Page& page) {
  for (const Finding& finding : page.assessment.findings) {
    if (finding.status != Status::NotApplicable) {
      write_finding(html, page, finding);
    }
  }
}

void write_scenarios(HtmlWriter& html, const Page& page) {
  size_t drawn = 0;
  for (const rules::Scenario& scenario : page.assessment.scenarios) {
    const model::EntityId threat = page.model.threats[scenario.threat].entity;
    const bool applies = scenario.truth == rules::Truth::True;
    html.open("article",
              attribute("id", scenario_anchor(page.model, scenario)) + " class=\"scenario\"");
    html.element("h3", page.model.label_of(threat)).open("p", " class=\"facts\"");
    write_status(html, applies ? Status::Applies : Status::Open);
    html.raw(" at ").text(scenario.element == page.model.system
                              ? "the whole system"
                              : page.model.label_of(scenario.element));
    html.close("p").element("p", scenario.because, " class=\"because\"");
    html.open("div", " class=\"steps\"").open("ol");
    for (const rules::ScenarioStep& step : scenario.steps) {
      html.element("li", step.text);
    }
    html.close("ol");
    const std::string fix = page.model.text_of(threat, "fix");
    if (!fix.empty()) {
      html.raw("<h4>How to cut it</h4>").element("p", fix);
    }
    html.close("div");
    // The view draws the first of those that apply.
    if (applies && drawn < page.view.scenarios.size()) {
      html.raw("<div class=\"path\">")
          .raw(inlined_scenario(page.view.map, page.map, page.view.scenarios[drawn], MapPrefix))
          .close("div");
      ++drawn;
    }
    html.close("article");
  }
}

}  // namespace aixc::render
