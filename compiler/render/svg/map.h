#pragma once

#include <string>

#include "compiler/diagram/map_view.h"
#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/writer.h"

namespace aixc::render {

// Draws the map with its upper left corner at 0, 0: boundaries from the outside in, flows, cards,
// labels. With a scenario, its path is drawn over the map and everything else is dimmed.
// Ids of elements start with `id_prefix`.
void draw_map(SvgWriter& svg, const diagram::MapView& view, const diagram::PositionedMap& map,
              const std::string& id_prefix, const diagram::Scenario* scenario = nullptr);

// The same as a labelled part of a page, with its upper left corner at a point.
void draw_map_at(SvgWriter& svg, const diagram::MapView& view, const diagram::PositionedMap& map,
                 diagram::Point corner, const std::string& id_prefix,
                 const diagram::Scenario* scenario, double scale = 1);

// The parts, one file each.
void draw_boundary(SvgWriter& svg, const diagram::Boundary& boundary,
                   const diagram::PositionedBoundary& placed, const std::string& id);
// Above the flows, whose lines it interrupts where it finds no room beside them.
void draw_boundary_title(SvgWriter& svg, const diagram::Boundary& boundary,
                         const diagram::PositionedBoundary& placed);
void draw_card(SvgWriter& svg, const diagram::Card& card, const diagram::PositionedCard& placed,
               const std::string& id);
void draw_flow(SvgWriter& svg, const diagram::MapFlow& flow, const diagram::PositionedFlow& placed,
               const std::string& id);
void draw_crossings(SvgWriter& svg, const diagram::MapView& view,
                    const diagram::PositionedFlow& placed);
void draw_label(SvgWriter& svg, const diagram::MapFlow& flow, const diagram::PositionedFlow& placed,
                const std::string& id);
// The id of the label of a flow, from the flow's.
std::string label_id(const std::string& flow_id);

// The path of a scenario: below the cards, and its numbers above everything.
void draw_scenario_lines(SvgWriter& svg, const diagram::PositionedMap& map,
                         const diagram::Scenario& scenario);
void draw_scenario_marks(SvgWriter& svg, const diagram::PositionedMap& map,
                         const diagram::Scenario& scenario);

// The direction in which a curve arrives at its end, in degrees, 0 to the right.
double end_angle(const diagram::Bezier& piece);
// A line without its last `by` pixels, so that it does not show beside an arrow's tip.
diagram::Curve shortened(diagram::Curve line, double by);

// The CSS class of a flow's sensitivity: s0, s1 (derived), s2 (stated).
const char* sensitivity_class(diagram::Sensitivity sensitivity);

// The arrowhead with its tip at a point; `angle` in degrees, 0 to the right.
void arrowhead(SvgWriter& svg, diagram::Point tip, double angle, double scale);

}  // namespace aixc::render
