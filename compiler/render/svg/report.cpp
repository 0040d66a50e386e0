#include "compiler/render/svg/report.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Point;
using diagram::PositionedMap;
using diagram::ReportView;

// The document around a drawing of a given size.
std::string document(std::string_view drawing, diagram::Size size, const std::string& title,
                     const std::string& description, const SvgOptions& options) {
  const std::string width = number(std::ceil(size.width));
  const std::string height = number(std::ceil(size.height));
  const std::string shadow_id = id_of(options.id_prefix, "sh");
  const std::string title_id = id_of(options.id_prefix, "title");
  const std::string description_id = id_of(options.id_prefix, "desc");
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" "
      "height=\"{1}\" role=\"graphics-document document\" aria-labelledby=\"{2} {3}\">"
      "<title id=\"{2}\">{4}</title><desc id=\"{3}\">{5}</desc>\n<style>{6}</style>{7}"
      "<rect class=\"bg\" width=\"{0}\" height=\"{1}\"/>\n{8}</svg>\n",
      width, height, title_id, description_id, escape(title), escape(description),
      style_sheet(options.theme, shadow_id), shadow_filter(shadow_id), drawing);
}

// Panels beside the map as long as they end about where it ends, the others below it in columns.
// Returns the lower edge of everything.
double draw_panels(SvgWriter& svg, const ReportView& view, Point strip, double map_bottom,
                   double page_width) {
  constexpr double Overhang = 60;
  constexpr double LeastStrip = 420;
  const double limit = std::max(map_bottom + Overhang, strip.y + LeastStrip);
  double strip_bottom = strip.y - Page::Gap;
  std::vector<Panel> below;
  for (const Panel panel : panels_of(view)) {
    SvgWriter trial;
    const double height = panel(trial, view, {strip.x, strip_bottom + Page::Gap}, Page::StripWidth);
    if (!below.empty() || strip_bottom + Page::Gap + height > limit) {
      below.push_back(panel);
      continue;
    }
    svg.raw(trial.take());
    strip_bottom += Page::Gap + height;
  }
  const double bottom = std::max(strip_bottom, map_bottom);
  if (below.empty()) {
    return bottom;
  }
  const double columns = std::min<double>(3, static_cast<double>(below.size()));
  const double room = std::min(page_width, Page::Width) - 2 * Page::Margin;
  const double width = (room - (columns - 1) * Page::Gap) / columns;
  std::vector<double> bottoms(static_cast<std::size_t>(columns), bottom + Page::StripGap);
  for (const Panel panel : below) {
    const auto column = std::min_element(bottoms.begin(), bottoms.end());
    const double x =
        Page::Margin + static_cast<double>(column - bottoms.begin()) * (width + Page::Gap);
    *column += panel(svg, view, {x, *column}, width) + Page::Gap;
  }
  return *std::max_element(bottoms.begin(), bottoms.end()) - Page::Gap;
}

// A title as it reads inside a sentence: "From a chat" as "from a chat", but "API" as it is.
std::string in_sentence(std::string text) {
  const auto is_upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() > 1 && is_upper(text[0]) && !is_upper(text[1])) {
    text[0] = static_cast<char>(text[0] + 0x20);
  }
  return text;
}

// The register, and below it, or beside it where the page is wide, what does not apply.
double draw_tables(SvgWriter& svg, const ReportView& view, double y, double page_width) {
  constexpr double Between = 48;
  const double beside = Page::Margin + Page::TextWidth + Between;
  const bool both = !view.register_rows.empty() && !view.not_applicable.empty();
  const bool wide = both && beside + Page::ColumnWidth + Page::Margin <= page_width;
  double bottom = y;
  if (!view.register_rows.empty()) {
    const double top = y + Page::SectionGap;
    bottom = top + draw_register(svg, view, {Page::Margin, top});
    if (wide) {
      bottom = std::max(bottom, top + draw_not_applicable(svg, view, {beside, top}, 1));
    }
  }
  if (!view.not_applicable.empty() && !wide) {
    bottom += Page::SectionGap - 14;
    bottom += draw_not_applicable(svg, view, {Page::Margin, bottom}, 2);
  }
  return bottom;
}

void draw_map_at(SvgWriter& svg, const ReportView& view, const PositionedMap& map, Point corner,
                 const std::string& id_prefix, const diagram::Scenario* scenario) {
  svg.open_with("role=\"group\" aria-label=\"Threat map\"");
  svg.open_with(fmt::format("transform=\"translate({} {})\"", number(corner.x), number(corner.y)));
  draw_map(svg, view.map, map, id_prefix, scenario);
  svg.close().close().newline();
}

}  // namespace

std::string render_report_svg(const ReportView& view, const PositionedMap& map,
                              const SvgOptions& options) {
  SvgWriter svg;
  const double map_room = std::max(Page::MapWidth, map.size.width);
  const bool has_panels = !panels_of(view).empty();
  const double strip_room = has_panels ? Page::StripGap + Page::StripWidth : 0;
  const double width = std::max(Page::Width, 2 * Page::Margin + map_room + strip_room);
  const double header = draw_title_block(svg, view, width);

  svg.text(Page::Margin, header + 34, "h2", "Threat map");
  if (!map.warning.empty()) {
    svg.text(Page::Margin + 110, header + 34, "m", map.warning);
  }
  const Point corner{Page::Margin + (map_room - map.size.width) / 2, header + 52};
  draw_map_at(svg, view, map, corner, options.id_prefix, nullptr);
  const Point strip{width - Page::Margin - Page::StripWidth, header + 20};
  double y = draw_panels(svg, view, strip, corner.y + map.size.height, width);

  y = draw_tables(svg, view, y, width);
  y += Page::SectionGap - 18;
  y += draw_legend(svg, view, map, {Page::Margin, y});
  if (!view.footnote.empty()) {
    const auto lines = diagram::wrap(view.footnote, {11}, width - 2 * Page::Margin, 3);
    y = draw_paragraph(svg, {Page::Margin, y + 26}, "s m", lines, 15) - 15;
  }
  return document(svg.take(), {width, y + 24}, view.title + ": threat model", view.counts, options);
}

std::string render_scenario_svg(const ReportView& view, const PositionedMap& map,
                                std::size_t scenario, const SvgOptions& options) {
  const diagram::Scenario& shown = view.scenarios[scenario];
  SvgWriter svg;
  const double width = 2 * Page::Margin + map.size.width + Page::StripGap + 12 + Page::StripWidth;
  const std::string title = "Attack path: " + in_sentence(shown.title);
  const double room = width - 2 * Page::Margin;
  double y =
      draw_paragraph(svg, {Page::Margin, 56}, "h1", diagram::wrap(title, {28, true}, room, 2), 34) -
      8;
  y = draw_paragraph(svg, {Page::Margin, y}, "big m",
                     diagram::wrap(view.title + " · " + shown.summary, {14}, room, 2), 20);
  const Point corner{Page::Margin, y + 12};
  draw_map_at(svg, view, map, corner, options.id_prefix, &shown);
  const double steps =
      draw_scenario(svg, shown, "Steps", "", {width - Page::Margin - Page::StripWidth, corner.y},
                    Page::StripWidth);
  const double height = corner.y + std::max(map.size.height, steps) + Page::Margin;
  return document(svg.take(), {width, height}, title, shown.summary, options);
}

}  // namespace aixc::render
