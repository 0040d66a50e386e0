#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/card_box.h"
#include "compiler/diagram/geometry.h"
#include "compiler/diagram/map_view.h"

// The map with every place decided, ready to be drawn in any format. The vectors are parallel to
// those of the `MapView`, which keeps the words that are not broken into lines here.
namespace aixc::diagram {

struct PositionedCard {
  Rect rect;
  CardBox box;
};

struct PositionedBoundary {
  Rect rect;
  TitleStrip strip;
  double title_shift = 0;  // to the right, so that no line runs through the title
  double note_shift = 0;   // of the note beside it
};

// Where a flow passes the edge of a trust boundary.
struct Crossing {
  Point at;
  int boundary = 0;
};

struct PositionedFlow {
  Curve line;  // from source to target, ending at the edges of the boxes
  LabelBox label;
  Rect label_rect;  // of width 0: no label
  std::vector<Crossing> crossings;
};

// Where flows from inside a boundary meet the boundary itself.
struct Dot {
  Point at;
  int boundary = 0;
};

struct PositionedMap {
  Size size;
  Detail detail = Detail::Threats;
  std::vector<PositionedCard> cards;
  std::vector<PositionedBoundary> boundaries;
  std::vector<PositionedFlow> flows;
  std::vector<Dot> dots;
  std::string warning;  // why the picture is plainer than usual; empty when all went well
};

}  // namespace aixc::diagram
