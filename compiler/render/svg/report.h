#pragma once

#include <string>

#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/style.h"

namespace aixc::render {

struct SvgOptions {
  Theme theme = Theme::Auto;
  std::string id_prefix = "m-";  // of every id; must differ for pictures on one HTML page
};

// The whole report as one self-contained SVG document: title block, threat map, panels, risk
// register, what does not apply, legend. `map` is the arranged `view.map`. Equal input gives equal
// bytes.
std::string render_report_svg(const diagram::ReportView& view, const diagram::PositionedMap& map,
                              const SvgOptions& options);

// One attack path over the map, with its steps listed; `scenario` is an index into the view's.
std::string render_scenario_svg(const diagram::ReportView& view, const diagram::PositionedMap& map,
                                std::size_t scenario, const SvgOptions& options);

}  // namespace aixc::render
