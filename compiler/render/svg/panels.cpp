#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Level;
using diagram::Point;
using diagram::ReportView;
using diagram::text_width;
using diagram::wrap;

constexpr double Pad = Spacing::Padding;

// Baseline of a panel's heading below its upper edge.
constexpr double Heading = 28;

void draw_number(SvgWriter& svg, Point at, const diagram::NumberMark& mark) {
  svg.open(mark.calm ? "calm" : "");
  number_mark(svg, at, mark.number);
  svg.close();
}

}  // namespace

double draw_paragraph(SvgWriter& svg, Point start, std::string_view css_class,
                      const std::vector<std::string>& lines, double line_height) {
  for (const std::string& line : lines) {
    svg.text(start.x, start.y, css_class, line);
    start.y += line_height;
  }
  return start.y;
}

namespace {

constexpr std::size_t MostScenarios = 3;

// One attack path; the last one shown tells how many more there are.
double draw_scenario_panel(SvgWriter& svg, const ReportView& view, std::size_t number, Point corner,
                           double width) {
  const double height = draw_scenario(svg, view.scenarios[number], "Attack path",
                                      view.scenarios[number].title, corner, width);
  if (number + 1 < MostScenarios || view.scenarios.size() <= MostScenarios) {
    return height;
  }
  svg.text(corner.x + Pad, corner.y + height + 16, "m s",
           fmt::format("and {} more: aixc --list-views names them all",
                       view.scenarios.size() - MostScenarios));
  return height + 20;
}

}  // namespace

std::vector<Panel> panels_of(const ReportView& view) {
  std::vector<Panel> panels;
  const auto add = [&](bool has_content, const Panel& panel) {
    if (has_content) {
      panels.push_back(panel);
    }
  };
  add(!view.risk_bars.empty() || !view.risk_note.empty(), draw_risk_panel);
  add(!view.violations.empty(), draw_violations);
  for (std::size_t i = 0; i < std::min(MostScenarios, view.scenarios.size()); ++i) {
    add(true, [i](SvgWriter& svg, const ReportView& shown, Point corner, double width) {
      return draw_scenario_panel(svg, shown, i, corner, width);
    });
  }
  add(!view.heat_marks.empty(), draw_heat_panel);
  add(!view.questions.empty(), draw_questions);
  add(!view.parties.empty() || !view.to_verify.empty(), draw_parties);
  return panels;
}

double draw_risk_panel(SvgWriter& svg, const ReportView& view, Point corner, double width) {
  constexpr double Row = 26;
  return framed(svg, corner, width, "panel", [&](SvgWriter& inside, double top) {
    inside.text(corner.x + Pad, top + Heading, "h2", "Risk now");
    inside.text(corner.x + width - Pad, top + Heading, "s m r", "applying threats");
    int most = 1;
    for (const diagram::RiskBar& bar : view.risk_bars) {
      most = std::max(most, bar.count);
    }
    double y = top + 54;
    const double bar_left = corner.x + 96;
    const double bar_room = width - 96 - 72;
    for (const diagram::RiskBar& bar : view.risk_bars) {
      level_sign(inside, {corner.x + 26, y}, bar.level);
      inside.text(corner.x + 40, y + 4, fmt::format("lv {}", word(bar.level)), word(bar.level));
      const double length = std::max(4.0, bar_room * bar.count / most);
      inside.rect({bar_left, y - 7, length, 14}, 3, word(bar.level));
      inside.text(bar_left + length + 10, y + 4.5, "b", fmt::format("{}", bar.count));
      y += Row;
    }
    if (view.risk_note.empty()) {
      return y - Row / 2 + 12;
    }
    const auto note = wrap(view.risk_note, {11}, width - 2 * Pad, 3);
    inside.line({corner.x + Pad, y - 6}, {corner.x + width - Pad, y - 6}, "hl");
    return draw_paragraph(inside, {corner.x + Pad, y + 14}, "m s", note, 15) + 1;
  });
}

double draw_scenario(SvgWriter& svg, const diagram::Scenario& scenario, const char* heading,
                     const std::string& subtitle, Point corner, double width) {
  return framed(svg, corner, width, "pcard", [&](SvgWriter& inside, double top) {
    const double left = corner.x + Pad;
    inside.text(left, top + Heading, "h2", heading);
    double y = top + 54;
    if (!subtitle.empty()) {
      y = draw_paragraph(inside, {left, top + 46}, "m", wrap(subtitle, {12}, width - 2 * Pad, 2),
                         16) +
          8;
    }
    const double text_left = corner.x + 60;
    const double room = width - 60 - Pad;
    SvgWriter steps;
    const double rail = corner.x + 34;
    const double rail_top = y;
    double rail_bottom = y;
    for (std::size_t i = 0; i < scenario.steps.size(); ++i) {
      const diagram::ScenarioStep& step = scenario.steps[i];
      rail_bottom = y;
      steps.circle({rail, y}, 13, "pf");
      steps.text(rail, y + 4.7, "pn", fmt::format("{}", i + 1));
      y = draw_paragraph(steps, {text_left, y + 4.5}, "h3", wrap(step.title, {13, true}, room, 2),
                         17) +
          1.5;
      y = draw_paragraph(steps, {text_left, y}, "m", wrap(step.text, {12}, room, 4), 16) + 17;
    }
    if (rail_bottom > rail_top) {
      inside.line({rail, rail_top}, {rail, rail_bottom}, "pl2");
    }
    inside.raw(steps.take());
    if (scenario.advice.empty()) {
      return y - 8;
    }
    inside.line({left, y - 8}, {corner.x + width - Pad, y - 8}, "hl");
    return draw_paragraph(inside, {left, y + 14}, "",
                          wrap(scenario.advice, {12}, width - 2 * Pad, 5), 16) +
           2;
  });
}

double draw_questions(SvgWriter& svg, const ReportView& view, Point corner, double width) {
  constexpr std::size_t Shown = 8;
  return framed(svg, corner, width, "panel", [&](SvgWriter& inside, double top) {
    inside.text(corner.x + Pad, top + Heading, "h2",
                view.questions.size() == 1
                    ? std::string("Open question")
                    : fmt::format("{} open questions", view.questions.size()));
    const double left = corner.x + 54;
    const double room = width - 54 - Pad;
    double y = top + 54;
    for (std::size_t i = 0; i < std::min(Shown, view.questions.size()); ++i) {
      inside.circle({corner.x + 31, y - 4}, 11, "imp");
      inside.text(corner.x + 31, y + 0.5, "h3 c", "?");
      y = draw_paragraph(inside, {left, y}, "h3", wrap(view.questions[i].text, {13, true}, room, 4),
                         18);
      if (!view.questions[i].consequence.empty()) {
        y = draw_paragraph(inside, {left, y}, "m",
                           wrap(view.questions[i].consequence, {12}, room, 4), 16);
      }
      y += 12;
    }
    if (view.questions.size() > Shown) {
      inside.text(
          left, y, "m s",
          fmt::format("and {} more: aixc check lists them all", view.questions.size() - Shown));
      y += 24;
    }
    return y - 8;
  });
}

double draw_violations(SvgWriter& svg, const ReportView& view, Point corner, double width) {
  constexpr std::size_t Shown = 8;
  return framed(svg, corner, width, "panel", [&](SvgWriter& inside, double top) {
    inside.text(corner.x + Pad, top + Heading, "h2", "Policy violations");
    const double left = corner.x + 46;
    const double room = width - 46 - Pad;
    double y = top + 54;
    for (std::size_t i = 0; i < std::min(Shown, view.violations.size()); ++i) {
      level_sign(inside, {corner.x + 27, y - 4}, Level::High);
      y = draw_paragraph(inside, {left, y}, "h3",
                         wrap(view.violations[i].policy, {13, true}, room, 2), 18);
      y = draw_paragraph(inside, {left, y}, "m", wrap(view.violations[i].text, {12}, room, 4), 16) +
          10;
    }
    if (view.violations.size() > Shown) {
      inside.text(
          left, y, "m s",
          fmt::format("and {} more: aixc check lists them all", view.violations.size() - Shown));
      y += 24;
    }
    return y - 8;
  });
}

double draw_parties(SvgWriter& svg, const ReportView& view, Point corner, double width) {
  constexpr double Step = 26;  // between numbers
  return framed(svg, corner, width, "panel", [&](SvgWriter& inside, double top) {
    inside.text(corner.x + Pad, top + Heading, "h2", "Who is responsible");
    const double left = corner.x + Pad;
    const double room = width - 2 * Pad;
    double y = top + 42;
    for (const diagram::PartyRow& party : view.parties) {
      const double card = y;
      SvgWriter marks;
      const std::string name = diagram::shorten(party.name, {13, true}, room * 0.5);
      const double role = left + 12 + text_width(name, {13, true}) + 8;
      marks.text(left + 12, y + 22, "h3", name);
      marks.text(role, y + 22, "s m",
                 diagram::shorten(party.role, {11}, room - (role - left) - 12));
      const double duty_room = room - (role - left) - text_width(party.role, {11}) - 24;
      const double duty_width = text_width(party.duty, {11});
      if (duty_width <= duty_room) {
        marks.text(left + room - 12, y + 22, "s m r", party.duty);
      } else {
        y = draw_paragraph(marks, {left + 12, y + 38}, "s m", wrap(party.duty, {11}, room - 24, 2),
                           15) -
            37;
      }
      double x = left + 21;
      double number_y = y + 41;
      for (const diagram::NumberMark& mark : party.threats) {
        if (x > left + room - 20) {
          x = left + 21;
          number_y += 23;
        }
        draw_number(marks, {x, number_y}, mark);
        x += mark.number > 99 ? Step + 6 : Step;
      }
      y = party.threats.empty() ? y + 34 : number_y + 17;
      inside.rect({left, card, room, y - card}, 6, "cardb");
      inside.raw(marks.take());
      y += 8;
    }
    double note = y + 12;
    for (const std::string& text : view.to_verify) {
      note = draw_paragraph(inside, {left, note}, "s m", wrap(text, {11}, room, 3), 15);
    }
    return view.to_verify.empty() ? y + 8 : note + 2;
  });
}

}  // namespace aixc::render
