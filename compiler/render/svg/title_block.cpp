#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::text_width;
using diagram::wrap;

constexpr double GateWidth = 290;

void draw_gate(SvgWriter& svg, const diagram::Gate& gate, double x) {
  const auto title = wrap(gate.title, {13, true}, GateWidth - 56, 2);
  const auto text = wrap(gate.text, {11}, GateWidth - 56, 2);
  const bool has_text = !gate.text.empty();
  const double height = 12 + 17 * static_cast<double>(title.size()) +
                        (has_text ? 15 * static_cast<double>(text.size()) : 0) + 2;
  svg.open_with("role=\"group\" aria-label=\"Gate\"");
  svg.rect({x, 36, GateWidth, height}, 6, gate.failed ? "fail" : "pass");
  const diagram::Point sign{x + 22, 36 + height / 2};
  if (gate.failed) {
    level_sign(svg, sign, diagram::Level::High);
  } else {
    control_sign(svg, sign, diagram::ControlState::InPlace);
  }
  const double y =
      draw_paragraph(svg, {x + 40, 55}, gate.failed ? "h3 failt" : "h3 passt", title, 17);
  if (has_text) {
    draw_paragraph(svg, {x + 40, y}, "s", text, 15);
  }
  svg.close();
}

}  // namespace

double draw_title_block(SvgWriter& svg, const diagram::ReportView& view, double width) {
  const double left = Spacing::Margin;
  const double right = width - Spacing::Margin;
  const double room = right - left - (view.gate.shown ? GateWidth + 30 : 0);
  const diagram::Font title_font{28, true};
  const auto title = wrap(view.title, title_font, room, 2);
  double y = draw_paragraph(svg, {left, 60}, "h1", title, 34);
  const double end = left + text_width(title.back(), title_font) + 16;
  if (end + text_width("Threat model", {16, true}) < left + room) {
    svg.text(end, y - 34, "h2 m", "Threat model");
  }
  y -= 10;
  if (!view.subtitle.empty()) {
    y = draw_paragraph(svg, {left, y}, "big m", wrap(view.subtitle, {14}, room, 3), 20) + 4;
  }
  if (!view.counts.empty()) {
    y = draw_paragraph(svg, {left, y}, "", wrap(view.counts, {12}, room, 2), 17);
  }
  if (view.gate.shown) {
    draw_gate(svg, view.gate, right - GateWidth);
  }
  const double bottom = std::max(y - 1, 110.0);
  svg.line({left, bottom}, {right, bottom}, "hl").newline();
  return bottom;
}

}  // namespace aixc::render
