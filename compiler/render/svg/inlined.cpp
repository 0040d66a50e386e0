#include "compiler/render/svg/inlined.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/map.h"
#include "compiler/render/svg/sections.h"
#include "compiler/render/svg/style.h"

namespace aixc::render {
namespace {

using diagram::Point;

// Shadows and thick lines reach a little beyond the map.
constexpr double Room = 14;

std::string open_picture(const diagram::Rect& part, std::string_view attributes) {
  return fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"{0} {1} {2} {3}\" width=\"{2}\" {4}>",
      number(part.x), number(part.y), number(std::ceil(part.width)), number(std::ceil(part.height)),
      attributes);
}

diagram::Rect whole(const diagram::PositionedMap& map) {
  return diagram::Rect{0, 0, map.size.width, map.size.height}.grown(Room);
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

// Where all of it is, with some of what is around it.
diagram::Rect part_of(const diagram::PositionedMap& map, const Touched& touched) {
  constexpr double Around = 40;
  std::vector<diagram::Rect> parts;
  for (const std::size_t card : touched.cards) {
    parts.push_back(map.cards[card].rect);
  }
  for (const std::size_t flow : touched.flows) {
    for (const diagram::Bezier& curve : map.flows[flow].line) {
      for (const Point& point : curve) {
        parts.push_back({point.x, point.y, 0, 0});
      }
    }
    if (map.flows[flow].label_rect.width > 0) {
      parts.push_back(map.flows[flow].label_rect);
    }
  }
  if (parts.empty()) {
    return whole(map);
  }
  diagram::Rect all = parts.front();
  for (const diagram::Rect& part : parts) {
    all = unite(all, part);
  }
  all = all.grown(Around);
  const diagram::Rect most = whole(map);
  const double x = std::max(all.x, most.x);
  const double y = std::max(all.y, most.y);
  return {x, y, std::min(all.right(), most.right()) - x, std::min(all.bottom(), most.bottom()) - y};
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
  svg.raw(open_picture(whole(map), fmt::format("class=\"picture\" role=\"group\" aria-label=\"{}\"",
                                               escape(label))));
  svg.open_with(fmt::format("id=\"{}\"", whole_map_id(id_prefix))).newline();
  draw_map(svg, view, map, id_prefix);
  svg.close().raw("</svg>").newline();
  return svg.take();
}

std::string inlined_scenario(const diagram::MapView& view, const diagram::PositionedMap& map,
                             const diagram::Scenario& scenario, const std::string& id_prefix) {
  SvgWriter svg;
  const Touched touched = touched_by(view, scenario);
  svg.raw(open_picture(part_of(map, touched),
                       fmt::format("class=\"picture\" role=\"img\" aria-label=\"{}\"",
                                   escape("The path on the map: " + scenario.title))));
  svg.open("dim");
  use(svg, whole_map_id(id_prefix));
  svg.close();
  draw_scenario_lines(svg, map, scenario);
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

std::string inlined_heat_map(const std::vector<diagram::HeatMark>& marks) {
  constexpr double Width = 340;
  SvgWriter inside;
  const double height = draw_heat_map(inside, marks, "now", {0, 0}, Width);
  SvgWriter svg;
  svg.raw(open_picture(diagram::Rect{0, 0, Width, height}.grown(1),
                       "class=\"picture\" role=\"img\" aria-label=\"The findings by likelihood and "
                       "impact, now; the register has the same in words\""));
  svg.raw(inside.take()).raw("</svg>").newline();
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
