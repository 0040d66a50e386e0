#include "compiler/diagram/title_places.h"

#include <algorithm>

#include "compiler/diagram/curves.h"

namespace aixc::diagram {
namespace {

constexpr double Step = 10;
constexpr double Air = 5;  // around a text

// Where lines are within a strip.
std::vector<double> crossed_in(const PositionedMap& map, const Rect& strip) {
  constexpr double Apart = 5;
  std::vector<double> crossed;
  for (const PositionedFlow& flow : map.flows) {
    for (const Bezier& piece : flow.line) {
      const Rect area = bounds(piece);
      if (!area.overlaps(strip, -1e-9)) {
        continue;
      }
      const int steps = static_cast<int>((area.width + area.height) / Apart) + 1;
      for (int i = 0; i <= steps; ++i) {
        if (const Point p = at(piece, static_cast<double>(i) / steps); strip.contains(p)) {
          crossed.push_back(p.x);
        }
      }
    }
  }
  return crossed;
}

// A place for a text along a strip, and how many points of lines lie behind it.
struct Place {
  double x = 0;
  std::ptrdiff_t crossed = 0;
};

// The first of the best places from `from` on, at which the text of a width ends before `to`.
Place best_place(const std::vector<double>& crossed, double from, double to, double width) {
  Place best{from, static_cast<std::ptrdiff_t>(crossed.size()) + 1};
  for (double x = from; best.crossed > 0 && x + width <= std::max(to, from + width); x += Step) {
    const auto count = std::count_if(crossed.begin(), crossed.end(), [&](double line) {
      return line >= x - Air && line <= x + width + Air;
    });
    if (count < best.crossed) {
      best = {x, count};
    }
  }
  return best;
}

// Whether nothing stands or passes in an area, and the boundaries around `inside` hold it.
bool is_empty(const PositionedMap& map, const PositionedBoundary& inside, const Rect& area) {
  constexpr double Padding = 10;
  const auto is_apart = [&](const Rect& box) { return !box.overlaps(area); };
  return std::ranges::all_of(map.cards, is_apart, &PositionedCard::rect) &&
         std::ranges::all_of(map.flows, is_apart, &PositionedFlow::label_rect) &&
         std::ranges::all_of(map.boundaries,
                             [&](const PositionedBoundary& other) {
                               return &other == &inside || is_apart(other.rect) ||
                                      other.rect.contains(area.grown(Padding));
                             }) &&
         std::ranges::all_of(map.flows, [&](const PositionedFlow& flow) {
           return std::ranges::none_of(flow.line,
                                       [&](const Bezier& piece) { return passes(piece, area); });
         });
}

// Moves the right or the left edge of a boundary to where its title stands beside all lines, if
// that is not far and nothing is there.
void widen(PositionedMap& map, PositionedBoundary& boundary, const std::vector<double>& crossed) {
  constexpr double Farthest = 140;
  constexpr double Beside = 12;  // between the edge and what stands outside
  constexpr double End = CardStyle::Left / 2;
  const Rect box = boundary.rect;
  const auto [first, last] = std::ranges::minmax_element(crossed);
  const double width = boundary.strip.size.width - CardStyle::Left;
  const double right = *last + 2 * Air + width + End;
  const double left = *first - 2 * Air - width - CardStyle::Left;
  const double more = right - box.right();
  const double less = box.x - left;
  if (more <= Farthest &&
      is_empty(map, boundary, {box.right() + 1, box.y, more + Beside, box.height})) {
    boundary.rect.width += more;
    boundary.title_shift = boundary.note_shift = *last + 2 * Air - (box.x + CardStyle::Left);
    map.size.width = std::max(map.size.width, boundary.rect.right());
  } else if (left >= Beside && less <= Farthest &&
             is_empty(map, boundary, {left - Beside, box.y, less + Beside - 1, box.height})) {
    boundary.rect = {left, box.y, box.width + less, box.height};
    boundary.title_shift = boundary.note_shift = 0;
  }
}

void place_title(PositionedMap& map, PositionedBoundary& boundary) {
  constexpr double Gap = 10;  // between title and note
  const Rect box = boundary.rect;
  const TitleStrip& text = boundary.strip;
  const std::vector<double> crossed =
      crossed_in(map, {box.x, box.y + 4, box.width, text.size.height - 6});
  const double first = box.x + CardStyle::Left;
  const double end = box.right() - CardStyle::Left / 2;
  const Place both = best_place(crossed, first, end, text.size.width - CardStyle::Left);
  boundary.title_shift = boundary.note_shift = both.x - first;
  if (both.crossed == 0) {
    return;
  }
  const double title_width = text.note_x - Gap - CardStyle::Left;
  const double note_width = text.size.width - text.note_x;
  const Place title = best_place(crossed, first, end - Gap - note_width, title_width);
  const Place note = best_place(crossed, title.x + title_width + Gap, end, note_width);
  if (!text.note.empty() && title.crossed + note.crossed < both.crossed) {
    boundary.title_shift = title.x - first;
    boundary.note_shift = note.x - (box.x + text.note_x);
  }
  if (text.note.empty() || title.crossed + note.crossed > 0) {
    widen(map, boundary, crossed);
  }
}

}  // namespace

void place_titles(PositionedMap& map) {
  for (PositionedBoundary& boundary : map.boundaries) {
    place_title(map, boundary);
  }
}

}  // namespace aixc::diagram
