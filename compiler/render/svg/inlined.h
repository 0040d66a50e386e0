#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"

// Pictures as parts of an HTML page. They have no style sheet of their own: the page carries
// `style_sheet(theme, StyleScope::WholePage)` once.
namespace aixc::render {

// The threat map. Ids of elements and flows start with `id_prefix`.
std::string inlined_map(const diagram::MapView& view, const diagram::PositionedMap& map,
                        const std::string& id_prefix, const std::string& label);

// A scenario's path over that part of the map in which it runs. The page must carry the map with
// the same prefix, whose parts this picture refers to instead of repeating them.
std::string inlined_scenario(const diagram::MapView& view, const diagram::PositionedMap& map,
                             const diagram::Scenario& scenario, const std::string& id_prefix);

// Likelihood × impact with the numbers of the findings, as they stand now.
std::string inlined_heat_map(const std::vector<diagram::HeatMark>& marks);

// The signs of levels, states, statuses and surfaces as symbols, to be used by id: `sign-high`,
// `sign-in_place`, `sign-accepted`, `sign-input`.
std::string inlined_signs();

}  // namespace aixc::render
