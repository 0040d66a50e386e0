#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/diagram/terms.h"

// A table with signs in its cells: the AI security matrix, the periodic table, the responsibility
// matrix. In words and numbers, before any geometry; the conventions of `report_view.h` hold.
namespace aixc::diagram {

// One thing in a cell: what is given of sign, numbers and text, in this order.
struct GridItem {
  std::optional<ControlState> control;
  bool unneeded = false;  // a dot: a control for a threat that does not apply
  std::vector<NumberMark> numbers;
  std::string text;
  std::string threat = {};  // the name of the one that the text tells, where links can be made
  bool calm = false;        // the text is muted
};

struct GridCell {
  std::vector<GridItem> items;
  std::string description;  // for pointers and for readers who do not see

  // Of controls: the worst state, which colours the cell.
  std::optional<ControlState> worst() const {
    return items.empty() ? std::nullopt : items.back().control;
  }
};

// The head of a row or a column. Neighbours of the same group stand under its name.
struct GridHead {
  std::string group;
  std::string title;
  std::string note;                 // smaller, below or behind the title
  std::vector<NumberMark> numbers;  // of the findings that it stands for
  std::optional<Surface> surface;
  bool calm = false;
  std::string threat = {};  // the name of the one that the title tells, where links can be made
};

struct GridSign {
  GridItem sign;
  std::string text;
};

struct Grid {
  std::string title;     // "AI security matrix"
  std::string subtitle;  // what the cells say
  std::string corner;    // what the rows are
  std::vector<GridHead> rows;
  std::vector<GridHead> columns;
  std::vector<GridCell> cells;   // row by row
  std::vector<GridSign> legend;  // of the signs that occur
  std::string note;              // below the table
  bool narrow = false;           // many columns of signs, whose titles run upwards

  const GridCell& cell(std::size_t row, std::size_t column) const {
    return cells[row * columns.size() + column];
  }
};

}  // namespace aixc::diagram
