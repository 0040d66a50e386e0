#include "tests/support/picture.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

#include <fmt/format.h>

namespace aixc::test {
namespace {

using namespace aixc::diagram;

size_t at(int i) {
  return static_cast<size_t>(i);
}

bool within(const MapView& map, int inner, int outer) {
  for (int b = inner; b >= 0; b = map.boundaries[at(b)].parent) {
    if (b == outer) {
      return true;
    }
  }
  return false;
}

// The area of an end: a card, or the boundary that stands for itself.
Rect area_of(const PositionedMap& picture, const End& end) {
  return end.what == End::What::Card ? picture.cards[at(end.index)].rect
                                     : picture.boundaries[at(end.index)].rect;
}

std::string fault_in_boundaries(const MapView& map, const PositionedMap& picture) {
  for (int b = 0; b < static_cast<int>(map.boundaries.size()); ++b) {
    const Rect& box = picture.boundaries[at(b)].rect;
    for (size_t c = 0; c < map.cards.size(); ++c) {
      const Rect& card = picture.cards[c].rect;
      const bool belongs = within(map, map.cards[c].boundary, b);
      if (belongs && !box.contains(card, 0.6)) {
        return fmt::format("card {} stands outside boundary {}", c, b);
      }
      if (!belongs && box.overlaps(card, 0.6)) {
        return fmt::format("card {} stands in boundary {}", c, b);
      }
    }
    for (int other = 0; other < b; ++other) {
      const Rect& outer = picture.boundaries[at(other)].rect;
      if (within(map, b, other) ? !outer.contains(box, 0.6) : outer.overlaps(box, 0.6)) {
        return fmt::format("boundaries {} and {} are not as declared", other, b);
      }
    }
  }
  return "";
}

std::string fault_in_overlaps(const PositionedMap& picture) {
  std::vector<Rect> boxes;
  for (const PositionedCard& card : picture.cards) {
    boxes.push_back(card.rect);
  }
  for (const PositionedFlow& flow : picture.flows) {
    if (flow.label_rect.width > 0) {
      boxes.push_back(flow.label_rect);
    }
  }
  const Rect page{0, 0, picture.size.width, picture.size.height};
  for (size_t i = 0; i < boxes.size(); ++i) {
    if (!page.contains(boxes[i], 0.6)) {
      return fmt::format("box {} is cut off", i);
    }
    for (size_t k = 0; k < i; ++k) {
      if (boxes[k].overlaps(boxes[i], 0.6)) {
        return fmt::format("boxes {} and {} overlap", k, i);
      }
    }
  }
  return "";
}

std::string fault_in_lines(const MapView& map, const PositionedMap& picture) {
  for (size_t f = 0; f < map.flows.size(); ++f) {
    const Curve& line = picture.flows[f].line;
    if (line.empty()) {
      return fmt::format("flow {} has no line", f);
    }
    for (size_t i = 1; i < line.size(); ++i) {
      if (std::hypot(line[i][0].x - line[i - 1][3].x, line[i][0].y - line[i - 1][3].y) > 2.5) {
        return fmt::format("the line of flow {} is torn", f);
      }
    }
    if (!area_of(picture, map.flows[f].from).grown(2.5).contains(line.front()[0]) ||
        !area_of(picture, map.flows[f].to).grown(2.5).contains(line.back()[3])) {
      return fmt::format("the line of flow {} does not join its ends", f);
    }
  }
  return "";
}

// A scanner for the little XML that we write: no comments, no CDATA, no processing instructions.
class XmlScanner {
 public:
  explicit XmlScanner(std::string_view text) : text_(text) {}

  std::string run() {
    while (at_ < text_.size() && fault_.empty()) {
      if (text_[at_] == '<') {
        tag();
      } else {
        character();
      }
    }
    if (fault_.empty() && !open_.empty()) {
      fault_ = "not closed: " + open_.back();
    }
    return fault_;
  }

 private:
  void character() {
    const auto c = static_cast<unsigned char>(text_[at_]);
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
      fault_ = fmt::format("control character at {}", at_);
    } else if (text_[at_] == '&' && text_.find(';', at_) > at_ + 6) {
      fault_ = fmt::format("a bare & at {}", at_);
    }
    ++at_;
  }

  void tag() {
    const size_t end = tag_end();
    const std::string_view inside = text_.substr(at_ + 1, end - at_ - 1);
    at_ = end + 1;
    if (inside.starts_with('/')) {
      if (open_.empty() || open_.back() != inside.substr(1)) {
        fault_ = fmt::format("</{}> closes nothing", inside.substr(1));
      } else {
        open_.pop_back();
      }
      return;
    }
    const std::string name(inside.substr(0, inside.find_first_of(" /")));
    attributes(inside.substr(name.size()));
    if (!inside.ends_with('/')) {
      open_.push_back(name);
    }
  }

  size_t tag_end() {
    bool quoted = false;
    for (size_t i = at_; i < text_.size(); ++i) {
      if (text_[i] == '"') {
        quoted = !quoted;
      }
      if (text_[i] == '>' && !quoted) {
        return i;
      }
    }
    fault_ = "a tag without end";
    return text_.size();
  }

  void attributes(std::string_view rest) {
    std::set<std::string> names;
    while (true) {
      const size_t equals = rest.find("=\"");
      if (equals == std::string_view::npos) {
        return;
      }
      const size_t start = rest.find_last_of(' ', equals) + 1;
      const std::string name(rest.substr(start, equals - start));
      const size_t close = rest.find('"', equals + 2);
      if (close == std::string_view::npos) {
        fault_ = "an attribute without end";
        return;
      }
      const std::string value(rest.substr(equals + 2, close - equals - 2));
      if (!names.insert(name).second) {
        fault_ = "attribute twice: " + name;
      }
      if (value.find('<') != std::string::npos) {
        fault_ = "< in attribute " + name;
      }
      if (name == "id" && !ids_.insert(value).second) {
        fault_ = "id twice: " + value;
      }
      rest.remove_prefix(close + 1);
    }
  }

  std::string_view text_;
  size_t at_ = 0;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
  std::string fault_;
};

}  // namespace

std::string fault_in_ways(const MapView& map, const PositionedMap& picture) {
  constexpr int Steps = 24;
  for (size_t f = 0; f < map.flows.size(); ++f) {
    const MapFlow& flow = map.flows[f];
    for (int b = 0; b < static_cast<int>(map.boundaries.size()); ++b) {
      const auto is_inside = [&](const End& end) {
        return within(
            map, end.what == End::What::Card ? map.cards[at(end.index)].boundary : end.index, b);
      };
      const auto ends_at = [&](const End& end) {
        return end.what == End::What::Boundary && end.index == b;
      };
      if (ends_at(flow.from) || ends_at(flow.to)) {
        continue;
      }
      const Rect box = picture.boundaries[at(b)].rect.grown(0.6);
      bool inside = is_inside(flow.from);
      int changes = 0;
      for (const Bezier& piece : picture.flows[f].line) {
        for (int i = 0; i <= Steps; ++i) {
          if (box.contains(diagram::at(piece, static_cast<double>(i) / Steps)) != inside) {
            inside = !inside;
            ++changes;
          }
        }
      }
      if (changes != (is_inside(flow.from) == is_inside(flow.to) ? 0 : 1)) {
        return fmt::format("flow {} crosses the edge of boundary {} {} times", f, b, changes);
      }
    }
  }
  return "";
}

int crossed_titles(const PositionedMap& picture) {
  constexpr int Steps = 200;
  constexpr double Height = 11;
  constexpr double Baseline = 20;
  constexpr double Gap = 10;  // between title and note
  int crossed = 0;
  for (const PositionedBoundary& boundary : picture.boundaries) {
    const double note = boundary.strip.note_x;
    const double left = boundary.rect.x + CardStyle::Left + boundary.title_shift;
    const double end = boundary.strip.note.empty() ? boundary.strip.size.width : note - Gap;
    const double top = boundary.rect.y + Baseline - Height + 1;
    const std::vector<Rect> texts{
        {left, top, end - CardStyle::Left, Height},
        {boundary.rect.x + note + boundary.note_shift, top,
         boundary.strip.note.empty() ? 0 : boundary.strip.size.width - note, Height}};
    for (const Rect& text : texts) {
      const bool hit = std::ranges::any_of(picture.flows, [&](const PositionedFlow& flow) {
        return std::ranges::any_of(flow.line, [&](const Bezier& piece) {
          for (int i = 0; i <= Steps; ++i) {
            if (text.contains(diagram::at(piece, static_cast<double>(i) / Steps))) {
              return true;
            }
          }
          return false;
        });
      });
      crossed += hit && text.width > 0 ? 1 : 0;
    }
  }
  return crossed;
}

std::string fault_in_picture(const MapView& map, const PositionedMap& picture) {
  if (picture.cards.size() != map.cards.size() || picture.flows.size() != map.flows.size() ||
      picture.boundaries.size() != map.boundaries.size()) {
    return "something is missing";
  }
  for (const auto& check : {fault_in_boundaries(map, picture), fault_in_overlaps(picture),
                            fault_in_lines(map, picture)}) {
    if (!check.empty()) {
      return check;
    }
  }
  return "";
}

std::string fault_in_xml(std::string_view text) {
  return XmlScanner(text).run();
}

}  // namespace aixc::test
