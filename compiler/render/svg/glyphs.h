#pragma once

#include <string_view>

#include "compiler/diagram/geometry.h"
#include "compiler/diagram/terms.h"
#include "compiler/render/svg/writer.h"

// The small signs of the pictures. Each is centred at the given point; no sign relies on colour
// alone.
namespace aixc::render {

// A threat's number in a filled circle (a pill from 100 on); outlined within a `calm` group.
// Nothing for 0: a threat that the map does not show.
void number_mark(SvgWriter& svg, diagram::Point at, int number);
// The arrow of a surface, 16 wide.
void surface_arrow(SvgWriter& svg, diagram::Point at, diagram::Surface surface);
// The Exchange's impact letter in a circle.
void impact_mark(SvgWriter& svg, diagram::Point at, std::string_view letter);
// Octagon, triangle, diamond or ring.
void level_sign(SvgWriter& svg, diagram::Point at, diagram::Level level);
// Tick, half disc or ring.
void control_sign(SvgWriter& svg, diagram::Point at, diagram::ControlState state);
// What became of a finding: tick, dash, arrow, cross; a question mark where it is open.
void status_sign(SvgWriter& svg, diagram::Point at, diagram::Status status);
void lock_sign(SvgWriter& svg, diagram::Point at);
void warning_sign(SvgWriter& svg, diagram::Point at);
// The diamond where a flow crosses a trust boundary.
void crossing_sign(SvgWriter& svg, diagram::Point at);
// The 18 × 18 drawing of a kind with its upper left corner at a point.
void icon(SvgWriter& svg, diagram::Point corner, diagram::Icon icon);

// A risk as sign and word, from the sign's centre; "≤ high" where only the upper end is known. The
// word stands 11 to the right. With scores: "high 16", "medium 6–9".
void risk(SvgWriter& svg, diagram::Point at, const diagram::Risk& risk, bool with_score);

}  // namespace aixc::render
