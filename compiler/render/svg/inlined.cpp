#include "compiler/render/svg/inlined.h"

#include <cmath>
#include <set>

#include <fmt/format.h>

#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/style.h"

namespace aixc::render {
namespace {

using diagram::Point;

// Shadows and thick lines reach a little beyond the map.
constexpr double Room = 14;

std::string open_picture(diagram::Size size, std::string_view attributes) {
  return fmt::format("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0} {0} {1} {2}\" {3}>",
                     number(-Room), number(std::ceil(size.width + 2 * Room)),
                     number(std::ceil(size.height + 2 * Room)), attributes);
}

std::string whole_map_id(const std::string& id_prefix) {
  return id_prefix + "~";
}

void use(SvgWriter& svg, const std::string& id) {
  svg.raw(fmt::format("<use href=\"#{}\"/>", id));
}

// The cards and flows that a scenario touches, in the order of the map.
struct Touched {
  std::set<std::size_t> cards;
  std::set<std::size_t> flows;
};

Touched touched_by(const diagram::MapView& view, const diagram::Scenario& scenario) {
  Touched touched;
  const auto mark = [&](const diagram::End& end) {
    if (end.what == diagram::End::What::Card) {
      touched.cards.insert(static_cast<std::size_t>(end.index));
    }
  };
  for (const diagram::ScenarioStep& step : scenario.steps) {
    if (step.card >= 0) {
      touched.cards.insert(static_cast<std::size_t>(step.card));
    }
    if (step.flow >= 0) {
      const auto flow = static_cast<std::size_t>(step.flow);
      touched.flows.insert(flow);
      mark(view.flows[flow].from);
      mark(view.flows[flow].to);
    }
  }
  return touched;
}

template <typename Draw>
std::string symbol(std::string_view name, Draw draw) {
  SvgWriter svg;
  draw(svg);
  return fmt::format("<symbol id=\"sign-{}\" viewBox=\"-10 -10 20 20\">{}</symbol>", name,
                     svg.take());
}

}  // namespace

std::string inlined_map(const diagram::MapView& view, const diagram::PositionedMap& map,
                        const std::string& id_prefix, const std::string& label) {
  SvgWriter svg;
  svg.raw(open_picture(map.size,
                       fmt::format("class=\"picture\" width=\"{}\" role=\"group\" "
                                   "aria-label=\"{}\"",
                                   number(std::ceil(map.size.width + 2 * Room)), escape(label))));
  svg.open_with(fmt::format("id=\"{}\"", whole_map_id(id_prefix))).newline();
  draw_map(svg, view, map, id_prefix);
  svg.close().raw("</svg>").newline();
  return svg.take();
}

std::string inlined_scenario(const diagram::MapView& view, const diagram::PositionedMap& map,
                             const diagram::Scenario& scenario, const std::string& id_prefix) {
  SvgWriter svg;
  svg.raw(open_picture(map.size,
                       fmt::format("class=\"picture\" width=\"{}\" role=\"img\" aria-label=\"{}\"",
                                   number(std::ceil(map.size.width + 2 * Room)),
                                   escape("The path on the map: " + scenario.title))));
  svg.open("dim");
  use(svg, whole_map_id(id_prefix));
  svg.close();
  draw_scenario_lines(svg, map, scenario);
  const Touched touched = touched_by(view, scenario);
  for (const std::size_t card : touched.cards) {
    svg.rect(map.cards[card].rect, 6, "bg").rect(map.cards[card].rect.grown(3), 8, "po");
    use(svg, id_of(id_prefix, view.cards[card].id));
  }
  for (const std::size_t flow : touched.flows) {
    if (map.flows[flow].label_rect.width > 0) {
      svg.rect(map.flows[flow].label_rect, 4, "bg");
      use(svg, label_id(id_of(id_prefix, view.flows[flow].id)));
    }
  }
  draw_scenario_marks(svg, map, scenario);
  svg.raw("</svg>").newline();
  return svg.take();
}

std::string inlined_signs() {
  using diagram::ControlState;
  using diagram::Level;
  using diagram::Status;
  using diagram::Surface;
  constexpr Point Centre{0, 0};
  std::string symbols;
  for (const Level level : {Level::Critical, Level::High, Level::Medium, Level::Low}) {
    symbols += symbol(word(level), [&](SvgWriter& svg) { level_sign(svg, Centre, level); });
  }
  const std::pair<const char*, ControlState> states[] = {{"in_place", ControlState::InPlace},
                                                         {"planned", ControlState::Planned},
                                                         {"missing", ControlState::Missing}};
  for (const auto& [name, state] : states) {
    symbols += symbol(name, [&](SvgWriter& svg) { control_sign(svg, Centre, state); });
  }
  for (const Status status :
       {Status::Open, Status::Countered, Status::Accepted, Status::Transferred, Status::Avoided}) {
    symbols += symbol(word(status), [&](SvgWriter& svg) { status_sign(svg, Centre, status); });
  }
  for (const Surface surface : {Surface::Input, Surface::Development, Surface::Runtime}) {
    symbols += symbol(word(surface), [&](SvgWriter& svg) { surface_arrow(svg, Centre, surface); });
  }
  return "<svg class=\"signs\" aria-hidden=\"true\" focusable=\"false\" width=\"0\" height=\"0\">" +
         symbols + "</svg>\n";
}

}  // namespace aixc::render
