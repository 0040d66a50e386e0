#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "compiler/diagram/geometry.h"

namespace aixc::diagram {

// Finds boxes by place: a grid of buckets, so that a question costs as much as what is near.
class BoxIndex {
 public:
  explicit BoxIndex(const std::vector<Rect>& boxes);

  // Calls `visit(index)` for each box that may touch the area, in ascending order, each once,
  // until `visit` returns false.
  template <typename Visit>
  void near(const Rect& area, Visit visit) const {
    for (const int i : candidates(area)) {
      if (boxes_[static_cast<std::size_t>(i)].overlaps(area, -1e-9) && !visit(i)) {
        return;
      }
    }
  }

  const std::vector<Rect>& boxes() const { return boxes_; }

 private:
  std::vector<int> candidates(const Rect& area) const;
  std::size_t column(double x) const;
  std::size_t row(double y) const;

  std::vector<Rect> boxes_;
  Rect bounds_;
  double cell_ = 1;
  std::size_t columns_ = 1;
  std::size_t rows_ = 1;
  std::vector<std::vector<int>> buckets_;
};

// Boxes that are added one by one, and whether one of them overlaps an area.
class BoxSet {
 public:
  void add(const Rect& box);
  bool overlaps(const Rect& area) const;

 private:
  template <typename Visit>
  static void cells(const Rect& area, Visit visit);

  std::unordered_map<std::int64_t, std::vector<Rect>> cells_;
};

}  // namespace aixc::diagram
