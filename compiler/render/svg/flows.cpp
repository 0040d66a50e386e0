#include <cmath>
#include <numbers>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/map.h"

namespace aixc::render {
namespace {

using diagram::Bezier;
using diagram::CardStyle;
using diagram::Curve;
using diagram::LabelBox;
using diagram::MapFlow;
using diagram::Point;
using diagram::PositionedFlow;
using diagram::Rect;
using diagram::Sensitivity;

double arrow_scale(Sensitivity sensitivity) {
  return sensitivity == Sensitivity::Stated ? 1.25 : 1.1;
}

void draw_lines(SvgWriter& svg, const LabelBox& label, const Rect& box, bool bold) {
  const diagram::Font font{CardStyle::LabelSize, bold};
  const double sign =
      (label.lock ? CardStyle::SignWidth : 0) + (label.warning ? CardStyle::SignWidth : 0);
  const double first = label.lines.empty() ? 0 : text_width(label.lines.front(), font);
  const double middle = box.centre().x;
  double left = middle - (first + sign) / 2;
  double baseline = box.y + 15;
  if (label.note.empty()) {
    baseline = box.y + 16;
  }
  const double sign_y = baseline - 4;
  if (label.lock) {
    lock_sign(svg, {left + 5, sign_y});
    left += CardStyle::SignWidth;
  }
  if (label.warning) {
    warning_sign(svg, {left + 5.5, sign_y});
  }
  for (std::size_t i = 0; i < label.lines.size(); ++i) {
    svg.text(i == 0 ? middle + sign / 2 : middle, baseline, bold ? "c b" : "c", label.lines[i]);
    baseline += CardStyle::LabelLine;
  }
  svg.text(middle, baseline, "x m c", label.note);
}

}  // namespace

double end_angle(const Bezier& piece) {
  for (int i = 2; i >= 0; --i) {
    const Point way = piece[3] - piece[static_cast<std::size_t>(i)];
    if (std::hypot(way.x, way.y) > 0.5) {
      return std::atan2(way.y, way.x) * 180 / std::numbers::pi;
    }
  }
  return 90;
}

Curve shortened(Curve line, double by) {
  if (line.empty()) {
    return line;
  }
  Bezier& last = line.back();
  const double angle = end_angle(last) * std::numbers::pi / 180;
  const double length = std::hypot(last[3].x - last[0].x, last[3].y - last[0].y);
  if (length < 2 * by) {
    return line;
  }
  const Point back{std::cos(angle) * by, std::sin(angle) * by};
  last[3] = last[3] - back;
  last[2] = last[2] - back;
  return line;
}

const char* sensitivity_class(Sensitivity sensitivity) {
  switch (sensitivity) {
    case Sensitivity::Plain:
      return "s0";
    case Sensitivity::Derived:
      return "s1";
    case Sensitivity::Stated:
      return "s2";
  }
  return "";
}

void arrowhead(SvgWriter& svg, Point tip, double angle, double scale) {
  svg.raw(
      fmt::format("<path class=\"a\" transform=\"translate({} {}) rotate({}) scale({})\" "
                  "d=\"M1 0L-8 -4L-6 0L-8 4z\"/>",
                  number(tip.x), number(tip.y), number(angle), scale));
}

void draw_flow(SvgWriter& svg, const MapFlow& flow, const PositionedFlow& placed,
               const std::string& id) {
  if (placed.line.empty()) {
    return;
  }
  constexpr double ArrowNotch = 5;
  svg.open_with(fmt::format("class=\"fl {}\" id=\"{}\"", sensitivity_class(flow.sensitivity), id));
  svg.title(flow.description);
  Curve line = shortened(placed.line, ArrowNotch);
  if (flow.both_ways) {
    line = reversed(shortened(reversed(line), ArrowNotch));
  }
  svg.path("l", path_data(line));
  const double scale = arrow_scale(flow.sensitivity);
  arrowhead(svg, placed.line.back()[3], end_angle(placed.line.back()), scale);
  if (flow.both_ways) {
    arrowhead(svg, placed.line.front()[0], end_angle(reversed(placed.line).back()), scale);
  }
  svg.close();
}

void draw_crossings(SvgWriter& svg, const diagram::MapView& view, const PositionedFlow& placed) {
  for (const diagram::Crossing& crossing : placed.crossings) {
    const diagram::Boundary& boundary =
        view.boundaries[static_cast<std::size_t>(crossing.boundary)];
    svg.open(boundary.ours ? "" : "ext");
    svg.title(fmt::format("crosses the trust boundary {}", boundary.title));
    crossing_sign(svg, crossing.at);
    svg.close();
  }
}

// `id_of` never writes a `~`, so no flow has such an id.
std::string label_id(const std::string& flow_id) {
  return flow_id + "~";
}

void draw_label(SvgWriter& svg, const MapFlow& flow, const PositionedFlow& placed,
                const std::string& id) {
  if (placed.label_rect.width == 0) {
    return;
  }
  svg.open_with(fmt::format("class=\"lb {}\" id=\"{}\"", sensitivity_class(flow.sensitivity), id));
  if (!flow.description.empty()) {
    svg.title(flow.description);
  }
  svg.rect(placed.label_rect, 4, "pill");
  draw_lines(svg, placed.label, placed.label_rect, flow.sensitivity == Sensitivity::Stated);
  svg.close();
}

}  // namespace aixc::render
