#include "compiler/diagram/arrange.h"

#include <algorithm>
#include <utility>

#include "compiler/diagram/arrangement.h"
#include "compiler/diagram/memo_engine.h"

namespace aixc::diagram {
namespace {

constexpr double PageWidth = 1336;  // of a map that has the page for itself

// How much of a page a picture takes where its texts are to stay readable: the height that it would
// have if the page were as wide as needed. A picture that leaves no room beside it costs the room
// of what then stands below.
double page_length(const PositionedMap& picture, const ArrangeOptions& options) {
  constexpr double Below = 260;
  const double shrunk = std::max(1.0, picture.size.width / PageWidth);
  return picture.size.height * shrunk +
         (picture.size.width > options.preferred_width ? Below : 0.0);
}

class Arranger {
 public:
  Arranger(const MapView& map, LayoutEngine& engine, const ArrangeOptions& options)
      : map_(map), engine_(engine), options_(options) {
    if (options_.has_page) {
      options_.preferred_width = PageWidth;
    }
  }

  PositionedMap run() {
    // The usual setting is worth every try; others are compared by a sketch each.
    const Tries tries = options_.has_page ? Tries::One : Tries::Several;
    PositionedMap usual = arrange_once(map_, engine_, {options_, CardWidth::Usual}, tries);
    if (!usual.warning.empty() || usual.size.width <= options_.preferred_width) {
      return usual;
    }
    const double usual_length = page_length(usual, options_);
    sketch_others();
    std::ranges::stable_sort(sketches_, {}, &Sketch::rank);
    constexpr std::size_t MostFinished = 2;
    for (std::size_t i = 0; i < std::min(MostFinished, sketches_.size()); ++i) {
      const Sketch& sketch = sketches_[i];
      if (sketch.length >= sketch.factor * usual_length) {
        continue;
      }
      PositionedMap picture = arrange_once(map_, engine_, sketch.setting, tries);
      if (picture.warning.empty() &&
          page_length(picture, options_) < sketch.factor * usual_length) {
        return picture;
      }
    }
    return usual;
  }

 private:
  struct Sketch {
    Setting setting;
    double factor = 1;  // the length, by that of the usual picture, below which it is better
    double length = 0;
    double width = 0;
    double rank() const { return length / factor; }
  };

  // The usual setting is what people know, and has the most words: others must be clearly better.
  void sketch_others() {
    constexpr double ClearlyBetter = 0.94;
    constexpr double MuchBetter = 0.75;
    constexpr double Unreadable = 1.4;
    ArrangeOptions whole_page = options_;
    whole_page.preferred_width = PageWidth;
    sketch({options_, CardWidth::Narrow}, ClearlyBetter);
    if (!options_.has_page) {
      sketch({whole_page, CardWidth::Usual}, ClearlyBetter);
      sketch({whole_page, CardWidth::Narrow}, ClearlyBetter);
    }
    const bool are_unreadable = std::ranges::all_of(
        sketches_, [&](const Sketch& s) { return s.width > Unreadable * PageWidth; });
    if (!options_.direction && are_unreadable) {
      whole_page.direction = Direction::Right;
      sketch({whole_page, CardWidth::Narrow}, MuchBetter);
    }
  }

  void sketch(const Setting& setting, double factor) {
    const PositionedMap picture =
        arrange_once(map_, engine_, setting, options_.has_page ? Tries::One : Tries::Sketch);
    if (picture.warning.empty()) {
      sketches_.push_back({setting, factor, page_length(picture, options_), picture.size.width});
    }
  }

  const MapView& map_;
  MemoEngine engine_;
  ArrangeOptions options_;
  std::vector<Sketch> sketches_;
};

}  // namespace

PositionedMap arrange(const MapView& map, LayoutEngine& engine, const ArrangeOptions& options) {
  return Arranger(map, engine, options).run();
}

}  // namespace aixc::diagram
