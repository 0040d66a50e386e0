#include "compiler/format/align.h"

#include <algorithm>
#include <set>
#include <string_view>

#include "compiler/format/fit.h"
#include "compiler/format/layout.h"

namespace aixc::format {
namespace {

// A row that is the whole of its line.
struct Line {
  const Row* row;
  size_t begin;  // of the line
  size_t end;
  std::vector<uint32_t> gaps;  // blanks before each cell
};

size_t indent_of(const Line& line) {
  return line.row->begin - line.begin;
}

// Neighbours whose columns meet.
using Run = std::vector<Line>;

std::vector<Run> runs_of(std::string_view text, const std::vector<Row>& rows) {
  std::vector<Run> runs;
  for (const Row& row : rows) {
    const std::string_view whole = text.substr(row.begin, row.end - row.begin);
    if (whole.find('\n') != std::string_view::npos) {
      continue;
    }
    const size_t begin = row.begin == 0 ? 0 : text.rfind('\n', row.begin - 1) + 1;
    const size_t end = std::min(text.find('\n', row.end), text.size());
    const std::string_view before = text.substr(begin, row.begin - begin);
    if (before.find_first_not_of(' ') != std::string_view::npos) {
      continue;
    }
    const Line line{&row, begin, end, std::vector<uint32_t>(row.cells.size(), 0)};
    const bool joins = !runs.empty() && runs.back().back().end + 1 == begin &&
                       runs.back().back().row->shape == row.shape &&
                       indent_of(runs.back().back()) == indent_of(line);
    if (!joins) {
      runs.emplace_back();
    }
    runs.back().push_back(line);
  }
  return runs;
}

class Columns {
 public:
  Columns(std::string_view text, Run& run) : text_(text), run_(run) {}

  // From left to right, as far as they fit.
  void set() {
    std::set<uint32_t> columns;
    for (const Line& line : run_) {
      for (const Cell& cell : line.row->cells) {
        columns.insert(cell.column);
      }
    }
    for (const uint32_t column : columns) {
      if (!set(column)) {
        return;
      }
    }
  }

 private:
  static const Cell* find(const Line& line, uint32_t column) {
    const auto found = std::ranges::find(line.row->cells, column, &Cell::column);
    return found == line.row->cells.end() ? nullptr : &*found;
  }

  // Where a cell begins, or ends if its column is set from the right, with the gaps there are.
  uint32_t place(const Line& line, const Cell& cell) const {
    uint32_t at = columns(text_.substr(line.begin, cell.at - line.begin)) + cell.width;
    for (size_t i = 0; i < line.gaps.size(); ++i) {
      at += line.row->cells[i].at <= cell.at ? line.gaps[i] : 0;
    }
    return at;
  }

  uint32_t width(const Line& line) const {
    uint32_t all = columns(text_.substr(line.begin, line.end - line.begin));
    for (const uint32_t gap : line.gaps) {
      all += gap;
    }
    return all;
  }

  bool set(uint32_t column) {
    uint32_t target = 0;
    for (const Line& line : run_) {
      if (const Cell* cell = find(line, column)) {
        target = std::max(target, place(line, *cell));
      }
    }
    for (const Line& line : run_) {
      const Cell* cell = find(line, column);
      const uint32_t gap = cell == nullptr ? 0 : target - place(line, *cell);
      if (gap > WidestGap || (gap > 0 && width(line) + gap > LineWidth)) {
        return false;
      }
    }
    for (Line& line : run_) {
      if (const Cell* cell = find(line, column)) {
        line.gaps[static_cast<size_t>(cell - line.row->cells.data())] = target - place(line, *cell);
      }
    }
    return true;
  }

  std::string_view text_;
  Run& run_;
};

}  // namespace

std::string align(const std::string& text, const std::vector<Row>& rows) {
  std::string result;
  size_t done = 0;
  for (Run& run : runs_of(text, rows)) {
    Columns(text, run).set();
    for (const Line& line : run) {
      for (size_t i = 0; i < line.gaps.size(); ++i) {
        const size_t at = line.row->cells[i].at;
        result.append(text, done, at - done).append(line.gaps[i], ' ');
        done = at;
      }
    }
  }
  return result.append(text, done);
}

}  // namespace aixc::format
