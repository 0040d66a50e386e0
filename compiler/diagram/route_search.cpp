#include "compiler/diagram/route_search.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <queue>

#include "compiler/diagram/curves.h"

namespace aixc::diagram {
namespace {

constexpr double Turn = 40;  // the price of a corner, in pixels of way
constexpr double Infinite = std::numeric_limits<double>::infinity();

class Search {
 public:
  Search(const Terrain& terrain, const std::vector<Port>& from, const std::vector<Port>& to)
      : from_(from), to_(to), grid_(terrain, joined(from, to)) {
    const std::size_t states = 2 * grid_.columns() * grid_.rows();
    best_.assign(states, Infinite);
    before_.assign(states, states);
    ends_.assign(states, to.size());
    targets_ = Rect{to.front().out.x, to.front().out.y, 0, 0};
    for (std::size_t i = to.size(); i-- > 0;) {
      ends_[state_of(to[i])] = i;
      targets_ = unite(targets_, {to[i].out.x, to[i].out.y, 0, 0});
    }
    for (const Rect& fence : terrain.fences) {
      fences_.emplace_back(fence, fence.contains(to.front().out));
    }
  }

  Route run() {
    const std::size_t states = best_.size();
    for (const Port& port : from_) {
      reach(state_of(port), port.price, states);
    }
    double found_price = Infinite;
    std::size_t found = states;
    while (!queue_.empty() && queue_.top().estimate < found_price) {
      const std::size_t state = queue_.top().state;
      const double price = queue_.top().price;
      queue_.pop();
      if (price > best_[state]) {
        continue;
      }
      if (ends_[state] < to_.size() && price + to_[ends_[state]].price < found_price) {
        found_price = price + to_[ends_[state]].price;
        found = state;
      }
      leave(state, price);
    }
    return found == states ? Route() : way_to(found);
  }

 private:
  struct Reached {
    double estimate;
    double price;
    std::size_t state;
    bool operator>(const Reached& other) const {
      return estimate != other.estimate ? estimate > other.estimate : state > other.state;
    }
  };

  static std::vector<Port> joined(std::vector<Port> a, const std::vector<Port>& b) {
    a.insert(a.end(), b.begin(), b.end());
    return a;
  }

  // A place, and whether the way goes there from side to side.
  std::size_t state(std::size_t column, std::size_t row, bool across) const {
    return 2 * (row * grid_.columns() + column) + (across ? 1 : 0);
  }
  std::size_t state_of(const Port& port) const {
    return state(grid_.column(port.out.x), grid_.row(port.out.y), port.edge.y == port.out.y);
  }
  Point place(std::size_t state) const {
    return grid_.point(state / 2 % grid_.columns(), state / 2 / grid_.columns());
  }

  void reach(std::size_t state, double price, std::size_t from) {
    if (price >= best_[state]) {
      return;
    }
    best_[state] = price;
    before_[state] = from;
    const Point p = place(state);
    double left = std::max({targets_.x - p.x, p.x - targets_.right(), 0.0}) +
                  std::max({targets_.y - p.y, p.y - targets_.bottom(), 0.0});
    for (const auto& [fence, holds_target] : fences_) {
      left += fence.contains(p) != holds_target ? RouteGrid::LeastThroughFence : 0;
    }
    queue_.push({price + left, price, state});
  }

  void leave(std::size_t from, double price) {
    reach(from ^ 1U, price + Turn, from);
    const std::size_t column = from / 2 % grid_.columns();
    const std::size_t row = from / 2 / grid_.columns();
    const auto go = [&](double by, std::size_t to) {
      if (by < Infinite) {
        reach(to, price + by, from);
      }
    };
    if (from % 2 == 1) {
      if (column + 1 < grid_.columns()) {
        go(grid_.to_right(column, row), state(column + 1, row, true));
      }
      if (column > 0) {
        go(grid_.to_right(column - 1, row), state(column - 1, row, true));
      }
      return;
    }
    if (row + 1 < grid_.rows()) {
      go(grid_.to_bottom(column, row), state(column, row + 1, false));
    }
    if (row > 0) {
      go(grid_.to_bottom(column, row - 1), state(column, row - 1, false));
    }
  }

  Route way_to(std::size_t last) const {
    Route way;
    way.to = ends_[last];
    std::vector<Point> points{to_[way.to].edge};
    std::size_t first = last;
    for (std::size_t s = last; s != best_.size(); s = before_[s]) {
      points.push_back(place(s));
      first = s;
    }
    const auto port = std::find_if(from_.begin(), from_.end(), [&](const Port& p) {
      return state_of(p) == first && p.price == best_[first];
    });
    way.from = static_cast<std::size_t>(port - from_.begin());
    points.push_back(port->edge);
    std::reverse(points.begin(), points.end());
    for (const Point p : points) {
      const std::size_t n = way.points.size();
      if (n > 0 && way.points[n - 1] == p) {
        continue;
      }
      const bool goes_on = n > 1 && ((way.points[n - 1].x == p.x && way.points[n - 2].x == p.x) ||
                                     (way.points[n - 1].y == p.y && way.points[n - 2].y == p.y));
      if (goes_on) {
        way.points.back() = p;
      } else {
        way.points.push_back(p);
      }
    }
    return way;
  }

  const std::vector<Port>& from_;
  const std::vector<Port>& to_;
  RouteGrid grid_;
  std::vector<double> best_;
  std::vector<std::size_t> before_;
  std::vector<std::size_t> ends_;  // by state: the port that is reached there
  Rect targets_;
  std::vector<std::pair<Rect, bool>> fences_;  // and whether the targets are in them
  std::priority_queue<Reached, std::vector<Reached>, std::greater<>> queue_;
};

}  // namespace

Route find_route(const Terrain& terrain, const std::vector<Port>& from,
                 const std::vector<Port>& to) {
  return from.empty() || to.empty() ? Route() : Search(terrain, from, to).run();
}

Curve rounded(const std::vector<Point>& points, double most) {
  constexpr double Roundness = 0.55;  // of a quarter of a circle
  Curve curve;
  Point last = points.front();
  for (std::size_t i = 1; i < points.size(); ++i) {
    const Point corner = points[i];
    if (i + 1 == points.size()) {
      curve.push_back(straight(last, corner));
      break;
    }
    const auto length = [](Point a, Point b) { return std::hypot(b.x - a.x, b.y - a.y); };
    // Half of a piece between two corners belongs to each of them.
    const double in = length(points[i - 1], corner) / (i > 1 ? 2 : 1);
    const double out = length(corner, points[i + 1]) / (i + 2 < points.size() ? 2 : 1);
    const double radius = std::min({most, in, out});
    const auto towards = [&](Point p, double by) {
      return corner + (p - corner) * (by / std::max(length(corner, p), 0.01));
    };
    const Point begin = towards(points[i - 1], radius);
    const Point end = towards(points[i + 1], radius);
    if (length(last, begin) > 0.5) {
      curve.push_back(straight(last, begin));
    }
    curve.push_back({begin, towards(points[i - 1], radius * (1 - Roundness)),
                     towards(points[i + 1], radius * (1 - Roundness)), end});
    last = end;
  }
  return curve;
}

}  // namespace aixc::diagram
