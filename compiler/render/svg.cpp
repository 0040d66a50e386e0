#include "compiler/render/svg.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "compiler/base/check.h"
#include "compiler/diagram/arrange.h"
#include "compiler/diagram/pictures.h"
#include "compiler/diagram/view.h"
#include "compiler/render/svg/pictures.h"
#include "compiler/render/svg/report.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using diagram::MapPicture;
using diagram::PositionedMap;
using diagram::ReportView;

// Stands in where no engine is given: every picture is then packed by ourselves.
class NoEngine final : public diagram::LayoutEngine {
 public:
  std::vector<std::optional<diagram::EngineLayout>> run(
      const std::vector<diagram::EngineGraph>& graphs, std::string& error) override {
    error = "there is no layout engine";
    return std::vector<std::optional<diagram::EngineLayout>>(graphs.size());
  }
};

constexpr std::string_view ScenarioPrefix = "scenario:";

// A view of the model itself; none if there is none of that name.
std::optional<model::ViewId> own_view(const model::Model& model, std::string_view name) {
  for (std::size_t i = 0; i < model.views.size(); ++i) {
    if (model.name_of(model.views[model::ViewId(i)].entity) == name) {
      return model::ViewId(i);
    }
  }
  return std::nullopt;
}

}  // namespace

diagram::PositionedMap arranged_map(const RenderInput& input, const diagram::MapView& view) {
  NoEngine none;
  diagram::LayoutEngine& engine = input.layout != nullptr ? *input.layout : none;
  diagram::ArrangeOptions arranging;
  arranging.detail = input.options.detail.value_or(diagram::usual_detail(view.cards.size()));
  arranging.direction = input.options.direction;
  return diagram::arrange(view, engine, arranging);
}

std::vector<ViewInfo> views_of(const model::Model& model, const rules::Assessment& assessment) {
  std::vector<ViewInfo> views = {
      {"report", "Report", "the threat map with scenarios, risk register and legend"},
      {"map", "Threat map", "the threat map alone"}};
  int number = 0;
  for (const rules::Scenario& scenario : assessment.scenarios) {
    if (scenario.truth == rules::Truth::True) {
      views.push_back({fmt::format("{}{}", ScenarioPrefix, ++number), model.title(scenario.threat),
                       "an attack as a path over the map"});
    }
  }
  views.insert(views.end(),
               {{"matrix", "AI security matrix", "what is harmed, by where the attack enters"},
                {"periodic", "Periodic table", "threats by controls: in place, planned, missing"},
                {"heat", "Risk heat map", "likelihood × impact, without controls and now"},
                {"responsibility", "Responsibility", "who answers for which threat, by element"},
                {"supply-chain", "Model supply chain", "who made the models from what"}});
  for (const model::View& view : model.views) {
    const std::string_view name = model.name_of(view.entity);
    std::erase_if(views, [&](const ViewInfo& it) { return it.name == name; });
    views.push_back({std::string(name), model.label_of(view.entity), "a view of this model"});
  }
  return views;
}

struct Pictures::State {
  explicit State(const RenderInput& the_input)
      : input(the_input), views(views_of(input.model, input.assessment)) {}

  // What the picture says of itself counts where the options say nothing.
  PositionedMap arrange(const MapPicture& picture) const {
    RenderInput wanted = input;
    if (!wanted.options.detail) {
      wanted.options.detail = picture.detail;
    }
    if (!wanted.options.direction) {
      wanted.options.direction = picture.direction;
    }
    return arranged_map(wanted, picture.map);
  }

  const ReportView& report() {
    if (!report_) {
      report_ = diagram::make_report_view(input.model, input.assessment);
    }
    return *report_;
  }

  const PositionedMap& map() {
    if (!map_) {
      map_ = arranged_map(input, report().map);
    }
    return *map_;
  }

  RenderResult result(std::string bytes, const PositionedMap& drawn) {
    RenderResult made{std::move(bytes), {}};
    if (!drawn.warning.empty()) {
      made.warnings.push_back(drawn.warning);
    }
    return made;
  }

  RenderResult draw_map(const MapPicture& picture, const SvgOptions& options) {
    const PositionedMap placed = arrange(picture);
    return result(render_map_svg(picture, placed, options), placed);
  }

  RenderResult draw_whole_map(const SvgOptions& options) {
    const MapPicture picture{.title = report().title,
                             .subtitle = "Threat map",
                             .note = report().counts,
                             .map = report().map,
                             .detail = {},
                             .direction = {}};
    return result(render_map_svg(picture, map(), options), map());
  }

  RenderResult draw_grid(const diagram::Grid& grid, const SvgOptions& options) {
    return {render_grid_svg(grid, input.model.label_of(input.model.system), options), {}};
  }

  RenderResult draw_built_in(std::string_view name, const SvgOptions& options) {
    const model::Model& model = input.model;
    const rules::Assessment& assessment = input.assessment;
    if (name.starts_with(ScenarioPrefix)) {
      std::size_t number = 0;
      const std::string_view digits = name.substr(ScenarioPrefix.size());
      std::from_chars(digits.data(), digits.data() + digits.size(), number);
      return result(render_scenario_svg(report(), map(), number - 1, options), map());
    }
    if (name == "map") {
      return draw_whole_map(options);
    }
    if (name == "matrix") {
      return draw_grid(diagram::make_matrix(model, assessment), options);
    }
    if (name == "periodic") {
      return draw_grid(diagram::make_periodic_table(model, assessment), options);
    }
    if (name == "responsibility") {
      return draw_grid(diagram::make_responsibility(model, assessment), options);
    }
    if (name == "heat") {
      return {render_heat_svg(report(), options), {}};
    }
    if (name == "supply-chain") {
      return draw_map(diagram::make_supply_chain(model, assessment), options);
    }
    std::vector<double> breaks;
    RenderResult made = result(render_report_svg(report(), map(), options, &breaks), map());
    made.breaks = std::move(breaks);
    return made;
  }

  const RenderInput& input;
  std::vector<ViewInfo> views;

 private:
  std::optional<ReportView> report_;
  std::optional<PositionedMap> map_;
};

Pictures::Pictures(const RenderInput& input) : state_(std::make_unique<State>(input)) {}
Pictures::~Pictures() = default;

const std::vector<ViewInfo>& Pictures::views() const {
  return state_->views;
}

std::optional<RenderResult> Pictures::draw(std::string_view view, const PictureOptions& options) {
  const SvgOptions drawing{state_->input.options.theme, options.id_prefix, options.with_style};
  if (view.empty()) {
    return state_->draw_built_in("report", drawing);
  }
  const auto known = std::ranges::find(state_->views, view, &ViewInfo::name);
  if (known == state_->views.end()) {
    return std::nullopt;
  }
  if (const auto own = own_view(state_->input.model, view)) {
    return state_->draw_map(
        diagram::make_selection(state_->input.model, state_->input.assessment, *own), drawing);
  }
  return state_->draw_built_in(view, drawing);
}

std::string picture_style(Theme theme) {
  return style_sheet(theme, StyleScope::Pictures);
}

RenderResult render_svg(const RenderInput& input) {
  Pictures pictures(input);
  auto result = pictures.draw(input.options.view);
  AIXC_CHECK(result);
  return *std::move(result);
}

}  // namespace aixc::render
