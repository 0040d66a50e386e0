#include "compiler/diagram/route_grid.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aixc::diagram {
namespace {

constexpr double Beside = 1;     // between a street and what it passes
constexpr double Second = 17;    // to the street beside it, for a second line
constexpr double TooNear = 9;    // a line that follows another so closely is taken for it
constexpr double MarkRoom = 18;  // a sign where a line crosses a boundary needs so much
constexpr double Infinite = std::numeric_limits<double>::infinity();

// Prices, in pixels of way.
constexpr double Crossing = 45;      // another line
constexpr double Closeness = 4;      // for each pixel
constexpr double ThroughSide = 110;  // of a fence, above what its top costs
constexpr double OverMark = 200;
constexpr double AlongTitle = 3;  // for each pixel

// Streets in order; those of ports stay, others keep a distance from what is there.
std::vector<double> thinned(std::vector<double> wanted, std::vector<double> fixed, double low,
                            double high) {
  constexpr double Least = 4;
  std::sort(fixed.begin(), fixed.end());
  fixed.erase(std::unique(fixed.begin(), fixed.end()), fixed.end());
  std::sort(wanted.begin(), wanted.end());
  std::vector<double> kept;
  for (const double x : wanted) {
    const auto next = std::lower_bound(fixed.begin(), fixed.end(), x);
    const bool is_near = (next != fixed.end() && *next - x < Least) ||
                         (next != fixed.begin() && x - *(next - 1) < Least);
    if (x >= low && x <= high && !is_near && (kept.empty() || x - kept.back() >= Least)) {
      kept.push_back(x);
    }
  }
  std::vector<double> all(fixed.size() + kept.size());
  std::merge(fixed.begin(), fixed.end(), kept.begin(), kept.end(), all.begin());
  return all;
}

// The streets from the first behind `low` to the last before `high`, as a half-open range.
std::pair<std::size_t, std::size_t> between(const std::vector<double>& streets, double low,
                                            double high) {
  const auto first = std::upper_bound(streets.begin(), streets.end(), low);
  const auto last = std::lower_bound(first, streets.end(), high);
  return {static_cast<std::size_t>(first - streets.begin()),
          static_cast<std::size_t>(last - streets.begin())};
}

// The pieces between neighbouring streets that touch the range.
std::pair<std::size_t, std::size_t> pieces(const std::vector<double>& streets, double low,
                                           double high) {
  auto [first, last] = between(streets, low, high);
  return {first > 0 ? first - 1 : 0, std::min(last, streets.size() - 1)};
}

}  // namespace

RouteGrid::RouteGrid(const Terrain& terrain, const std::vector<Port>& ports) {
  place_streets(terrain, ports);
  across_.assign(columns() * rows(), Infinite);
  down_.assign(columns() * rows(), Infinite);
  for (std::size_t r = 0; r < rows(); ++r) {
    for (std::size_t c = 0; c < columns(); ++c) {
      if (c + 1 < columns()) {
        across(c, r) = xs_[c + 1] - xs_[c];
      }
      if (r + 1 < rows()) {
        down(c, r) = ys_[r + 1] - ys_[r];
      }
    }
  }
  for (const Rect& strip : terrain.strips) {
    price_strip(strip);
  }
  for (const Rect& fence : terrain.fences) {
    price_fence(fence);
  }
  for (const Point mark : terrain.marks) {
    price_mark(mark);
  }
  for (const Bezier& line : terrain.lines) {
    price_line(line);
  }
  for (const Rect& box : terrain.blocked) {
    block(box);
  }
}

void RouteGrid::place_streets(const Terrain& terrain, const std::vector<Port>& ports) {
  std::vector<double> wanted_x;
  std::vector<double> wanted_y;
  for (const auto* boxes : {&terrain.blocked, &terrain.fences}) {
    for (const Rect& box : *boxes) {
      const double by = boxes == &terrain.fences ? TooNear : 0;
      for (const double off : {by + Beside, by + Beside + Second}) {
        wanted_x.insert(wanted_x.end(), {box.x - off, box.right() + off});
        wanted_y.insert(wanted_y.end(), {box.y - off, box.bottom() + off});
      }
      if (boxes == &terrain.fences) {
        wanted_x.insert(wanted_x.end(), {box.x + by + Beside, box.right() - by - Beside});
        wanted_y.insert(wanted_y.end(), {box.bottom() - by - Beside});
      }
    }
  }
  std::vector<double> fixed_x;
  std::vector<double> fixed_y;
  for (const Port& port : ports) {
    fixed_x.push_back(port.out.x);
    fixed_y.push_back(port.out.y);
  }
  const Rect& in = terrain.within;
  xs_ = thinned(std::move(wanted_x), std::move(fixed_x), in.x, in.right());
  ys_ = thinned(std::move(wanted_y), std::move(fixed_y), in.y, in.bottom());
}

std::size_t RouteGrid::column(double x) const {
  return static_cast<std::size_t>(std::lower_bound(xs_.begin(), xs_.end(), x) - xs_.begin());
}

std::size_t RouteGrid::row(double y) const {
  return static_cast<std::size_t>(std::lower_bound(ys_.begin(), ys_.end(), y) - ys_.begin());
}

void RouteGrid::block(const Rect& box) {
  const auto [first_column, last_column] = between(xs_, box.x, box.right());
  const auto [first_row, last_row] = between(ys_, box.y, box.bottom());
  const auto [first_across, last_across] = pieces(xs_, box.x, box.right());
  const auto [first_down, last_down] = pieces(ys_, box.y, box.bottom());
  for (std::size_t c = first_column; c < last_column; ++c) {
    for (std::size_t r = first_down; r < last_down; ++r) {
      down(c, r) = Infinite;
    }
  }
  for (std::size_t r = first_row; r < last_row; ++r) {
    for (std::size_t c = first_across; c < last_across; ++c) {
      across(c, r) = Infinite;
    }
  }
}

void RouteGrid::price_fence(const Rect& fence) {
  const auto price_column = [&](double x) {
    const auto [first, last] = between(xs_, x - TooNear, x + TooNear);
    const auto [from, to] = pieces(ys_, fence.y, fence.bottom());
    for (std::size_t c = first; c < last; ++c) {
      for (std::size_t r = from; r < to; ++r) {
        down(c, r) += Closeness * (ys_[r + 1] - ys_[r]);
      }
    }
    const auto [before, behind] = pieces(xs_, x - 0.01, x + 0.01);
    const auto [top, bottom] = between(ys_, fence.y - 1, fence.bottom() + 1);
    for (std::size_t r = top; r < bottom && before < behind; ++r) {
      across(before, r) += LeastThroughFence + ThroughSide;
    }
  };
  const auto price_row = [&](double y) {
    const auto [first, last] = between(ys_, y - TooNear, y + TooNear);
    const auto [from, to] = pieces(xs_, fence.x, fence.right());
    for (std::size_t r = first; r < last; ++r) {
      for (std::size_t c = from; c < to; ++c) {
        across(c, r) += Closeness * (xs_[c + 1] - xs_[c]);
      }
    }
    const auto [before, behind] = pieces(ys_, y - 0.01, y + 0.01);
    const auto [left, right] = between(xs_, fence.x - 1, fence.right() + 1);
    for (std::size_t c = left; c < right && before < behind; ++c) {
      down(c, before) += LeastThroughFence;  // to cross once more than needed is no way
    }
  };
  price_column(fence.x);
  price_column(fence.right());
  price_row(fence.y);
  price_row(fence.bottom());
}

void RouteGrid::price_strip(const Rect& strip) {
  const auto [first, last] = between(ys_, strip.y, strip.bottom());
  const auto [from, to] = pieces(xs_, strip.x, strip.right());
  for (std::size_t r = first; r < last; ++r) {
    for (std::size_t c = from; c < to; ++c) {
      across(c, r) += AlongTitle * (xs_[c + 1] - xs_[c]);
    }
  }
}

void RouteGrid::price_mark(Point mark) {
  const auto [left, right] = between(xs_, mark.x - MarkRoom, mark.x + MarkRoom);
  const auto [above, below] = pieces(ys_, mark.y - 1, mark.y + 1);
  for (std::size_t c = left; c < right; ++c) {
    for (std::size_t r = above; r < below; ++r) {
      down(c, r) += OverMark;
    }
  }
  const auto [top, bottom] = between(ys_, mark.y - MarkRoom, mark.y + MarkRoom);
  const auto [before, behind] = pieces(xs_, mark.x - 1, mark.x + 1);
  for (std::size_t r = top; r < bottom; ++r) {
    for (std::size_t c = before; c < behind; ++c) {
      across(c, r) += OverMark;
    }
  }
}

void RouteGrid::price_line(const Bezier& line) {
  constexpr double Step = 10;
  const double length = std::hypot(line[3].x - line[0].x, line[3].y - line[0].y);
  const bool is_straight = line[0].x == line[3].x && line[1].x == line[0].x;
  const int steps = is_straight ? 1 : std::max(4, static_cast<int>(length / Step));
  for (int i = 0; i < steps; ++i) {
    price_step(at(line, static_cast<double>(i) / steps),
               at(line, static_cast<double>(i + 1) / steps));
  }
}

void RouteGrid::price_step(Point a, Point b) {
  const auto [left, right] = std::minmax(a.x, b.x);
  const auto [top, bottom] = std::minmax(a.y, b.y);
  const Point middle = (a + b) * 0.5;
  if (bottom - top >= right - left) {
    const auto [first, last] = between(xs_, middle.x - TooNear, middle.x + TooNear);
    const auto [from, to] = pieces(ys_, top, bottom);
    for (std::size_t c = first; c < last; ++c) {
      for (std::size_t r = from; r < to; ++r) {
        down(c, r) += Closeness * (std::min(ys_[r + 1], bottom) - std::max(ys_[r], top));
      }
    }
  } else {
    const auto [first, last] = between(ys_, middle.y - TooNear, middle.y + TooNear);
    const auto [from, to] = pieces(xs_, left, right);
    for (std::size_t r = first; r < last; ++r) {
      for (std::size_t c = from; c < to; ++c) {
        across(c, r) += Closeness * (std::min(xs_[c + 1], right) - std::max(xs_[c], left));
      }
    }
  }
  const auto [first_row, last_row] = between(ys_, top, bottom);
  const auto [before, behind] = pieces(xs_, middle.x - 0.01, middle.x + 0.01);
  for (std::size_t r = first_row; r < last_row && before < behind; ++r) {
    across(before, r) += Crossing;
  }
  const auto [first_column, last_column] = between(xs_, left, right);
  const auto [above, below] = pieces(ys_, middle.y - 0.01, middle.y + 0.01);
  for (std::size_t c = first_column; c < last_column && above < below; ++c) {
    down(c, above) += Crossing;
  }
}

}  // namespace aixc::diagram
