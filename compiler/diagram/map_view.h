#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/terms.h"

// The threat map before any geometry: cards in boundaries, and flows between them.
// The conventions of `report_view.h` hold.
namespace aixc::diagram {

// A control below a threat, or in the register: "Rate limit, on Chat front end".
struct ControlRow {
  ControlState state = ControlState::Missing;
  std::string text;
};

// A threat on a card: number and title, then its controls, then a note.
struct ThreatRow {
  int number = 0;    // the same as in the register
  std::string name;  // "Direct prompt injection"
  Surface surface = Surface::Input;
  std::string impact;  // the Exchange's letter: T B P A I E, C for conventional assets
  Risk risk;           // residual: with the controls in place
  Status status = Status::Applies;
  std::vector<ControlRow> controls;
  std::string note;  // a last muted line: "accepted until 2027-06-30, by CISO"
};

// An element of the system, drawn as a card.
struct Card {
  std::string id;     // the path of the element ("vpc.triage"); unique in the map
  std::string title;  // "Triage agent"
  std::string kind;   // shown in brackets: "agent", "large language model"
  Palette palette = Palette::Application;
  Icon icon = Icon::None;
  Lane lane = Lane::Both;
  int boundary = -1;              // innermost boundary around it, -1: none
  std::vector<std::string> tags;  // pills, most telling first: "no approval", "plans"
  std::vector<ThreatRow> threats;
  int controls_in_place = 0;  // for the badges
  int open_questions = 0;     // for the badges
  std::string url;            // a link of the whole title, may be empty
};

// A boundary: the box around cards and other boundaries.
struct Boundary {
  std::string id;
  std::string title;  // drawn in upper case
  std::string note;   // beside the title: "our party: Acme", "supplier, reviewed"
  bool ours = true;   // false: another party's, drawn in slate
  bool trust = true;  // a trust boundary: flows that cross it are marked there
  int parent = -1;    // index of the boundary around it, always smaller than its own index
};

// The end of a flow: a card, or a boundary that stands for itself.
struct End {
  enum class What { Card, Boundary } what = What::Card;
  int index = 0;
};

// A flow. `both_ways` when `a <-> b` was written with one payload: one line, two arrows.
struct MapFlow {
  std::string id;
  End from;
  End to;
  bool both_ways = false;
  std::string label;  // the payload: "Customer's question"; empty: a line without label
  std::string note;   // the smaller second line: "confidential · personal", "augments"
  Sensitivity sensitivity = Sensitivity::Plain;
  bool untrusted = false;   // carries what an untrusted party wrote
  std::string description;  // for readers who do not see: "Customer to Chat front end: question"
};

// The threat map.
struct MapView {
  std::vector<Card> cards;
  std::vector<Boundary> boundaries;
  std::vector<MapFlow> flows;
};

}  // namespace aixc::diagram
