#include "compiler/render/svg/grid.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/grid_cell.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::Font;
using diagram::Grid;
using diagram::GridCell;
using diagram::GridHead;
using diagram::Point;
using diagram::Rect;
using diagram::text_width;
using diagram::wrap;

const Font HeadFont{12, true};
const Font NoteFont{11};
constexpr double HeadLine = 15;
constexpr double NarrowColumn = 38;
constexpr double LeastColumn = 84;
constexpr double MostColumn = 300;
constexpr double MostHead = 230;
constexpr double CellPad = 10;
constexpr double GroupRow = 26;
constexpr std::size_t MostStacked = 3;  // numbers above a narrow column

class GridDrawing {
 public:
  GridDrawing(SvgWriter& svg, const Grid& grid, Point corner, double room)
      : svg_(svg), grid_(grid), corner_(corner) {
    choose_widths(room);
  }

  diagram::Size run() {
    double y = corner_.y + draw_head();
    svg_.line({corner_.x, y}, {right(), y}, "hl2").newline();
    std::string group;
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      if (grid_.rows[row].group != group) {
        group = grid_.rows[row].group;
        svg_.text(corner_.x, y + 18, "s b m", group);
        y += GroupRow;
        svg_.line({corner_.x, y}, {right(), y}, "hl");
      }
      y += draw_row(row, y);
    }
    return {right() - corner_.x, y - corner_.y};
  }

 private:
  double right() const { return left_.back(); }
  bool has_groups() const {
    return std::ranges::any_of(grid_.columns, [](const GridHead& it) { return !it.group.empty(); });
  }

  // What the columns ask for; where that is too much, the wide ones give way.
  void choose_widths(double room) {
    double head = text_width(grid_.corner, HeadFont) + CellPad;
    for (const GridHead& row : grid_.rows) {
      head = std::max({head, text_width(row.title, HeadFont) + CellPad,
                       text_width(row.note, NoteFont) + CellPad});
    }
    head_width_ = std::clamp(head, 90.0, MostHead);
    std::vector<double> widths;
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      widths.push_back(grid_.narrow ? NarrowColumn : wanted_width(column));
    }
    double limit = MostColumn;
    const auto total = [&] {
      double sum = head_width_;
      for (const double width : widths) {
        sum += std::min(width, limit);
      }
      return sum;
    };
    while (!grid_.narrow && total() > room && limit > LeastColumn) {
      limit -= 4;
    }
    left_.push_back(corner_.x + head_width_);
    for (const double width : widths) {
      left_.push_back(left_.back() + std::min(width, limit));
    }
  }

  double wanted_width(std::size_t column) const {
    const GridHead& head = grid_.columns[column];
    double width = std::max({LeastColumn, text_width(head.title, HeadFont) + 2 * CellPad,
                             text_width(head.note, NoteFont) + 2 * CellPad});
    for (std::size_t row = 0; row < grid_.rows.size(); ++row) {
      width = std::max(width, cell_width(grid_.cell(row, column)) + 2 * CellPad);
    }
    return width;
  }

  // Returns the height.
  double draw_head() {
    const double groups = has_groups() ? GroupRow : 0;
    const double height = groups + (grid_.narrow ? upright_height() : level_height());
    svg_.text(corner_.x, corner_.y + height - 9, "s b m", grid_.corner);
    for (std::size_t first = 0; groups > 0 && first < grid_.columns.size();) {
      std::size_t end = first + 1;
      while (end < grid_.columns.size() && grid_.columns[end].group == grid_.columns[first].group) {
        ++end;
      }
      draw_column_group(grid_.columns[first], left_[first], left_[end]);
      first = end;
    }
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      const double bottom = corner_.y + height;
      grid_.narrow ? draw_upright(column, bottom) : draw_level(column, corner_.y + groups);
    }
    return height;
  }

  void draw_column_group(const GridHead& head, double left, double right) {
    double x = left + (grid_.narrow ? 4 : CellPad);
    if (head.surface) {
      surface_arrow(svg_, {x + 8, corner_.y + 11}, *head.surface);
      x += 22;
    }
    svg_.text(x, corner_.y + 15, "s b m", diagram::shorten(head.group, {11, true}, right - x));
    svg_.line({left + 4, corner_.y + 22}, {right - 4, corner_.y + 22}, "hl2");
  }

  double level_height() const {
    double height = 0;
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      const double room = left_[column + 1] - left_[column] - 2 * CellPad;
      const double lines =
          static_cast<double>(wrap(grid_.columns[column].title, HeadFont, room, 3).size());
      height =
          std::max(height, 12 + HeadLine * lines + (grid_.columns[column].note.empty() ? 0 : 15));
    }
    return height;
  }

  void draw_level(std::size_t column, double top) {
    const GridHead& head = grid_.columns[column];
    const double room = left_[column + 1] - left_[column] - 2 * CellPad;
    const double x = left_[column] + CellPad;
    const double y = draw_paragraph(svg_, {x, top + 15}, head.calm ? "m" : "b",
                                    wrap(head.title, HeadFont, room, 3), HeadLine);
    svg_.text(x, y, "s m", diagram::shorten(head.note, NoteFont, room));
  }

  static double stack_height(const GridHead& head) {
    const std::size_t shown = std::min(head.numbers.size(), MostStacked + 1);
    return 20 * static_cast<double>(shown);
  }

  double upright_height() const {
    double titles = 0;
    double stacks = 0;
    for (const GridHead& head : grid_.columns) {
      titles = std::max(titles, std::min(MostHead, text_width(head.title, HeadFont)));
      stacks = std::max(stacks, stack_height(head));
    }
    stacks_ = stacks;
    return titles + stacks + 20;
  }

  // The title upwards, the numbers of its findings below it.
  void draw_upright(std::size_t column, double bottom) {
    const GridHead& head = grid_.columns[column];
    const double x = left_[column] + NarrowColumn / 2;
    svg_.open_with(fmt::format("transform=\"translate({} {}) rotate(-90)\"", number(x + 4),
                               number(bottom - stacks_ - 10)));
    svg_.text(0, 0, head.calm ? "m" : "b", diagram::shorten(head.title, HeadFont, MostHead));
    svg_.close();
    double y = bottom - stacks_ + 6;
    for (std::size_t i = 0; i < head.numbers.size(); ++i, y += 20) {
      if (i == MostStacked && head.numbers.size() > MostStacked + 1) {
        svg_.text(x, y + 4, "s m c", fmt::format("+{}", head.numbers.size() - MostStacked));
        break;
      }
      svg_.open(head.numbers[i].calm ? "calm" : "");
      number_mark(svg_, {x, y}, head.numbers[i].number);
      svg_.close();
    }
  }

  // Returns the height.
  double draw_row(std::size_t row, double top) {
    const GridHead& head = grid_.rows[row];
    const double room = head_width_ - CellPad;
    const auto title = wrap(head.title, HeadFont, room, 2);
    const auto note =
        head.note.empty() ? std::vector<std::string>() : wrap(head.note, NoteFont, room, 2);
    const double pad = grid_.narrow ? 6 : 9;
    double height = 2 * pad + HeadLine * static_cast<double>(title.size() + note.size());
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      height = std::max(height, cell_height(grid_.cell(row, column), column_room(column)) +
                                    (grid_.narrow ? 4 : 2 * pad));
    }
    svg_.open(head.calm ? "calm" : "");
    double y = draw_paragraph(svg_, {corner_.x, top + pad + 11.5}, "b", title, HeadLine);
    draw_paragraph(svg_, {corner_.x, y}, "s m", note, HeadLine);
    svg_.close();
    for (std::size_t column = 0; column < grid_.columns.size(); ++column) {
      const Rect box{left_[column], top, left_[column + 1] - left_[column], height};
      if (grid_.narrow) {
        draw_tile(svg_, grid_.cell(row, column), box);
      } else {
        draw_cell(svg_, grid_.cell(row, column), {box.x + CellPad, top + pad}, column_room(column));
      }
    }
    svg_.line({corner_.x, top + height}, {right(), top + height}, "hl").newline();
    return height;
  }

  double column_room(std::size_t column) const {
    return left_[column + 1] - left_[column] - (grid_.narrow ? 0 : 2 * CellPad);
  }

  SvgWriter& svg_;
  const Grid& grid_;
  Point corner_;
  double head_width_ = 0;
  std::vector<double> left_;   // of the columns, then the right edge
  mutable double stacks_ = 0;  // height of the numbers above narrow columns
};

}  // namespace

diagram::Size draw_grid(SvgWriter& svg, const Grid& grid, Point corner, double room) {
  return GridDrawing(svg, grid, corner, room).run();
}

double draw_grid_legend(SvgWriter& svg, const Grid& grid, Point corner, double room) {
  constexpr double Line = 24;
  double x = corner.x;
  double y = corner.y;
  for (const diagram::GridSign& sign : grid.legend) {
    const double width = 28 + text_width(sign.text, {12}) + 24;
    if (x > corner.x && x + width > corner.x + room) {
      x = corner.x;
      y += Line;
    }
    draw_sign(svg, sign.sign, {x + 10, y + 10});
    svg.text(x + 28, y + 14, "", sign.text);
    x += width;
  }
  return grid.legend.empty() ? 0 : y + Line - corner.y;
}

}  // namespace aixc::render
