// The head of the report: what matters first, what to do first, what is open; and the map.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/inlined.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::Finding;
using rules::Status;

constexpr size_t MostInSummary = 5;

void write_tile(HtmlWriter& html, int count, std::string_view what, std::string_view css_class,
                std::string_view sign) {
  html.open("li", fmt::format(" class=\"tile {}\"", count > 0 ? css_class : "empty"));
  html.raw(fmt::format("<strong>{}</strong> <span>", count));
  if (!sign.empty()) {
    write_sign(html, sign);
  }
  html.raw(what).raw("</span>").close("li");
}

void write_tiles(HtmlWriter& html, const rules::Counts& counts) {
  html.raw("<ul class=\"tiles\" aria-label=\"Threats by level and status\">\n");
  write_tile(html, counts.critical, "critical", "level-critical", "critical");
  write_tile(html, counts.high, "high", "level-high", "high");
  write_tile(html, counts.medium, "medium", "level-medium", "medium");
  write_tile(html, counts.low, "low", "level-low", "low");
  write_tile(html, counts.open, "open", "", "open");
  write_tile(html, counts.countered, "countered", "level-ok", "countered");
  write_tile(html, counts.accepted, "accepted", "", "accepted");
  if (counts.transferred > 0) {
    write_tile(html, counts.transferred, "transferred", "", "transferred");
  }
  if (counts.avoided > 0) {
    write_tile(html, counts.avoided, "avoided", "", "avoided");
  }
  html.close("ul");
}

void write_top_risks(HtmlWriter& html, const Page& page) {
  html.raw("<section class=\"card\"><h3>What matters first</h3>");
  size_t shown = 0;
  html.open("ol", " class=\"plain\"");
  for (const Finding& finding : page.assessment.findings) {
    if (finding.status != Status::Applies || finding.conventional || shown == MostInSummary) {
      continue;
    }
    ++shown;
    html.open("li");
    write_finding_link(html, page, finding);
    html.raw(" ");
    write_level(html, finding.risk.residual);
    if (!finding.raised.empty()) {
      html.element("p", finding.raised.front().because);
    }
    html.close("li");
  }
  html.close("ol");
  if (shown == 0) {
    html.raw("<p>No threat that is specific to AI applies as the system is drawn.</p>");
  }
  html.raw("<p class=\"more\"><a href=\"#register\">The whole register</a></p>").close("section");
}

void write_what_to_do(HtmlWriter& html, const Page& page) {
  html.raw("<section class=\"card\"><h3>What to do first</h3>");
  write_first_steps(html, page, MostInSummary);
  html.raw("<p class=\"more\"><a href=\"#plan\">All that can be done</a></p>").close("section");
}

// Where the findings stand now; the register has the same in words.
void write_heat_map(HtmlWriter& html, const Page& page) {
  if (!page.view.heat_marks.empty()) {
    html.raw("<div class=\"heat\">").raw(inlined_heat_map(page.view.heat_marks)).close("div");
  }
}

void write_open_questions(HtmlWriter& html, const Page& page) {
  const auto& questions = page.assessment.questions;
  if (questions.empty()) {
    html.raw("<p>No question: no finding waits for an answer.</p>");
    return;
  }
  html.open("ol", " class=\"plain\"");
  for (size_t i = 0; i < std::min(questions.size(), MostInSummary); ++i) {
    html.open("li").element("a", questions[i].ask,
                            attribute("href", "#" + question_anchor(page.model, questions[i])));
    html.raw(fmt::format("<p>settles {}</p>",
                         rules::counted(questions[i].settles.size(), "open finding")));
    html.close("li");
  }
  html.close("ol").raw("<p><a href=\"#questions\">All questions</a></p>");
}

// The findings that rest on values which nobody stated.
size_t resting_on_assumptions(const Page& page) {
  return static_cast<size_t>(std::ranges::count_if(page.assessment.findings, [](const Finding& it) {
    return it.status != Status::NotApplicable && !it.assumed.empty();
  }));
}

void write_what_is_open(HtmlWriter& html, const Page& page) {
  html.raw("<section class=\"card\"><h3>What is open</h3>");
  write_open_questions(html, page);
  if (const size_t resting = resting_on_assumptions(page); resting > 0) {
    html.raw(
        fmt::format("<h4>Assumed</h4><p>{} on values that nobody stated: "
                    "<a href=\"#assumptions\">say what is true</a>.</p>",
                    rules::counted(resting, "finding rests", "findings rest")));
  }
  if (!page.view.to_verify.empty()) {
    html.raw("<h4>To verify with suppliers</h4>").open("ul", " class=\"plain\"");
    for (const std::string& text : page.view.to_verify) {
      html.element("li", text);
    }
    html.close("ul");
    html.raw("<p class=\"more\"><a href=\"#responsibility\">Who is responsible</a></p>");
  }
  html.close("section");
}

// What stands beside the map: every finding, to be pointed at.
void write_beside_map(HtmlWriter& html, const Page& page) {
  html.raw("<div class=\"beside\"><h3 id=\"beside-title\">Findings on the map</h3>");
  html.raw("<ol id=\"map-findings\" aria-labelledby=\"beside-title\">\n");
  for (const Finding& finding : page.assessment.findings) {
    if (finding.status == Status::NotApplicable || finding.number == 0) {
      continue;
    }
    html.open("li", path_attribute(page, finding) +
                        attribute("data-element", map_id(page, finding.element)));
    html.open("a", attribute("href", "#" + finding_anchor(finding)));
    write_number(html, finding);
    html.raw("<span><strong>")
        .text(page.model.title(finding.threat))
        .raw("</strong> <span class=\"quiet\">");
    html.text(place_of(page, finding)).raw("</span></span> ");
    write_standing(html, finding);
    html.close("a");
    if (!finding.raised.empty()) {
      html.element("p", finding.raised.front().because);
    }
    html.close("li");
  }
  html.close("ol").close("div");
}

}  // namespace

void write_summary(HtmlWriter& html, const Page& page) {
  write_tiles(html, page.assessment.counts);
  html.open("div", " class=\"cards\"");
  write_top_risks(html, page);
  write_what_to_do(html, page);
  html.open("div", " class=\"stack\"");
  write_heat_map(html, page);
  write_what_is_open(html, page);
  html.close("div").close("div");
}

void write_map(HtmlWriter& html, const Page& page) {
  if (!page.map.warning.empty()) {
    html.element("p", page.map.warning, " class=\"note\"");
  }
  html.raw(
      "<div class=\"map\"><div class=\"canvas\">"
      "<div class=\"tools\" role=\"group\" aria-label=\"View of the map\" hidden>"
      "<button type=\"button\" data-zoom=\"in\" aria-label=\"Zoom in\">+</button>"
      "<button type=\"button\" data-zoom=\"out\" aria-label=\"Zoom out\">−</button>"
      "<button type=\"button\" data-zoom=\"fit\">Whole map</button></div>"
      "<div id=\"map-view\" class=\"view\" tabindex=\"0\" role=\"region\" "
      "aria-label=\"Map to move and to zoom\">\n");
  html.raw(inlined_map(page.view.map, page.map, MapPrefix, "Threat map of " + page.view.title));
  html.raw(
      "</div><p class=\"hint\" hidden>Drag to move, Ctrl and wheel to zoom; with the keyboard "
      "arrows, + and −, 0 for the whole map. Point at a finding to see its way; select an "
      "element to see only what is found there.</p></div>\n");
  write_beside_map(html, page);
  html.close("div");
}

}  // namespace aixc::render
