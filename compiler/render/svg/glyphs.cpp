#include "compiler/render/svg/glyphs.h"

#include <string>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"

namespace aixc::render {
namespace {

using diagram::ControlState;
using diagram::Icon;
using diagram::Level;
using diagram::Point;
using diagram::Status;
using diagram::Surface;

// The data of a path that starts at a point moved by (dx, dy); the rest is relative to it.
std::string from(Point at, double dx, double dy, std::string_view rest) {
  return fmt::format("M{} {}{}", number(at.x + dx), number(at.y + dy), rest);
}

void tick(SvgWriter& svg, Point at, std::string_view css_class) {
  svg.path(css_class, from(at, -5, 0, "l3.5 4l6.5 -8"));
}

}  // namespace

void number_mark(SvgWriter& svg, Point at, int number) {
  if (number == 0) {
    return;
  }
  constexpr int WidestInCircle = 99;
  const std::string text = fmt::format("{}", number);
  if (number <= WidestInCircle) {
    svg.circle(at, 9, "num");
  } else {
    const double width = diagram::text_width(text, {10.5, true}) + 10;
    svg.rect({at.x - width / 2, at.y - 9, width, 18}, 9, "num");
  }
  svg.text(at.x, at.y + 3.7, "numt", text);
}

void surface_arrow(SvgWriter& svg, Point at, Surface surface) {
  svg.path(word(surface), from(at, -8, -1.75, "h9v-3.75l7 5.5l-7 5.5v-3.75h-9z"));
}

void impact_mark(SvgWriter& svg, Point at, std::string_view letter) {
  if (letter.empty()) {
    return;
  }
  if (letter.size() == 1) {
    svg.circle(at, 8.5, "imp");
  } else {
    const double width = diagram::text_width(letter, {10.5, true}) + 11;
    svg.rect({at.x - width / 2, at.y - 8.5, width, 17}, 8.5, "imp");
  }
  svg.text(at.x, at.y + 3.7, "impt", letter);
}

void level_sign(SvgWriter& svg, Point at, Level level) {
  switch (level) {
    case Level::Critical:
      svg.path("critical", from(at, -2.4, -5.8, "h4.8l3.4 3.4v4.8l-3.4 3.4h-4.8l-3.4 -3.4v-4.8z"));
      break;
    case Level::High:
      svg.path("high", from(at, 0, -5.5, "l6 10h-12z"));
      break;
    case Level::Medium:
      svg.path("medium", from(at, 0, -5.5, "l5.5 5.5l-5.5 5.5l-5.5 -5.5z"));
      break;
    case Level::Low:
      svg.circle(at, 4, "low");
      break;
    case Level::None:
      svg.path("hl2", from(at, -4, 0, "h8"));
      break;
  }
}

void control_sign(SvgWriter& svg, Point at, ControlState state) {
  switch (state) {
    case ControlState::InPlace:
      tick(svg, at, "gl gi");
      break;
    case ControlState::Planned:
      svg.circle(at, 4.6, "gl gp");
      svg.path("gpf", from(at, 0, -4.6, "a4.6 4.6 0 0 0 0 9.2z"));
      break;
    case ControlState::Missing:
      svg.circle(at, 4.6, "gl gm");
      break;
  }
}

void status_sign(SvgWriter& svg, Point at, Status status) {
  switch (status) {
    case Status::Applies:
      break;
    case Status::Open:
      svg.circle(at, 6.5, "imp");
      svg.text(at.x, at.y + 3.7, "impt", "?");
      break;
    case Status::Countered:
      tick(svg, at, "gl gi");
      break;
    case Status::Accepted:
      svg.path("hl2", from(at, -4.5, 0, "h9"));
      break;
    case Status::Transferred:
      svg.path("gl gq", from(at, -5, 0, "h9m-3.5 -3.5l3.5 3.5l-3.5 3.5"));
      break;
    case Status::Avoided:
      svg.path("gl gq", from(at, -3.5, -3.5, "l7 7m0 -7l-7 7"));
      break;
  }
}

void lock_sign(SvgWriter& svg, Point at) {
  svg.rect({at.x - 5, at.y - 2, 10, 7.5}, 1.5, "lock");
  svg.path("lockl", from(at, -3, -2, "v-2a3 3 0 0 1 6 0v2"));
}

void warning_sign(SvgWriter& svg, Point at) {
  svg.path("warn", from(at, 0, -5, "l5.5 10h-11zm0 3.5v3m0 1.7v.1"));
}

void crossing_sign(SvgWriter& svg, Point at) {
  svg.path("xg", from(at, 0, -8.5, "l8.5 8.5l-8.5 8.5l-8.5 -8.5z"));
  svg.path("xb", from(at, -3, 0, "h6"));
}

void risk(SvgWriter& svg, Point at, const diagram::Risk& risk, bool with_score) {
  level_sign(svg, at, risk.upper);
  std::string text =
      risk.level == risk.upper ? word(risk.upper) : std::string("≤ ") + word(risk.upper);
  if (with_score && risk.upper_score > 0) {
    text += risk.score == risk.upper_score ? fmt::format(" {}", risk.score)
                                           : fmt::format(" {}–{}", risk.score, risk.upper_score);
  }
  svg.text(at.x + 11, at.y + 4,
           fmt::format("lv {}", risk.upper == Level::None ? "none" : word(risk.upper)), text);
}

namespace {

// Outlines in a square of 18 × 18.
std::string_view outline(Icon icon) {
  switch (icon) {
    case Icon::None:
      return "";
    case Icon::Person:
      return R"(<circle cx="9" cy="5.5" r="3.6"/><path d="M2 17c0-4.5 3-6.5 7-6.5s7 2 7 6.5z"/>)";
    case Icon::App:
      return R"(<rect x="1" y="2.5" width="16" height="13" rx="2"/><path d="M1 6.5h16"/>)";
    case Icon::Service:
      return R"(<rect x="2" y="2.5" width="14" height="5.5" rx="1.5"/><rect x="2" y="10.5" width="14" height="5.5" rx="1.5"/><path d="M5 5.2h.1M5 13.2h.1"/>)";
    case Icon::Store:
      return R"(<ellipse cx="9" cy="4" rx="7" ry="2.7"/><path d="M2 4v10c0 1.5 3 2.7 7 2.7s7-1.2 7-2.7V4M2 9c0 1.5 3 2.7 7 2.7s7-1.2 7-2.7"/>)";
    case Icon::Corpus:
      return R"(<path d="M9 4c-2-1.5-4.5-2-7.5-2v12.5c3 0 5.5.5 7.5 2 2-1.5 4.5-2 7.5-2V2c-3 0-5.5.5-7.5 2zM9 4v12.5"/>)";
    case Icon::Model:
      return R"(<circle cx="3.5" cy="5" r="2"/><circle cx="3.5" cy="13" r="2"/><circle cx="14.5" cy="9" r="2"/><path d="M5.5 5.7l7 2.6M5.5 12.3l7-2.6"/>)";
    case Icon::Llm:
      return R"(<path d="M9 1l7 4v8l-7 4-7-4V5zM2 5l7 4 7-4M9 9v8"/>)";
    case Icon::Agent:
      return R"(<rect x="2.5" y="5" width="13" height="10.5" rx="3"/><path d="M9 5V1.5M6.5 9v2M11.5 9v2"/>)";
    case Icon::Tool:
      return R"(<path d="M11 7l5-5M11.5 1.8a4.5 4.5 0 0 0-4 6.7L2 14l2 2 5.5-5.5a4.5 4.5 0 0 0 6.7-4z"/>)";
    case Icon::Prompt:
      return R"(<rect x="1.5" y="2" width="15" height="14" rx="2"/><path d="M5 6.5l3 2.5-3 2.5M10 12h3.5"/>)";
    case Icon::Memory:
      return R"(<rect x="4" y="4" width="10" height="10" rx="1.5"/><path d="M7 4V1.5M11 4V1.5M7 16.5V14M11 16.5V14M4 7H1.5M4 11H1.5M16.5 7H14M16.5 11H14"/>)";
    case Icon::Guard:
      return R"(<path d="M9 1l7 2.5v5c0 4.5-3 7-7 8.5-4-1.5-7-4-7-8.5v-5z"/>)";
    case Icon::Feed:
      return R"(<circle cx="9" cy="9" r="7.5"/><path d="M1.5 9h15M9 1.5c2.3 2.2 3.3 4.7 3.3 7.5s-1 5.3-3.3 7.5c-2.3-2.2-3.3-4.7-3.3-7.5s1-5.3 3.3-7.5z"/>)";
    case Icon::Training:
      return R"(<path d="M15.5 9a6.5 6.5 0 1 1-2-4.7M15.8 1.5v3.3h-3.3"/><circle cx="9" cy="9" r="1.8"/>)";
    case Icon::Registry:
      return R"(<path d="M9 1.5l7 3.3v8.4l-7 3.3-7-3.3V4.8zM2 4.8l7 3.2 7-3.2M9 8v8.5M5.5 3.2l7 3.2"/>)";
    case Icon::Code:
      return R"(<path d="M5.5 5L1.5 9l4 4M12.5 5l4 4-4 4M10.5 3l-3 12"/>)";
    case Icon::Boundary:
      return R"(<rect x="1.5" y="2.5" width="15" height="13" rx="2" stroke-dasharray="3 2.5"/>)";
  }
  return "";
}

}  // namespace

void icon(SvgWriter& svg, Point corner, Icon icon) {
  if (icon == Icon::None) {
    return;
  }
  svg.open_with(fmt::format("class=\"ic\" transform=\"translate({} {})\"", number(corner.x),
                            number(corner.y)));
  svg.raw(outline(icon)).close();
}

}  // namespace aixc::render
