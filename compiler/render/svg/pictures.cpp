#include "compiler/render/svg/pictures.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/grid.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Point;
using diagram::ReportView;

// Narrower than this, titles would be broken into too many lines.
constexpr double LeastWidth = 640;

// A title as it reads inside a sentence: "From a chat" as "from a chat", but "API" as it is.
std::string in_sentence(std::string text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() > 1 && is_upper(text[0]) && !is_upper(text[1])) {
    text[0] = static_cast<char>(text[0] + 0x20);
  }
  return text;
}

double draw_heat_row(SvgWriter& svg, const diagram::RegisterRow& row, Point at, double width) {
  constexpr double RiskRoom = 190;
  constexpr double Left = 64;
  const double room = width - Left - RiskRoom - 12;
  const auto name = diagram::wrap(row.threat, {12.5, !is_calm(row.status)}, room, 2);
  svg.open(is_calm(row.status) ? "calm" : "");
  number_mark(svg, {at.x + 10, at.y}, row.number);
  surface_arrow(svg, {at.x + 40, at.y}, row.surface);
  const double y = draw_paragraph(svg, {at.x + Left, at.y + 4.3}, "n", name, 15);
  svg.text(at.x + Left, y, "s m", diagram::shorten(row.element, {11}, room));
  const double risks = at.x + width - RiskRoom;
  risk(svg, {risks + 6, at.y}, row.inherent, true);
  svg.text(risks + 92, at.y + 4.3, "m c", "→");
  risk(svg, {risks + 112, at.y}, row.residual, true);
  svg.close();
  return y - at.y + 22;
}

// The findings in two columns of about the same height.
double draw_heat_list(SvgWriter& svg, const ReportView& view, double top, double width) {
  std::vector<const diagram::RegisterRow*> rows;
  for (const diagram::RegisterRow& row : view.register_rows) {
    if (row.number > 0 && row.residual.upper_score > 0) {
      rows.push_back(&row);
    }
  }
  const double column = (width - Spacing::StripGap) / 2;
  const std::size_t half = (rows.size() + 1) / 2;
  double bottom = top;
  double y = top;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i == half) {
      y = top;
    }
    const double x = Spacing::Margin + (i < half ? 0 : column + Spacing::StripGap);
    y += draw_heat_row(svg, *rows[i], {x, y}, column);
    bottom = std::max(bottom, y);
  }
  return bottom;
}

}  // namespace

std::string render_map_svg(const diagram::MapPicture& picture, const diagram::PositionedMap& map,
                           const SvgOptions& options) {
  SvgWriter svg;
  const double width = 2 * Spacing::Margin + std::max(map.size.width, LeastWidth);
  const double y =
      draw_picture_head(svg, picture.title, {picture.subtitle, picture.note, map.warning},
                        width - 2 * Spacing::Margin);
  draw_map_at(svg, picture.map, map, {(width - map.size.width) / 2, y + 10}, options.id_prefix,
              nullptr);
  return document(svg.take(), {width, y + 10 + map.size.height + Spacing::Margin},
                  {picture.title, picture.subtitle + ". " + picture.note}, options);
}

std::string render_scenario_svg(const std::string& system, const diagram::ScenarioPicture& picture,
                                const diagram::PositionedMap& map, const SvgOptions& options) {
  const diagram::Scenario& shown = picture.scenario;
  SvgWriter svg;
  const double width =
      2 * Spacing::Margin + map.size.width + Spacing::StripGap + 12 + Spacing::StripWidth;
  const std::string title = "Attack path: " + in_sentence(shown.title);
  const double y =
      draw_picture_head(svg, title, {system + " · " + shown.summary, picture.note, map.warning},
                        width - 2 * Spacing::Margin);
  const Point corner{Spacing::Margin, y + 10};
  draw_map_at(svg, picture.map, map, corner, options.id_prefix, &shown);
  const double steps =
      draw_scenario(svg, shown, "Steps", "",
                    {width - Spacing::Margin - Spacing::StripWidth, corner.y}, Spacing::StripWidth);
  const double height = corner.y + std::max(map.size.height, steps) + Spacing::Margin;
  return document(svg.take(), {width, height}, {title, shown.summary}, options);
}

std::string render_grid_svg(const diagram::Grid& grid, const std::string& system,
                            const SvgOptions& options) {
  SvgWriter table;
  const diagram::Size size = draw_grid(table, grid, {0, 0}, Spacing::TextWidth);
  const double width = 2 * Spacing::Margin + std::max(size.width, LeastWidth);
  SvgWriter svg;
  double y =
      draw_picture_head(svg, grid.title, {system, grid.subtitle}, width - 2 * Spacing::Margin);
  y += draw_grid_legend(svg, grid, {Spacing::Margin, y - 4}, width - 2 * Spacing::Margin) + 12;
  svg.open_with(fmt::format("transform=\"translate({} {})\"", number(Spacing::Margin), number(y)));
  svg.raw(table.take()).close().newline();
  y += size.height + Spacing::Margin;
  if (!grid.note.empty()) {
    y = draw_paragraph(svg, {Spacing::Margin, y}, "m",
                       diagram::wrap(grid.note, {12}, width - 2 * Spacing::Margin, 4), 16) +
        16;
  }
  return document(svg.take(), {width, y}, {grid.title + ": " + system, grid.subtitle}, options);
}

std::string render_heat_svg(const ReportView& view, const SvgOptions& options) {
  constexpr double Width = 1100;
  const double room = Width - 2 * Spacing::Margin;
  const double panel = (room - Spacing::StripGap) / 2;
  SvgWriter svg;
  const std::string title = "Risk heat map";
  double y = draw_picture_head(
      svg, title,
      {view.title,
       "Likelihood × impact of each finding, without controls and with those that are in place."},
      room);
  const double before =
      draw_heat_map(svg, view.heat_marks_before, "without controls", {Spacing::Margin, y}, panel);
  const double now = draw_heat_map(svg, view.heat_marks, "now",
                                   {Spacing::Margin + panel + Spacing::StripGap, y}, panel);
  y = draw_heat_list(svg, view, y + std::max(before, now) + 34, room);
  return document(svg.take(), {Width, y + 10}, {title + ": " + view.title, view.counts}, options);
}

}  // namespace aixc::render
