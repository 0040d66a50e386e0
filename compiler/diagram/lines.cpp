// Second pass of the router: lines that bend.

#include <algorithm>
#include <cmath>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/router.h"

namespace aixc::diagram {
namespace {

constexpr double Clearance = 7;  // between a line and what is not its own
constexpr long TallestLabel = 60;
constexpr double Bend = 64;  // the height in which a line moves aside
constexpr double LongWay = 5 * Bend;

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

}  // namespace

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

Curve Router::bent(const Course& course, const Half& half, const Curve& engine_course,
                   bool neat) const {
  const auto [from, to] = std::pair{half.from, half.to};
  const auto is_good = [&](const Curve& curve) { return !neat || is_neat(course, curve); };
  const Curve direct{from.x == to.x ? diagram::straight(from, to) : swing(from, to)};
  // A swing over a long way is hard to follow: better aside at once, and straight down.
  const bool near = to.y - from.y < LongWay || std::abs(to.x - from.x) < Bend;
  const bool direct_is_free = is_free(course, direct) && is_good(direct);
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
    if (const auto curve = channel(course, from, to, x, Bend); curve && is_good(*curve)) {
      return *curve;
    }
  }
  return direct_is_free && !neat ? direct : Curve();
}

Curve Router::draw_half(const Course& course, const Half& half, const Curve& engine_course,
                        bool neat) {
  const Curve line = bent(course, half, engine_course, neat);
  return line.empty() && neat ? detour(course, half) : line;
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
bool Router::draw_whole(const Course& course, Point from, Point to, bool neat) {
  const Rect& label = layout_.labels[at(course.edge)];
  const auto accept = [&](const Curve& curve) {
    constexpr double Within = 24;  // the line must be seen to enter and leave the label
    const double passes = x_at(curve, label.centre().y);
    if (std::abs(passes - label.centre().x) > label.width / 2 - Within || !is_free(course, curve) ||
        (neat && !is_neat(course, curve))) {
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

// From box to label and from label to box.
bool Router::draw_halves(const Course& course, Point from, Point to, bool neat) {
  const Rect& label = layout_.labels[at(course.edge)];
  const EngineLine& engine = engine_lines_[at(course.edge)];
  const double x = label.centre().x;
  Curve line = draw_half(course, {from, {x, label.y}, true, false, 0}, engine.first, neat);
  const double enters = line.empty() ? x : line.back()[3].x;
  const int used_side = enters == label.x ? -1 : enters == label.right() ? 1 : 0;
  Curve rest =
      draw_half(course, {{x, label.bottom()}, to, false, true, used_side}, engine.second, neat);
  if (!neat && line.empty()) {
    line = behind_exit(engine.first, layout_.nodes[at(course.upper)]);
  }
  if (!neat && rest.empty()) {
    rest = reversed(behind_exit(reversed(engine.second), layout_.nodes[at(course.lower)]));
  }
  if (line.empty() || rest.empty()) {
    return false;
  }
  line.push_back(diagram::straight(line.back()[3], rest.front()[0]));  // behind the label
  line.insert(line.end(), rest.begin(), rest.end());
  layout_.edges[at(course.edge)] = std::move(line);
  return true;
}

void Router::draw(Course& course) {
  const Rect& upper = layout_.nodes[at(course.upper)];
  const Rect& lower = layout_.nodes[at(course.lower)];
  const Point from{course.from_x, upper.bottom()};
  const Point to{course.to_x, lower.y};
  if (has_label(course) && is_near(course)) {
    settle_label(course, {swing(from, to)});
  }
  for (const bool neat : {true, false}) {
    if (neat && care_ == Care::Draft) {
      continue;
    }
    if (has_label(course)) {
      if (draw_whole(course, from, to, neat) || draw_halves(course, from, to, neat)) {
        return;
      }
      continue;
    }
    const Curve& engine = engine_lines_[at(course.edge)].first;
    Curve line = draw_half(course, {from, to, true, true, 0}, engine, neat);
    if (line.empty() && !neat) {
      line = between(engine, upper, lower);
    }
    if (!line.empty()) {
      layout_.edges[at(course.edge)] = std::move(line);
      return;
    }
  }
}

}  // namespace aixc::diagram
