#pragma once

#include <string>
#include <string_view>

// The terms of the pictures: levels, states, colours and icons, and what they are called.
namespace aixc::diagram {

// How much a card on the map says (`--detail`).
enum class Detail { None, Badges, Threats };

// The level of a risk. `None` where a finding has no level (yet).
enum class Level { None, Low, Medium, High, Critical };

// Where an attacker enters (the Exchange's three surfaces); the colour of a threat's arrow.
enum class Surface { Input, Development, Runtime };

// What became of a finding. Countered, accepted, transferred and avoided ones are drawn calmly.
enum class Status { Applies, Open, Countered, Accepted, Transferred, Avoided };

// The state of a control for a threat.
enum class ControlState { InPlace, Planned, Missing };

// The colour family of a card.
enum class Palette { Application, Store, Person, Model, External, Agent };

// The drawing at the right of a card's title.
// clang-format off
enum class Icon {
  None, Person, App, Service, Store, Corpus, Model, Llm, Agent, Tool, Prompt, Memory, Guard, Feed,
  Training, Registry, Code, Boundary,
};
// clang-format on

// When a card's element is at work; what works only at development time is drawn apart, above what
// works only at run time.
enum class Lane { Both, Runtime, Development };

// How sensitive the payload of a flow is, and how we know.
enum class Sensitivity { Plain, Derived, Stated };

// A risk: likelihood × impact (1–25) and its level. An unknown input widens it to an interval,
// from `score` to `upper_score`; otherwise both are the same. `Level::None` and 0: no risk is
// stated.
struct Risk {
  Level level = Level::None;
  int score = 0;
  Level upper = Level::None;
  int upper_score = 0;
};

// A finding's number, where findings are told by number; `calm` when the threat is treated.
struct NumberMark {
  int number = 0;
  bool calm = false;
};

// The level of a score, as the Exchange's scale has it: 1–4 low, 5–9 medium, 10–16 high, 17–25
// critical.
Level level_of(int score);

// What a level, surface, status or impact letter is called in pictures: "high", "development", …
const char* word(Level level);
const char* word(Surface surface);
const char* word(Status status);
const char* word(ControlState state);
std::string impact_word(std::string_view letter);

// Treated findings are drawn in muted colours: outlined number, regular weight, status for level.
bool is_calm(Status status);

// The colours and icon of a kind.
struct Look {
  Palette palette = Palette::Application;
  Icon icon = Icon::None;
  bool known = false;  // false: this kind has no look of its own, ask for its parent's
};
Look look_of_kind(std::string_view kind);

}  // namespace aixc::diagram
