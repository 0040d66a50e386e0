#include "compiler/render/svg/grid_cell.h"

#include <algorithm>

#include "compiler/diagram/text_metrics.h"
#include "compiler/render/svg/glyphs.h"
#include "compiler/render/svg/sections.h"

namespace aixc::render {
namespace {

using diagram::ControlState;
using diagram::GridCell;
using diagram::GridItem;
using diagram::Point;
using diagram::Rect;

constexpr double TextLine = 15;
constexpr double MarkStep = 23;
constexpr double MarkRow = 22;
constexpr double ItemGap = 7;
constexpr double WidestText = 240;
constexpr std::size_t MarksWanted = 8;  // in a row
constexpr int MostLines = 4;

diagram::Font font_of(const GridItem& item) {
  return {12, !item.calm && !item.numbers.empty()};
}

double mark_width(const diagram::NumberMark& mark) {
  return mark.number > 99 ? MarkStep + 8 : MarkStep;
}

std::size_t mark_rows(const GridItem& item, double room) {
  std::size_t rows = 0;
  double x = room + 1;
  for (const diagram::NumberMark& mark : item.numbers) {
    if (x + mark_width(mark) > room && x > 0) {
      ++rows;
      x = 0;
    }
    x += mark_width(mark);
  }
  return rows;
}

std::vector<std::string> lines_of(const GridItem& item, double room) {
  return item.text.empty() ? std::vector<std::string>()
                           : diagram::wrap(item.text, font_of(item), room, MostLines);
}

double item_height(const GridItem& item, double room) {
  return TextLine * static_cast<double>(lines_of(item, room).size()) +
         MarkRow * static_cast<double>(mark_rows(item, room));
}

// The text, and below it the numbers.
double draw_item(SvgWriter& svg, const GridItem& item, Point corner, double room) {
  double y = corner.y + 11.5;
  const char* css_class = item.calm ? "m" : item.numbers.empty() ? "" : "b";
  y = draw_paragraph(svg, {corner.x, y}, css_class, lines_of(item, room), TextLine) - 11.5;
  double x = 0;
  y += 11;
  for (const diagram::NumberMark& mark : item.numbers) {
    if (x > 0 && x + mark_width(mark) > room) {
      x = 0;
      y += MarkRow;
    }
    svg.open(mark.calm ? "calm" : "");
    number_mark(svg, {corner.x + x + mark_width(mark) / 2 - 2.5, y}, mark.number);
    svg.close();
    x += mark_width(mark);
  }
  return item_height(item, room);
}

const char* tile_class(const GridCell& cell) {
  switch (cell.worst().value_or(ControlState::Missing)) {
    case ControlState::InPlace:
      return "tile good";
    case ControlState::Planned:
      return "tile plan";
    case ControlState::Missing:
      return "tile lack";
  }
  return "";
}

}  // namespace

double cell_width(const GridCell& cell) {
  double width = 0;
  for (const GridItem& item : cell.items) {
    const double marks = MarkStep * static_cast<double>(std::min(item.numbers.size(), MarksWanted));
    width = std::max(
        {width, marks, std::min(WidestText, diagram::text_width(item.text, font_of(item)) + 1)});
  }
  return width;
}

double cell_height(const GridCell& cell, double room) {
  double height = 0;
  for (const GridItem& item : cell.items) {
    if (!item.control && !item.unneeded) {
      height += item_height(item, room) + (height > 0 ? ItemGap : 0);
    }
  }
  return height;
}

void draw_cell(SvgWriter& svg, const GridCell& cell, Point corner, double room) {
  if (cell.items.empty()) {
    return;
  }
  svg.open("");
  if (!cell.description.empty()) {
    svg.title(cell.description);
  }
  for (const GridItem& item : cell.items) {
    corner.y += draw_item(svg, item, corner, room) + ItemGap;
  }
  svg.close();
}

void draw_sign(SvgWriter& svg, const GridItem& item, Point at) {
  if (item.control) {
    control_sign(svg, at, *item.control);
  } else if (item.unneeded) {
    svg.circle(at, 1.6, "none");
  } else if (!item.numbers.empty()) {
    svg.open(item.numbers.front().calm ? "calm" : "");
    number_mark(svg, at, item.numbers.front().number);
    svg.close();
  }
}

void draw_tile(SvgWriter& svg, const GridCell& cell, const Rect& box) {
  if (cell.items.empty()) {
    return;
  }
  constexpr double Step = 12;
  svg.open("").title(cell.description);
  if (!cell.items.front().unneeded) {
    svg.rect({box.x + 2, box.y + 2, box.width - 4, box.height - 4}, 4, tile_class(cell));
  }
  Point at = box.centre();
  at.x -= Step * static_cast<double>(cell.items.size() - 1) / 2;
  for (const GridItem& item : cell.items) {
    draw_sign(svg, item, at);
    at.x += Step;
  }
  svg.close();
}

}  // namespace aixc::render
