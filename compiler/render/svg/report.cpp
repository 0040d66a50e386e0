#include "compiler/render/svg/report.h"

#include <algorithm>
#include <cmath>
#include <optional>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/grid.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Point;
using diagram::PositionedMap;
using diagram::ReportView;

// Where the map stands on the page.
struct MapPlace {
  double page_width = Spacing::Width;
  double room = Spacing::MapWidth;  // within which the map is centred
  double scale = 1;
  bool beside = true;  // the panels stand beside the map as long as they fit
};

// A narrow map has the panels beside it. A wider one has the whole page, and is made smaller as far
// as it stays readable; beyond that the page grows.
MapPlace place_of(const PositionedMap& map, bool has_panels) {
  constexpr double LeastBeside = 0.94;
  constexpr double LeastScale = 0.6;
  MapPlace place;
  const double width = std::max(1.0, map.size.width);
  place.scale = std::min(1.0, Spacing::MapWidth / width);
  if (has_panels && place.scale >= LeastBeside) {
    return place;
  }
  place.beside = false;
  place.room = Spacing::TextWidth;
  place.scale = std::clamp(place.room / width, LeastScale, 1.0);
  place.room = std::max(place.room, width * place.scale);
  place.page_width = place.room + 2 * Spacing::Margin;
  return place;
}

// Panels at the strip beside the map as long as they end about where it ends, the others below it
// in columns. Returns the lower edge of everything.
double draw_panels(SvgWriter& svg, const ReportView& view, std::optional<Point> strip,
                   double map_bottom, double page_width) {
  constexpr double Overhang = 60;
  constexpr double LeastStrip = 420;
  double strip_bottom = strip ? strip->y - Spacing::Gap : 0;
  const double limit = strip ? std::max(map_bottom + Overhang, strip->y + LeastStrip) : 0;
  std::vector<Panel> below;
  for (const Panel& panel : panels_of(view)) {
    if (strip && below.empty()) {
      SvgWriter trial;
      const double height =
          panel(trial, view, {strip->x, strip_bottom + Spacing::Gap}, Spacing::StripWidth);
      if (strip_bottom + Spacing::Gap + height <= limit) {
        svg.raw(trial.take());
        strip_bottom += Spacing::Gap + height;
        continue;
      }
    }
    below.push_back(panel);
  }
  const double bottom = std::max(strip_bottom, map_bottom);
  if (below.empty()) {
    return bottom;
  }
  const double room = page_width - 2 * Spacing::Margin;
  const double most = std::floor((room + Spacing::Gap) / (Spacing::StripWidth + Spacing::Gap));
  const double columns = std::min(most, static_cast<double>(below.size()));
  const double width = (room - (columns - 1) * Spacing::Gap) / columns;
  std::vector<double> bottoms(static_cast<std::size_t>(columns), bottom + Spacing::StripGap);
  for (const Panel& panel : below) {
    const auto column = std::min_element(bottoms.begin(), bottoms.end());
    const double x =
        Spacing::Margin + static_cast<double>(column - bottoms.begin()) * (width + Spacing::Gap);
    *column += panel(svg, view, {x, *column}, width) + Spacing::Gap;
  }
  return *std::max_element(bottoms.begin(), bottoms.end()) - Spacing::Gap;
}

// The register, and below it, or beside it where the page is wide, what does not apply.
double draw_tables(SvgWriter& svg, const ReportView& view, double y, double page_width) {
  constexpr double Between = 48;
  const double beside = Spacing::Margin + Spacing::TextWidth + Between;
  const bool both = !view.register_rows.empty() && !view.not_applicable.empty();
  const bool wide = both && beside + Spacing::ColumnWidth + Spacing::Margin <= page_width;
  double bottom = y;
  if (!view.register_rows.empty()) {
    const double top = y + Spacing::SectionGap;
    svg.may_break(top - 10);
    bottom = top + draw_register(svg, view, {Spacing::Margin, top});
    if (wide) {
      bottom = std::max(bottom, top + draw_not_applicable(svg, view, {beside, top}, 1));
    }
  }
  if (!view.not_applicable.empty() && !wide) {
    svg.may_break(bottom + 10);
    bottom += Spacing::SectionGap - 14;
    bottom += draw_not_applicable(svg, view, {Spacing::Margin, bottom}, 2);
  }
  return bottom;
}

// A table of a large model is cut; its own view has all of it.
double draw_responsibility(SvgWriter& svg, diagram::Grid grid, double y, double page_width) {
  constexpr std::size_t MostRows = 40;
  const double room = page_width - 2 * Spacing::Margin;
  svg.open_with("role=\"group\" aria-label=\"Responsibility\"");
  svg.text(Spacing::Margin, y + 14, "h2", grid.title);
  const double left = Spacing::Margin + diagram::text_width(grid.title, {16, true}) + 12;
  svg.text(left, y + 14, "m", diagram::shorten(grid.subtitle, {12}, Spacing::Margin + room - left));
  const std::size_t all = grid.rows.size();
  if (all > MostRows) {
    grid.rows.resize(MostRows);
    grid.cells.resize(MostRows * grid.columns.size());
  }
  double bottom = y + 30 + draw_grid(svg, grid, {Spacing::Margin, y + 30}, room).height;
  if (all > MostRows) {
    bottom += 20;
    svg.text(Spacing::Margin, bottom, "m",
             fmt::format("and {} more elements: aixc FILE --view responsibility", all - MostRows));
  }
  svg.close().may_break(bottom + 10);
  return bottom;
}

// The pictures of a large map, one below the other. Returns the lower edge.
double draw_parts(SvgWriter& svg, const ReportMaps& maps, const SvgOptions& options, double y,
                  double page_width) {
  const double room = page_width - 2 * Spacing::Margin;
  for (std::size_t i = 0; i < maps.parts.size(); ++i) {
    const ReportPart& part = maps.parts[i];
    svg.may_break(y + 10);
    y += Spacing::SectionGap;
    svg.open_with(
        fmt::format("role=\"group\" id=\"{}\" aria-label=\"{}\"", part.anchor, escape(part.title)));
    svg.text(Spacing::Margin, y, "h2", diagram::shorten(part.title, {16, true}, room * 0.6));
    const double left =
        Spacing::Margin + std::min(room * 0.6, diagram::text_width(part.title, {16, true})) + 14;
    const std::string note = part.map.warning.empty() ? part.note : part.map.warning;
    svg.text(left, y, "m", diagram::shorten(note, {12}, Spacing::Margin + room - left));
    const double scale = std::min(1.0, room / std::max(1.0, part.map.size.width));
    const Point corner{Spacing::Margin + (room - part.map.size.width * scale) / 2, y + 20};
    draw_map_at(svg, part.view, part.map, corner, fmt::format("{}p{}-", options.id_prefix, i + 1),
                nullptr, scale);
    svg.close().newline();
    y = corner.y + part.map.size.height * scale;
  }
  return y;
}

// The parts that are not drawn, in columns, and how to draw them. Returns the lower edge.
double draw_left_out(SvgWriter& svg, const std::vector<LeftOutPart>& parts, double y,
                     double page_width) {
  constexpr std::size_t MostListed = 60;
  constexpr double RowStep = 34;
  const double room = page_width - 2 * Spacing::Margin;
  svg.may_break(y + 10);
  y += Spacing::SectionGap;
  svg.open_with("role=\"group\" aria-label=\"Parts that are not drawn\"");
  svg.text(Spacing::Margin, y, "h2",
           fmt::format("{} with less risk not drawn here",
                       parts.size() == 1 ? "1 part" : fmt::format("{} parts are", parts.size())));
  y += 20;
  svg.text(Spacing::Margin, y, "m",
           "each has a picture of its own: aixc FILE --view part:NAME -o part.svg");
  y += 26;
  const double columns = std::max(1.0, std::floor(room / (Spacing::StripWidth + Spacing::Gap)));
  const double width = (room - (columns - 1) * Spacing::Gap) / columns;
  const std::size_t listed = std::min(parts.size(), MostListed);
  const auto rows = static_cast<std::size_t>(std::ceil(static_cast<double>(listed) / columns));
  for (std::size_t i = 0; i < listed; ++i) {
    const Point at{Spacing::Margin + static_cast<double>(i / rows) * (width + Spacing::Gap),
                   y + static_cast<double>(i % rows) * RowStep};
    svg.text(at.x, at.y, "n", diagram::shorten(parts[i].title, {12.5, true}, width));
    svg.text(at.x, at.y + 15, "s m",
             diagram::shorten("part:" + parts[i].name + " · " + parts[i].note, {11}, width));
  }
  y += static_cast<double>(rows) * RowStep - 10;
  if (listed < parts.size()) {
    y += 22;
    svg.text(Spacing::Margin, y, "m",
             fmt::format("and {} more: aixc FILE --list-views", parts.size() - listed));
  }
  svg.close().newline();
  return y;
}

bool has_crossings(const PositionedMap& map) {
  return std::ranges::any_of(map.flows, [](const auto& flow) { return !flow.crossings.empty(); });
}

}  // namespace

std::string render_report_svg(const ReportView& view, const ReportMaps& maps,
                              const SvgOptions& options, std::vector<double>* breaks) {
  const PositionedMap& map = maps.map;
  SvgWriter svg;
  const MapPlace place = place_of(map, !panels_of(view).empty());
  const double width = place.page_width;
  const double header = draw_title_block(svg, view, width);

  svg.text(Spacing::Margin, header + 34, "h2", maps.parts.empty() ? "Threat map" : "Overview");
  const char* about = maps.parts.empty() ? ""
                      : maps.left_out.empty()
                          ? "boundaries with what is in them; each is drawn below"
                          : "boundaries with what is in them; those with the "
                            "highest risk are drawn below";
  if (map.warning.empty()) {
    svg.text(Spacing::Margin + 92, header + 34, "m", about);
  } else {
    svg.text(Spacing::Margin + 110, header + 34, "m", map.warning);
  }
  const double drawn_width = map.size.width * place.scale;
  const Point corner{Spacing::Margin + (place.room - drawn_width) / 2, header + 52};
  draw_map_at(svg, maps.view, map, corner, options.id_prefix, nullptr, place.scale);
  const Point strip{width - Spacing::Margin - Spacing::StripWidth, header + 20};
  const double map_bottom = corner.y + map.size.height * place.scale;
  double y =
      draw_panels(svg, view, place.beside ? std::optional(strip) : std::nullopt, map_bottom, width);

  y = draw_parts(svg, maps, options, y, width);
  if (!maps.left_out.empty()) {
    y = draw_left_out(svg, maps.left_out, y, width);
  }
  y = draw_tables(svg, view, y, width);
  if (!view.responsibility.rows.empty()) {
    y = draw_responsibility(svg, view.responsibility, y + Spacing::SectionGap, width);
  }
  svg.may_break(y + 10);
  y += Spacing::SectionGap - 18;
  const bool crossings =
      has_crossings(map) || std::ranges::any_of(maps.parts, has_crossings, &ReportPart::map);
  y += draw_legend(svg, view, crossings, {Spacing::Margin, y});
  if (!view.footnote.empty()) {
    const auto lines = diagram::wrap(view.footnote, {11}, width - 2 * Spacing::Margin, 3);
    y = draw_paragraph(svg, {Spacing::Margin, y + 26}, "s m", lines, 15) - 15;
  }
  if (breaks != nullptr) {
    *breaks = svg.take_breaks();
  }
  return document(svg.take(), {width, y + 24}, {view.title + ": threat model", view.counts},
                  options);
}

}  // namespace aixc::render
