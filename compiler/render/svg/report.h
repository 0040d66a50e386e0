#pragma once

#include <string>

#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/document.h"

namespace aixc::render {

// The whole report as one self-contained SVG document: title block, threat map, panels, risk
// register, what does not apply, legend. `map` is the arranged `view.map`. Equal input gives equal
// bytes. `breaks` gets the heights at which a page may end.
std::string render_report_svg(const diagram::ReportView& view, const diagram::PositionedMap& map,
                              const SvgOptions& options, std::vector<double>* breaks = nullptr);

}  // namespace aixc::render
