#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/render/svg/document.h"

namespace aixc::render {

// One of the pictures in which a large map is drawn in full.
struct ReportPart {
  std::string anchor;  // id of its heading
  std::string title;
  std::string note;
  diagram::MapView view;
  diagram::PositionedMap map;
};

// A part that is not drawn.
struct LeftOutPart {
  std::string name;  // of its view
  std::string title;
  std::string note;
};

// What is drawn of the threat map: the whole of it, or, if it is large, an overview and its parts.
struct ReportMaps {
  const diagram::MapView& view;
  const diagram::PositionedMap& map;
  std::vector<ReportPart> parts;
  std::vector<LeftOutPart> left_out;
};

// The whole report as one self-contained SVG document: title block, threat map, panels, risk
// register, what does not apply, legend. Equal input gives equal bytes. `breaks` gets the heights
// at which a page may end.
std::string render_report_svg(const diagram::ReportView& view, const ReportMaps& maps,
                              const SvgOptions& options, std::vector<double>* breaks = nullptr);

}  // namespace aixc::render
