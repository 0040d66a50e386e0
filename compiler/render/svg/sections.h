#pragma once

#include <functional>
#include <vector>

#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/writer.h"

// The parts of the report, one file each. Every function draws from its upper left corner and
// returns its height.
namespace aixc::render {

// Sizes of the page (pixels).
struct Spacing {
  static constexpr double Margin = 32;
  static constexpr double Width = 1400;  // wider only if the map is
  static constexpr double MapWidth = 960;
  static constexpr double StripGap = 24;  // between map and strip
  static constexpr double StripWidth = 352;
  static constexpr double Gap = 20;                        // between panels
  static constexpr double Padding = 20;                    // in panels
  static constexpr double SectionGap = 52;                 // above a section's heading
  static constexpr double TextWidth = Width - 2 * Margin;  // of the register and the legend
  static constexpr double ColumnWidth = 656;               // of what does not apply
};

// The title, what the system is, the counts, and the gate at the right.
double draw_title_block(SvgWriter& svg, const diagram::ReportView& view, double width);

// The panels beside and below the map, in order; those without content are left out.
using Panel = std::function<double(SvgWriter& svg, const diagram::ReportView& view,
                                   diagram::Point corner, double width)>;
std::vector<Panel> panels_of(const diagram::ReportView& view);

double draw_risk_panel(SvgWriter&, const diagram::ReportView&, diagram::Point, double width);
double draw_heat_panel(SvgWriter&, const diagram::ReportView&, diagram::Point, double width);
double draw_questions(SvgWriter&, const diagram::ReportView&, diagram::Point, double width);
double draw_violations(SvgWriter&, const diagram::ReportView&, diagram::Point, double width);
double draw_parties(SvgWriter&, const diagram::ReportView&, diagram::Point, double width);

// Likelihood × impact with the numbers of the findings; `when` says of what time.
double draw_heat_map(SvgWriter& svg, const std::vector<diagram::HeatMark>& marks, const char* when,
                     diagram::Point corner, double width);

// A scenario with its steps in a frame of its own. `subtitle` may be empty.
double draw_scenario(SvgWriter& svg, const diagram::Scenario& scenario, const char* heading,
                     const std::string& subtitle, diagram::Point corner, double width);

double draw_register(SvgWriter& svg, const diagram::ReportView& view, diagram::Point corner);
// In two columns, or in one (beside the register of a wide page).
double draw_not_applicable(SvgWriter& svg, const diagram::ReportView& view, diagram::Point corner,
                           int columns);
// Only what occurs in this report; `crossings`: whether flows cross trust boundaries in its maps.
double draw_legend(SvgWriter& svg, const diagram::ReportView& view, bool crossings,
                   diagram::Point corner);

// Draws content in a rounded frame: `draw` gets a writer and the y at which the content may start,
// and returns the y at which it ends.
template <typename Draw>
double framed(SvgWriter& svg, diagram::Point corner, double width, std::string_view css_class,
              Draw draw) {
  SvgWriter inside;
  const double bottom = draw(inside, corner.y);
  const double height = bottom - corner.y;
  svg.rect({corner.x, corner.y, width, height}, 8, css_class);
  svg.raw(inside.take()).newline();
  return height;
}

// A paragraph from its first baseline; returns the baseline after the last line.
double draw_paragraph(SvgWriter& svg, diagram::Point start, std::string_view css_class,
                      const std::vector<std::string>& lines, double line_height);

}  // namespace aixc::render
