#include "compiler/render/svg.h"

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/view.h"
#include "compiler/render/svg/report.h"

namespace aixc::render {
namespace {

// Stands in where no engine is given: every picture is then packed by ourselves.
class NoEngine final : public diagram::LayoutEngine {
 public:
  std::vector<std::optional<diagram::EngineLayout>> run(
      const std::vector<diagram::EngineGraph>& graphs, std::string& error) override {
    error = "there is no layout engine";
    return std::vector<std::optional<diagram::EngineLayout>>(graphs.size());
  }
};

}  // namespace

diagram::PositionedMap arranged_map(const RenderInput& input, const diagram::MapView& view) {
  NoEngine none;
  diagram::LayoutEngine& engine = input.layout != nullptr ? *input.layout : none;
  diagram::ArrangeOptions arranging;
  arranging.detail = input.options.detail.value_or(diagram::usual_detail(input.model));
  arranging.direction = input.options.direction.value_or(diagram::Direction::Down);
  return diagram::arrange(view, engine, arranging);
}

RenderResult render_svg(const RenderInput& input) {
  const diagram::ReportView view = diagram::make_report_view(input.model, input.assessment);
  const diagram::PositionedMap map = arranged_map(input, view.map);
  SvgOptions drawing;
  drawing.theme = input.options.theme;
  RenderResult result{render_report_svg(view, map, drawing), {}};
  if (!map.warning.empty()) {
    result.warnings.push_back(map.warning);
  }
  return result;
}

}  // namespace aixc::render
