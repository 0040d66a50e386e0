// Where lines leave and reach the sides of boxes.

#include <algorithm>
#include <cmath>

#include "compiler/diagram/router.h"

namespace aixc::diagram {
namespace {

constexpr double PortInset = 16;
constexpr double PortGap = 18;  // between lines at one side of a box

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

}  // namespace aixc::diagram
