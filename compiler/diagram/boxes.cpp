#include "compiler/diagram/boxes.h"

#include <cmath>

namespace aixc::diagram {

BoxIndex::BoxIndex(const std::vector<Rect>& boxes) : boxes_(boxes) {
  if (boxes_.empty()) {
    return;
  }
  bounds_ = boxes_.front();
  for (const Rect& box : boxes_) {
    bounds_ = unite(bounds_, box);
  }
  // About one cell for each box, so that cells are neither crowded nor far more than the boxes.
  cell_ = std::max(40.0, std::sqrt((bounds_.width + 1) * (bounds_.height + 1) /
                                   static_cast<double>(boxes_.size())));
  // Boxes in one long row would get too many cells of that size.
  const double most = 4 * static_cast<double>(boxes_.size());
  cell_ = std::max({cell_, bounds_.width / most, bounds_.height / most});
  columns_ = static_cast<std::size_t>(bounds_.width / cell_) + 1;
  rows_ = static_cast<std::size_t>(bounds_.height / cell_) + 1;
  buckets_.resize(columns_ * rows_);
  for (std::size_t i = 0; i < boxes_.size(); ++i) {
    for (std::size_t r = row(boxes_[i].y); r <= row(boxes_[i].bottom()); ++r) {
      for (std::size_t c = column(boxes_[i].x); c <= column(boxes_[i].right()); ++c) {
        buckets_[r * columns_ + c].push_back(static_cast<int>(i));
      }
    }
  }
}

std::size_t BoxIndex::column(double x) const {
  const double c = std::floor((x - bounds_.x) / cell_);
  return static_cast<std::size_t>(std::clamp(c, 0.0, static_cast<double>(columns_ - 1)));
}

std::size_t BoxIndex::row(double y) const {
  const double r = std::floor((y - bounds_.y) / cell_);
  return static_cast<std::size_t>(std::clamp(r, 0.0, static_cast<double>(rows_ - 1)));
}

std::vector<int> BoxIndex::candidates(const Rect& area) const {
  std::vector<int> found;
  if (boxes_.empty()) {
    return found;
  }
  for (std::size_t r = row(area.y); r <= row(area.bottom()); ++r) {
    for (std::size_t c = column(area.x); c <= column(area.right()); ++c) {
      found.insert(found.end(), buckets_[r * columns_ + c].begin(),
                   buckets_[r * columns_ + c].end());
    }
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

template <typename Visit>
void BoxSet::cells(const Rect& area, Visit visit) {
  constexpr double Cell = 160;
  const auto index = [](double place) {
    return static_cast<std::int64_t>(std::floor(place / Cell));
  };
  for (std::int64_t r = index(area.y); r <= index(area.bottom()); ++r) {
    for (std::int64_t c = index(area.x); c <= index(area.right()); ++c) {
      visit(r * 0x10000000 + c);
    }
  }
}

void BoxSet::add(const Rect& box) {
  cells(box, [&](std::int64_t cell) { cells_[cell].push_back(box); });
}

bool BoxSet::overlaps(const Rect& area) const {
  bool found = false;
  cells(area, [&](std::int64_t cell) {
    const auto boxes = cells_.find(cell);
    found =
        found || (boxes != cells_.end() && std::ranges::any_of(boxes->second, [&](const Rect& box) {
                    return box.overlaps(area);
                  }));
  });
  return found;
}

}  // namespace aixc::diagram
