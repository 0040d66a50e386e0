#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/geometry.h"
#include "compiler/diagram/map_view.h"

// The inside of a card, a boundary's title and a flow's label: their texts broken into lines, and
// their places relative to the upper left corner. Measured once, before the layout, and drawn from
// the same numbers after it.
namespace aixc::diagram {

// A pill with a short text.
struct Pill {
  std::string text;
  Rect rect;
};

// A count at the foot of a card, when its threats are not listed.
struct Badge {
  enum class What { Threats, Controls, Questions } what = What::Threats;
  int count = 0;
  Level worst = Level::None;  // of the threats
  Rect rect;
};

// A threat in a card. Its marks stand in columns that all cards share.
struct ThreatBlock {
  int index = 0;  // into `Card::threats`
  double top = 0;
  double height = 0;
  std::vector<std::string> name;
  std::vector<std::string> controls;
  std::string note;
};

struct CardBox {
  Size size;
  double header = 56;   // height of the coloured part
  bool narrow = false;  // risks and states are signs without words
  double impact_x = 0;  // centre of the impacts' circles
  double risk_x = 0;    // centre of the risks' signs
  std::vector<std::string> title;
  std::string kind;  // with its brackets
  std::vector<Pill> tags;
  std::vector<ThreatBlock> threats;
  std::vector<Badge> badges;
};

// How wide the cards with threats are. Narrow ones keep a map of many cards readable on a page.
enum class CardWidth { Usual, Narrow };

CardBox measure_card(const Card& card, Detail detail, CardWidth width = CardWidth::Usual);

// The title strip of a boundary.
struct TitleStrip {
  std::string title;  // in upper case
  std::string note;
  double note_x = 0;  // from the boundary's left edge
  Size size;
};

TitleStrip measure_title(const Boundary& boundary);

// The label of a flow: signs, then lines of the payload, then the smaller note.
struct LabelBox {
  Size size;
  std::vector<std::string> lines;
  std::string note;
  bool lock = false;
  bool warning = false;
};

LabelBox measure_label(const MapFlow& flow, CardWidth width = CardWidth::Usual);

// Type sizes and places that measuring and drawing share (pixels).
struct CardStyle {
  static constexpr double TitleSize = 16;
  static constexpr double KindSize = 11;
  static constexpr double TagSize = 10.5;
  static constexpr double ThreatSize = 12.5;
  static constexpr double ControlSize = 11;
  static constexpr double LabelSize = 12;
  static constexpr double NoteSize = 10.5;
  static constexpr double Left = 14;         // of title and kind
  static constexpr double TitleLine = 19;    // between lines of a title
  static constexpr double NameLeft = 61;     // of a threat's name
  static constexpr double NameLine = 15;     // between lines of a name
  static constexpr double ControlLeft = 79;  // of a control's text
  static constexpr double ControlLine = 18;  // between controls
  static constexpr double LabelLine = 14.5;  // between lines of a label
  static constexpr double SignWidth = 16;    // of a lock or a warning in a label
};

}  // namespace aixc::diagram
