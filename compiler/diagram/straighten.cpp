// First pass of the router: lines that can be straight.

#include <algorithm>
#include <cmath>

#include "compiler/diagram/curves.h"
#include "compiler/diagram/router.h"

namespace aixc::diagram {
namespace {

constexpr double PortInset = 18;  // from the corner of a box to the first line
constexpr double LineGap = 18;    // between lines that run side by side
constexpr double LabelGap = 10;   // between a label and any other box
constexpr double Clearance = 8;   // between a line and a box that is not its own

std::size_t at(int i) {
  return static_cast<std::size_t>(i);
}

long row_of(const Rect& label) {
  return std::lround(label.centre().y);
}

double inset(const Rect& box) {
  return std::min(PortInset, box.width / 4);
}

}  // namespace

bool Router::label_fits(const Course& course, const Rect& label) const {
  const Rect area = label.grown(LabelGap);
  bool fits = true;
  nodes_.near(area, [&](int) { return fits = false; });
  const int cluster = common_cluster(graph_, graph_.nodes[at(course.upper)].cluster,
                                     graph_.nodes[at(course.lower)].cluster);
  clusters_.near(area, [&](int c) {
    fits = lies_in(graph_, cluster, c) && clusters_.boxes()[at(c)].contains(area);
    return fits;
  });
  for (const int other : label_rows_.at(row_of(label))) {
    fits = fits && (other == course.edge || !layout_.labels[at(other)].overlaps(area));
  }
  for (const Stretch& s : stretches_) {
    fits = fits && (s.x < area.x || s.x > area.right() || s.y1 < area.y || s.y0 > area.bottom());
  }
  for (const Bezier& piece : drawn_) {
    fits = fits && !passes(piece, label.grown(4));
  }
  return fits;
}

bool Router::is_clear(const Course& course, const Stretch& stretch) const {
  const Rect corridor{stretch.x - Clearance, stretch.y0, 2 * Clearance, stretch.y1 - stretch.y0};
  bool clear = true;
  nodes_.near(corridor, [&](int n) { return clear = is_own(course, n); });
  clusters_.near(corridor, [&](int c) { return clear = clear && !is_stranger(course, c); });
  // A line down the edge of a boundary would be read as part of it.
  clusters_.near(corridor, [&](int c) {
    const Rect& box = clusters_.boxes()[at(c)];
    return clear = clear && std::abs(box.x - stretch.x) >= Clearance &&
                   std::abs(box.right() - stretch.x) >= Clearance;
  });
  for (const Stretch& s : stretches_) {
    clear =
        clear && (std::abs(s.x - stretch.x) >= LineGap || s.y1 <= stretch.y0 || s.y0 >= stretch.y1);
  }
  for (const auto& [y, edges] : label_rows_) {
    if (static_cast<double>(y) > stretch.y0 && static_cast<double>(y) < stretch.y1) {
      for (const int other : edges) {
        clear = clear && (other == course.edge || !layout_.labels[at(other)].overlaps(corridor));
      }
    }
  }
  return clear;
}

std::vector<double> Router::straight_candidates(const Course& course) const {
  const Rect& upper = layout_.nodes[at(course.upper)];
  const Rect& lower = layout_.nodes[at(course.lower)];
  const double low = std::max(upper.x + inset(upper), lower.x + inset(lower));
  const double high = std::min(upper.right() - inset(upper), lower.right() - inset(lower));
  if (low > high) {
    return {};
  }
  const double label =
      has_label(course) ? layout_.labels[at(course.edge)].centre().x : (low + high) / 2;
  const double wanted = std::clamp(label, low, high);
  // A centre that is near looks best; then as close as possible to where the engine put the label.
  std::vector<double> candidates;
  constexpr double Near = 40;
  for (const double centre : {lower.centre().x, upper.centre().x}) {
    if (centre >= low && centre <= high && (course.main || std::abs(centre - wanted) < Near)) {
      candidates.push_back(centre);
    }
  }
  candidates.push_back(wanted);
  for (double by = LineGap; by <= high - low; by += LineGap) {
    if (wanted - by >= low) {
      candidates.push_back(wanted - by);
    }
    if (wanted + by <= high) {
      candidates.push_back(wanted + by);
    }
  }
  return candidates;
}

bool Router::try_straight(Course& course, double x) {
  const Rect& upper = layout_.nodes[at(course.upper)];
  const Rect& lower = layout_.nodes[at(course.lower)];
  const Stretch stretch{x, upper.bottom(), lower.y};
  if (stretch.y1 <= stretch.y0 || !is_clear(course, stretch)) {
    return false;
  }
  if (has_label(course)) {
    Rect label = layout_.labels[at(course.edge)];
    label.x = x - label.width / 2;
    if (!label_fits(course, label)) {
      return false;
    }
    layout_.labels[at(course.edge)] = label;
  }
  stretches_.push_back(stretch);
  ports_below_[at(course.upper)].push_back(x);
  ports_above_[at(course.lower)].push_back(x);
  layout_.edges[at(course.edge)] = {diagram::straight({x, stretch.y0}, {x, stretch.y1})};
  course.routed = true;
  return true;
}

void Router::straighten() {
  for (const Course& course : courses_) {
    if (has_label(course)) {
      label_rows_[row_of(layout_.labels[at(course.edge)])].push_back(course.edge);
    }
  }
  for (const bool main : {true, false}) {
    for (Course& course : courses_) {
      if (course.main == main) {
        for (const double x : straight_candidates(course)) {
          if (try_straight(course, x)) {
            break;
          }
        }
      }
    }
  }
}

}  // namespace aixc::diagram
