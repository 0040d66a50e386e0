#include "compiler/render/svg.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "compiler/base/check.h"
#include "compiler/diagram/arrange.h"
#include "compiler/diagram/overview.h"
#include "compiler/diagram/part_choice.h"
#include "compiler/diagram/pictures.h"
#include "compiler/diagram/scenario_picture.h"
#include "compiler/diagram/view.h"
#include "compiler/render/svg/pictures.h"
#include "compiler/render/svg/report.h"
#include "compiler/render/svg/views.h"

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

diagram::PositionedMap arranged_map(const RenderInput& input, const diagram::MapView& view,
                                    bool has_page) {
  NoEngine none;
  diagram::LayoutEngine& engine = input.layout != nullptr ? *input.layout : none;
  diagram::ArrangeOptions arranging;
  arranging.detail = input.options.detail.value_or(diagram::usual_detail(view.cards.size()));
  arranging.direction = input.options.direction;
  arranging.has_page = has_page;
  return diagram::arrange(view, engine, arranging);
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
    return arranged_map(wanted, picture.map, picture.has_page);
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

  // Only of a large model.
  const diagram::Overview& overview() {
    if (!overview_) {
      overview_ = diagram::make_overview(report().map);
    }
    return *overview_;
  }

  bool is_large() { return report().map.cards.size() > diagram::MostInOnePicture; }

  MapPicture picture_of_overview() {
    return {.title = report().title,
            .subtitle = "Overview",
            .note = report().counts,
            .map = overview().map,
            .detail = diagram::Detail::Badges,
            .direction = {}};
  }

  // Its own elements are few enough to list their threats; those around it have none.
  MapPicture picture_of_part(const diagram::OverviewPart& part) {
    return {.title = part.title,
            .subtitle = report().title + " · a part of the threat map",
            .note = part.note,
            .map = part.map,
            .detail = diagram::Detail::Threats,
            .direction = {},
            .has_page = true};
  }

  RenderResult draw_part(std::string_view name, const SvgOptions& options) {
    const auto part = std::ranges::find(overview().all, name, &diagram::OverviewPart::name);
    AIXC_CHECK(part != overview().all.end());
    return draw_map(picture_of_part(*part), options);
  }

  // Cards lead to the pictures of what they stand for, if these are drawn.
  static void link(diagram::MapView& map, const std::vector<int>& parts,
                   const std::vector<std::string>& anchors) {
    for (std::size_t c = 0; c < parts.size(); ++c) {
      if (parts[c] >= 0 && !anchors[static_cast<std::size_t>(parts[c])].empty()) {
        map.cards[c].url = "#" + anchors[static_cast<std::size_t>(parts[c])];
      }
    }
  }

  RenderResult draw_large_report(const SvgOptions& options) {
    const diagram::PartChoice choice = diagram::choose_parts(overview());
    std::vector<std::string> anchors(overview().all.size());
    for (const std::size_t p : choice.drawn) {
      anchors[p] = id_of(options.id_prefix, "part-" + overview().all[p].name);
    }
    MapPicture whole = picture_of_overview();
    link(whole.map, overview().parts, anchors);
    const PositionedMap placed = arrange(whole);
    RenderResult made = result({}, placed);
    ReportMaps maps{whole.map, placed, {}, {}};
    for (const std::size_t p : choice.left_out) {
      const diagram::OverviewPart& part = overview().all[p];
      maps.left_out.push_back({part.name, part.title, part.note});
    }
    for (const std::size_t p : choice.drawn) {
      const diagram::OverviewPart& part = overview().all[p];
      MapPicture picture = picture_of_part(part);
      link(picture.map, part.parts, anchors);
      PositionedMap map = arrange(picture);
      if (!map.warning.empty()) {
        made.warnings.push_back(map.warning);
      }
      maps.parts.push_back(
          {anchors[p], part.title, part.note, std::move(picture.map), std::move(map)});
    }
    made.bytes = render_report_svg(report(), maps, options, &made.breaks);
    return made;
  }

  RenderResult draw_report(const SvgOptions& options) {
    if (is_large()) {
      return draw_large_report(options);
    }
    RenderResult made = result({}, map());
    made.bytes = render_report_svg(report(), {report().map, map(), {}, {}}, options, &made.breaks);
    return made;
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

  RenderResult draw_scenario(std::size_t index, const SvgOptions& options) {
    const auto picture = diagram::make_scenario_picture(report().map, report().scenarios[index]);
    const PositionedMap placed = is_large() ? arranged_map(input, picture.map) : map();
    return result(render_scenario_svg(report().title, picture, placed, options), placed);
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
      return draw_scenario(number - 1, options);
    }
    if (name == "map") {
      return draw_whole_map(options);
    }
    if (name == "overview") {
      return draw_map(picture_of_overview(), options);
    }
    if (name.starts_with(PartPrefix)) {
      return draw_part(name.substr(PartPrefix.size()), options);
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
    return draw_report(options);
  }

  const RenderInput& input;
  std::vector<ViewInfo> views;

 private:
  std::optional<ReportView> report_;
  std::optional<PositionedMap> map_;
  std::optional<diagram::Overview> overview_;
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
