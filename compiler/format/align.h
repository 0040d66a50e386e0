// Rows and columns: what stands in neighbouring lines of one shape is set in columns, as people do
// by hand.
//
//   app   page   "Help page" { exposure: public }
//   agent helper "Helper"                         // a comment behind stands in the last column
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/format/words.h"

namespace aixc::format {

// The place of a word in the columns of its row.
struct Cell {
  size_t at = 0;        // offset of the word in the text
  uint32_t column = 0;  // the same in all rows of a shape; rises from left to right
  uint32_t width =
      0;  // the word's own, if a column's words end below each other; 0 if they begin so
};

// A statement; only one that stands on one line, alone, is set in columns.
struct Row {
  size_t begin = 0;  // offsets in the text
  size_t end = 0;
  Shape shape = Shape::None;  // only rows of one shape share columns
  std::vector<Cell> cells;
};

// The text with blanks before cells, so that columns of rows in neighbouring lines of equal indent
// meet. A column that would push a line beyond `LineWidth`, or a word further than `WidestGap`, is
// left as it is, with those right of it.
std::string align(const std::string& text, const std::vector<Row>& rows);

constexpr uint32_t WidestGap = 32;

}  // namespace aixc::format
