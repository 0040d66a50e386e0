#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/map_view.h"

// A map that is too large for one picture, as an overview and parts: what stands in a boundary is
// one card in the overview, and is drawn in full in one of the parts. Threats keep their numbers,
// and each card of the overview counts those of all that it stands for.
namespace aixc::diagram {

// Up to so many elements a map is one picture: about what can be read where it is seen whole. As
// wide as a page, generated maps of 30 have letters half as large as they should be, of 40 a third.
inline constexpr std::size_t MostInOnePicture = 30;

// One of the pictures that show everything.
struct OverviewPart {
  std::string name;   // the path of its first boundary: "platform.training"
  std::string title;  // "Training"; of several boundaries "Training, Serving and 2 more"
  std::string note;   // "12 elements · 14 flows"
  MapView map;        // the cards of this part, and around them those that they talk to, as in the
                      // overview but without their counts
  std::vector<int> parts;  // by card of `map`: the part that shows it, if that is another; else -1
};

struct Overview {
  MapView map;             // boundaries as cards, with the flows between them counted
  std::vector<int> parts;  // by card of `map`: the part that shows what is in it; else -1
  std::vector<OverviewPart> all;
};

Overview make_overview(const MapView& map);

}  // namespace aixc::diagram
