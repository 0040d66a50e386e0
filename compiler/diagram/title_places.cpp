#include "compiler/diagram/title_places.h"

#include <algorithm>

namespace aixc::diagram {
namespace {

constexpr double Step = 10;
constexpr double Air = 5;  // around a text

// Where lines are within a strip.
std::vector<double> crossed_in(const PositionedMap& map, const Rect& strip) {
  constexpr int Steps = 48;
  std::vector<double> crossed;
  for (const PositionedFlow& flow : map.flows) {
    for (const Bezier& piece : flow.line) {
      for (int i = 0; i <= Steps; ++i) {
        if (const Point p = at(piece, static_cast<double>(i) / Steps); strip.contains(p)) {
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

void place_title(const PositionedMap& map, PositionedBoundary& boundary) {
  constexpr double Gap = 10;  // between title and note
  const Rect& box = boundary.rect;
  const TitleStrip& text = boundary.strip;
  const std::vector<double> crossed =
      crossed_in(map, {box.x, box.y + 4, box.width, text.size.height - 6});
  const double first = box.x + CardStyle::Left;
  const double end = box.right() - CardStyle::Left / 2;
  const Place both = best_place(crossed, first, end, text.size.width - CardStyle::Left);
  boundary.title_shift = boundary.note_shift = both.x - first;
  if (both.crossed == 0 || text.note.empty()) {
    return;
  }
  const double title_width = text.note_x - Gap - CardStyle::Left;
  const double note_width = text.size.width - text.note_x;
  const Place title = best_place(crossed, first, end - Gap - note_width, title_width);
  const Place note = best_place(crossed, title.x + title_width + Gap, end, note_width);
  if (title.crossed + note.crossed < both.crossed) {
    boundary.title_shift = title.x - first;
    boundary.note_shift = note.x - (box.x + text.note_x);
  }
}

}  // namespace

void place_titles(PositionedMap& map) {
  for (PositionedBoundary& boundary : map.boundaries) {
    place_title(map, boundary);
  }
}

}  // namespace aixc::diagram
