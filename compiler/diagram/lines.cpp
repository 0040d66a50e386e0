// Second pass of the router: lines that bend.

#include <algorithm>
#include <cmath>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/router.h"

namespace aixc::diagram {
namespace {

constexpr double PortInset = 16;
constexpr double PortGap = 14;   // between lines at one side of a box
constexpr double Clearance = 7;  // between a line and what is not its own
constexpr long TallestLabel = 60;
constexpr double Bend = 64;  // the height in which a line moves aside
constexpr double LongWay = 5 * Bend;

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

double Router::free_port(const std::vector<double>& taken, double wanted, const Rect& box) const {
  const double inset = std::min(PortInset, box.width / 4);
  const double low = box.x + inset;
  const double high = box.right() - inset;
  wanted = std::clamp(wanted, low, high);
  const auto is_free = [&](double x, double gap) {
    return x >= low && x <= high && std::none_of(taken.begin(), taken.end(), [&](double other) {
             return std::abs(other - x) < gap - 0.01;
           });
  };
  for (double gap = PortGap; gap > 3; gap /= 2) {
    for (double by = 0; by <= box.width; by += gap / 2) {
      for (const double x : {wanted - by, wanted + by}) {
        if (is_free(x, gap)) {
          return x;
        }
      }
    }
  }
  return wanted;
}

// Gives each line its place at the sides of its boxes: those that go farthest aside first, so that
// they take the outer places and lines do not cross where they fan out.
void Router::spread_ports() {
  struct Wish {
    Course* course;
    bool below;
    double wanted;
    double aside;
  };
  std::vector<Wish> wishes;
  for (Course& course : courses_) {
    if (course.routed) {
      continue;
    }
    const Rect& upper = layout_.nodes[at(course.upper)];
    const Rect& lower = layout_.nodes[at(course.lower)];
    // Boxes that stand aside look at each other; otherwise the label shows the direction.
    const bool apart =
        upper.x > lower.right() - 2 * PortInset || lower.x > upper.right() - 2 * PortInset;
    const bool by_label = has_label(course) && !(apart && is_near(course));
    const double x = by_label ? layout_.labels[at(course.edge)].centre().x : 0;
    const double down = by_label ? x : lower.centre().x;
    const double up = by_label ? x : upper.centre().x;
    wishes.push_back({&course, true, down, std::abs(down - upper.centre().x)});
    wishes.push_back({&course, false, up, std::abs(up - lower.centre().x)});
  }
  std::stable_sort(wishes.begin(), wishes.end(),
                   [](const Wish& a, const Wish& b) { return a.aside > b.aside; });
  for (const Wish& wish : wishes) {
    const int node = wish.below ? wish.course->upper : wish.course->lower;
    auto& taken = (wish.below ? ports_below_ : ports_above_)[at(node)];
    const double x = free_port(taken, wish.wanted, layout_.nodes[at(node)]);
    taken.push_back(x);
    (wish.below ? wish.course->from_x : wish.course->to_x) = x;
  }
}

void Router::remember(const Curve& line) {
  for (const Bezier& piece : line) {
    drawn_.push_back(piece);
    if (piece[0].x == piece[3].x && piece[1].x == piece[0].x) {
      stretches_.push_back(
          {piece[0].x, std::min(piece[0].y, piece[3].y), std::max(piece[0].y, piece[3].y)});
    }
  }
}

bool Router::is_near(const Course& course) const {
  return layout_.nodes[at(course.lower)].y - layout_.nodes[at(course.upper)].bottom() < 3 * Bend;
}

// A line leaves the boundaries of its upper end and enters those of its lower end once each, and
// never leaves those that hold both.
bool Router::crosses_once(const Course& course, const Curve& curve) const {
  constexpr int Steps = 24;
  Rect all = bounds(curve.front());
  for (const Bezier& piece : curve) {
    all = unite(all, bounds(piece));
  }
  bool good = true;
  clusters_.near(all, [&](int c) {
    const Rect& box = clusters_.boxes()[at(c)];
    if (is_stranger(course, c) || box.contains(all)) {
      return true;
    }
    const bool upper = lies_in(graph_, graph_.nodes[at(course.upper)].cluster, c);
    const bool lower = lies_in(graph_, graph_.nodes[at(course.lower)].cluster, c);
    // Going down, the line may only change from `upper` to `lower`.
    bool changed = false;
    for (const Bezier& piece : curve) {
      for (int i = 0; i <= Steps && good; ++i) {
        const bool inside = box.contains(diagram::at(piece, static_cast<double>(i) / Steps));
        if (inside != upper && inside == lower) {
          changed = true;
        } else if (inside != (changed ? lower : upper)) {
          good = false;
        }
      }
    }
    return good;
  });
  return good;
}

bool Router::is_free(const Course& course, const Curve& curve) const {
  bool free = true;
  for (const Bezier& piece : curve) {
    const Rect area = bounds(piece).grown(Clearance);
    const int steps = std::max(4, static_cast<int>((area.width + area.height) / 12));
    const auto hits = [&](const Rect& box) {
      for (int i = 0; i <= steps; ++i) {
        if (box.contains(diagram::at(piece, static_cast<double>(i) / steps))) {
          return true;
        }
      }
      return false;
    };
    nodes_.near(area, [&](int n) {
      const Rect& box = nodes_.boxes()[at(n)];
      return free = free && !hits(is_own(course, n) ? box.grown(-1) : box.grown(Clearance));
    });
    for (auto row = label_rows_.lower_bound(std::lround(area.y) - TallestLabel);
         free && row != label_rows_.end() &&
         static_cast<double>(row->first) - TallestLabel < area.bottom();
         ++row) {
      for (const int e : row->second) {
        free = free && (e == course.edge || !layout_.labels[at(e)].overlaps(area) ||
                        !hits(layout_.labels[at(e)].grown(3)));
      }
    }
    clusters_.near(area, [&](int c) {
      return free = free && !(is_stranger(course, c) && hits(clusters_.boxes()[at(c)].grown(3)));
    });
  }
  return free && crosses_once(course, curve);
}

// Aside at once, straight down beside what is in the way, and aside again at the end.
std::optional<Curve> Router::channel(const Course& course, Point from, Point to, double x,
                                     double bend) const {
  bend = std::min(bend, (to.y - from.y) / 2);
  const Point start{x, from.y + bend};
  const Point end{x, to.y - bend};
  Curve curve;
  if (from.x != x) {
    curve.push_back(swing(from, start));
  }
  const Point straight_from = from.x != x ? start : from;
  const Point straight_to = to.x != x ? end : to;
  if (straight_to.y > straight_from.y) {
    if (!is_clear(course, {straight_from.x, straight_from.y, straight_to.y})) {
      return std::nullopt;
    }
    curve.push_back(diagram::straight(straight_from, straight_to));
  }
  if (to.x != x) {
    curve.push_back(swing(end, to));
  }
  if (curve.empty() || !is_free(course, curve)) {
    return std::nullopt;
  }
  return curve;
}

Curve Router::half(const Course& course, Point from, Point to, const Curve& engine_course) const {
  const Curve direct{from.x == to.x ? diagram::straight(from, to) : swing(from, to)};
  // A swing over a long way is hard to follow: better aside at once, and straight down.
  const bool near = to.y - from.y < LongWay || std::abs(to.x - from.x) < Bend;
  const bool direct_is_free = is_free(course, direct);
  if (near && direct_is_free) {
    return direct;
  }
  std::vector<double> candidates{to.x};
  for (const double part : {0.5, 0.25, 0.75}) {
    const double x = x_at(engine_course, from.y + (to.y - from.y) * part);
    for (const double by : {0.0, -12.0, 12.0, -24.0, 24.0}) {
      candidates.push_back(x + by);
    }
  }
  candidates.push_back(from.x);
  for (const double x : candidates) {
    if (const auto curve = channel(course, from, to, x, Bend)) {
      return *curve;
    }
  }
  return direct_is_free ? direct : Curve();
}

// Moves the label of a short line to where the line would pass, or as near as there is room.
void Router::settle_label(const Course& course, const Curve& line) {
  constexpr double Step = 8;
  constexpr double Farthest = 200;
  Rect& label = layout_.labels[at(course.edge)];
  const double wanted = x_at(line, label.centre().y) - label.width / 2;
  for (double by = 0; by <= Farthest; by += Step) {
    for (const double x : {wanted - by, wanted + by}) {
      const Rect moved{x, label.y, label.width, label.height};
      if (!label_fits(course, moved)) {
        continue;
      }
      label = moved;
      return;
    }
  }
}

// A line that bends across the whole height between the boxes, behind its label.
bool Router::draw_whole(const Course& course, Point from, Point to) {
  const Rect& label = layout_.labels[at(course.edge)];
  const auto accept = [&](const Curve& curve) {
    constexpr double Within = 24;  // the line must be seen to enter and leave the label
    const double passes = x_at(curve, label.centre().y);
    if (std::abs(passes - label.centre().x) > label.width / 2 - Within || !is_free(course, curve)) {
      return false;
    }
    layout_.edges[at(course.edge)] = curve;
    return true;
  };
  if (accept({swing(from, to)})) {
    return true;
  }
  const double x = label.centre().x;
  const double up = label.centre().y - from.y;
  const double down = to.y - label.centre().y;
  for (const double bend : {std::min(up, down) * 1.6, Bend * 1.5, Bend}) {
    if (const auto curve = channel(course, from, to, x, bend); curve && accept(*curve)) {
      return true;
    }
  }
  return false;
}

void Router::draw(Course& course) {
  const Rect& upper = layout_.nodes[at(course.upper)];
  const Rect& lower = layout_.nodes[at(course.lower)];
  const EngineLine& engine = engine_lines_[at(course.edge)];
  Curve& line = layout_.edges[at(course.edge)];
  const Point from{course.from_x, upper.bottom()};
  const Point to{course.to_x, lower.y};
  if (!has_label(course)) {
    const Curve found = half(course, from, to, engine.first);
    line = found.empty() ? between(engine.first, upper, lower) : found;
    return;
  }
  if (is_near(course)) {
    settle_label(course, {swing(from, to)});
  }
  if (draw_whole(course, from, to)) {
    return;
  }
  const Rect& label = layout_.labels[at(course.edge)];
  line = half(course, from, {label.centre().x, label.y}, engine.first);
  if (line.empty()) {
    line = behind_exit(engine.first, upper);
  }
  Curve rest = half(course, {label.centre().x, label.bottom()}, to, engine.second);
  if (rest.empty()) {
    rest = reversed(behind_exit(reversed(engine.second), lower));
  }
  if (line.empty() || rest.empty()) {
    return;
  }
  line.push_back(diagram::straight(line.back()[3], rest.front()[0]));  // behind the label
  line.insert(line.end(), rest.begin(), rest.end());
}

}  // namespace aixc::diagram
