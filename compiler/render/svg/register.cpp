#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Point;
using diagram::RegisterRow;
using diagram::ReportView;
using diagram::wrap;

// Left edges of the columns, from the left margin.
struct Column {
  static constexpr double Number = 8;
  static constexpr double Threat = 40;
  static constexpr double Name = 64;
  static constexpr double Element = 264;
  static constexpr double Impact = 372;
  static constexpr double Inherent = 434;
  static constexpr double Residual = 542;
  static constexpr double Status = 650;
  static constexpr double Controls = 736;
  static constexpr double Responsible = 1020;
  static constexpr double Link = 1168;
  static constexpr double End = 1336;
};

constexpr double Line = 16;
constexpr double RowPadding = 18;

// The controls, each in as many lines as it needs, then the note.
double draw_controls(SvgWriter& svg, const RegisterRow& row, Point at) {
  constexpr double SignRoom = 19;
  const double room = Column::Responsible - Column::Controls - 14;
  for (const diagram::ControlRow& control : row.controls) {
    control_sign(svg, {at.x + 6, at.y - 4.3}, control.state);
    at.y = draw_paragraph(svg, {at.x + SignRoom, at.y}, "",
                          wrap(control.text, {12}, room - SignRoom, 2), Line);
  }
  if (!row.note.empty()) {
    at.y = draw_paragraph(svg, at, "", wrap(row.note, {12}, room, 3), Line);
  }
  return at.y;
}

void draw_risks(SvgWriter& svg, const RegisterRow& row, double left, double middle) {
  risk(svg, {left + Column::Inherent + 6, middle}, row.inherent, true);
  svg.text(left + Column::Residual - 15, middle + 4.3, "m c", "→");
  risk(svg, {left + Column::Residual + 6, middle}, row.residual, true);
}

// Draws a row whose upper line is at `top`; returns where its lower line belongs.
double draw_row(SvgWriter& svg, const RegisterRow& row, double left, double top) {
  const double middle = top + 17.5;
  const double baseline = middle + 4.3;
  svg.open(is_calm(row.status) ? "calm" : "");
  if (row.number > 0) {
    number_mark(svg, {left + Column::Number + 6, middle}, row.number);
  }
  surface_arrow(svg, {left + Column::Threat + 8, middle}, row.surface);
  const auto column = [&](double x, double end, std::string_view css_class, const std::string& text,
                          diagram::Font font) {
    if (text.empty()) {
      return baseline;
    }
    return draw_paragraph(svg, {left + x, baseline}, css_class, wrap(text, font, end - x, 3), Line);
  };
  double bottom = baseline + Line;
  bottom = std::max(bottom, column(Column::Name, Column::Element - 12, "n", row.threat,
                                   {12.5, !is_calm(row.status)}));
  bottom = std::max(bottom, column(Column::Element, Column::Impact - 8, "", row.element, {12}));
  impact_mark(svg, {left + Column::Impact + 16, middle}, row.impact);
  draw_risks(svg, row, left, middle);
  svg.text(left + Column::Status, baseline, "", word(row.status));
  bottom = std::max(bottom, draw_controls(svg, row, {left + Column::Controls, baseline}));
  bottom =
      std::max(bottom, column(Column::Responsible, Column::Link - 12, "", row.responsible, {12}));
  svg.close();
  const std::string link = diagram::shorten(row.link_text.empty() ? row.url : row.link_text, {12},
                                            Column::End - Column::Link);
  if (!link.empty() && svg.open_link(row.url)) {
    svg.text(left + Column::Link, baseline, "lk", link);
    svg.close_link();
  }
  bottom += RowPadding - Line - 5.8;
  svg.line({left, bottom}, {left + Column::End, bottom}, "hl").newline();
  return bottom;
}

void draw_head(SvgWriter& svg, double left, double y) {
  const std::pair<double, const char*> heads[] = {{Column::Number, "#"},
                                                  {Column::Threat, "Threat"},
                                                  {Column::Element, "Element"},
                                                  {Column::Impact, "Impact"},
                                                  {Column::Inherent, "Risk → residual"},
                                                  {Column::Status, "Status"},
                                                  {Column::Controls, "Controls in place / missing"},
                                                  {Column::Responsible, "Responsible"},
                                                  {Column::Link, "AI Exchange"}};
  for (const auto& [x, head] : heads) {
    svg.text(left + x, y, "s b m", head);
  }
}

}  // namespace

double draw_register(SvgWriter& svg, const ReportView& view, Point corner) {
  svg.open_with("role=\"group\" aria-label=\"Risk register\"");
  svg.text(corner.x, corner.y + 14, "h2", "Risk register");
  svg.text(corner.x + 109, corner.y + 14, "m",
           "numbers match the map; risk is likelihood × impact, without controls → now");
  draw_head(svg, corner.x, corner.y + 46);
  double y = corner.y + 56;
  svg.line({corner.x, y}, {corner.x + Column::End, y}, "hl2").newline();
  for (const RegisterRow& row : view.register_rows) {
    y = draw_row(svg, row, corner.x, y);
    svg.may_break(y);
  }
  if (view.register_left_out > 0) {
    y += 22;
    svg.text(corner.x + Column::Threat, y, "m",
             fmt::format("and {} more: aixc check lists them all", view.register_left_out));
  }
  svg.close();
  return y - corner.y;
}

}  // namespace aixc::render
