#include <algorithm>

#include <fmt/format.h>

#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::HeatMark;
using diagram::Point;
using diagram::ReportView;

constexpr double HeatStep = 21;
constexpr double HeatRow = 20;
constexpr double CellHeight = 30;

using HeatMarks = std::vector<HeatMark>;

std::vector<const HeatMark*> marks_in(const HeatMarks& marks, int likelihood, int impact) {
  std::vector<const HeatMark*> found;
  for (const HeatMark& mark : marks) {
    if (mark.likelihood == likelihood && mark.impact == impact) {
      found.push_back(&mark);
    }
  }
  return found;
}

// The marks of a cell in rows around its centre.
void draw_marks(SvgWriter& svg, const std::vector<const HeatMark*>& marks, Point centre,
                std::size_t in_row) {
  const std::size_t rows = (marks.size() + in_row - 1) / in_row;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    const std::size_t row = i / in_row;
    const std::size_t count = std::min(in_row, marks.size() - row * in_row);
    const double across = static_cast<double>(i % in_row) - static_cast<double>(count - 1) / 2;
    const double down = static_cast<double>(row) - static_cast<double>(rows - 1) / 2;
    svg.open(marks[i]->mark.calm ? "calm" : "");
    number_mark(svg, centre + Point{across * HeatStep, down * HeatRow}, marks[i]->mark.number);
    svg.close();
  }
}

}  // namespace

double draw_heat_panel(SvgWriter& svg, const ReportView& view, Point corner, double width) {
  return draw_heat_map(svg, view.heat_marks, "now", corner, width);
}

double draw_heat_map(SvgWriter& svg, const HeatMarks& all, const char* when, Point corner,
                     double width) {
  constexpr int Scale = 5;
  constexpr double Left = 46;
  constexpr double Gap = 3;
  return framed(svg, corner, width, "panel", [&](SvgWriter& inside, double top) {
    inside.text(corner.x + Spacing::Padding, top + 28, "h2", "Likelihood × impact");
    inside.text(corner.x + width - Spacing::Padding, top + 28, "s m r", when);
    const double cell = (width - Left - Spacing::Padding - Gap * (Scale - 1)) / Scale;
    const auto in_row = static_cast<std::size_t>((cell - 10) / HeatStep);
    double y = top + 42;
    for (int likelihood = Scale; likelihood >= 1; --likelihood) {
      std::size_t most = 1;
      for (int impact = 1; impact <= Scale; ++impact) {
        most = std::max(most, (marks_in(all, likelihood, impact).size() + in_row - 1) / in_row);
      }
      const double height = CellHeight + HeatRow * static_cast<double>(most - 1);
      inside.text(corner.x + 28, y + height / 2 + 4, "s m c", fmt::format("{}", likelihood));
      for (int impact = 1; impact <= Scale; ++impact) {
        const diagram::Rect box{corner.x + Left + (cell + Gap) * (impact - 1), y, cell, height};
        inside.rect(box, 3, fmt::format("hm {}", word(diagram::level_of(likelihood * impact))));
        draw_marks(inside, marks_in(all, likelihood, impact), box.centre(), in_row);
      }
      y += height + Gap;
    }
    for (int impact = 1; impact <= Scale; ++impact) {
      inside.text(corner.x + Left + (cell + Gap) * (impact - 1) + cell / 2, y + 14, "s m c",
                  fmt::format("{}", impact));
    }
    inside.text(corner.x + Spacing::Padding, y + 32, "s m", "likelihood ↑");
    inside.text(corner.x + width - Spacing::Padding, y + 32, "s m r", "impact →");
    return y + 46;
  });
}

}  // namespace aixc::render
