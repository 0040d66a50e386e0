#pragma once

#include "compiler/diagram/pictures.h"
#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scenario_picture.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/document.h"

// The pictures beside the report, each as one self-contained SVG document. Equal input gives equal
// bytes.
namespace aixc::render {

// A map alone, with its title. `map` is the arranged `picture.map`.
std::string render_map_svg(const diagram::MapPicture& picture, const diagram::PositionedMap& map,
                           const SvgOptions& options);

// One attack path over the map, with its steps listed. `map` is the arranged `picture.map`,
// `system` the title of the system.
std::string render_scenario_svg(const std::string& system, const diagram::ScenarioPicture& picture,
                                const diagram::PositionedMap& map, const SvgOptions& options);

// A table of signs; `system` is the title of the system.
std::string render_grid_svg(const diagram::Grid& grid, const std::string& system,
                            const SvgOptions& options);

// Likelihood × impact without controls and now, and the findings by number.
std::string render_heat_svg(const diagram::ReportView& view, const SvgOptions& options);

}  // namespace aixc::render
