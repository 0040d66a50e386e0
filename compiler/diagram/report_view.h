#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/grid.h"
#include "compiler/diagram/map_view.h"
#include "compiler/diagram/terms.h"

// The report view: everything that the report shows, in words and numbers, before any geometry.
//
// It is the contract between the view stage, which fills it from the model and the assessment and
// decides *what* is said, and the drawing (`diagram/arrange.h`, `render/svg`), which decides
// *where* and *how*. It knows neither model nor assessment, so a picture can be drawn from plain
// data.
//
// Conventions:
// - All texts are UTF-8, unescaped, of any length; the drawing wraps, shortens and escapes them.
// - Order is the order of drawing and of the numbering: use declaration order, for stable
// pictures.
// - References are indices into the vectors of the same `MapView`.
// - An empty text, a zero number or an empty list means: not shown.
namespace aixc::diagram {

// A step of an attack path: the flow it goes along (-1: it happens at the card), and what happens.
struct ScenarioStep {
  int flow = -1;
  int card = -1;      // where it strikes; with a flow, the card that it reaches
  std::string title;  // "Customer → Chat front end"
  std::string text;   // "An outside person sends crafted text as a question."
};

// A combined attack: a numbered path over the map.
struct Scenario {
  std::string id;       // "unchecked_action"
  std::string title;    // "From a chat message to a refund"
  std::string summary;  // "4 steps · threats 4, 1 and 2 · nobody approves the refund"
  std::vector<ScenarioStep> steps;
  std::string advice;  // "Cut it with least model privilege or an approval at step 4 …"
};

// The result box in the title block.
struct Gate {
  bool shown = false;
  bool failed = false;
  std::string title;  // "Gate: 2 threats above appetite"
  std::string text;   // "1 Direct prompt injection, 2 Agent escape"
};

// A bar of the panel "Risk now".
struct RiskBar {
  Level level = Level::Low;
  int count = 0;
};

// A finding's place on the heat map (1–5 each).
struct HeatMark {
  int likelihood = 1;
  int impact = 1;
  NumberMark mark;
};

struct Question {
  std::string text;         // "Is there a system prompt for Triage agent, and is it confidential?"
  std::string consequence;  // "It decides whether system prompt disclosure applies. Answer: …"
};

// A party and what it answers for.
struct PartyRow {
  std::string name;
  std::string role;  // "us", "supplier"
  std::string duty;  // "operates and treats"
  std::vector<NumberMark> threats;
};

struct RegisterRow {
  int number = 0;
  std::string threat;
  Surface surface = Surface::Input;
  std::string element;
  std::string impact;
  Risk inherent;  // without controls
  Risk residual;  // now
  Status status = Status::Applies;
  std::vector<ControlRow> controls;
  std::string note;  // in the column of the controls: "until 2027-06-30, by CISO: …"
  std::string responsible;
  std::string link_text;  // "/go/directpromptinjection"
  std::string url;
};

// A group of threats that do not apply for one reason.
struct NotApplicable {
  std::string title;   // "Runtime model poisoning, runtime model leak"
  std::string reason;  // "GPT-4o: OpenAI hosts it. To verify: …"
};

// A policy of the architecture that the model breaks.
struct Violation {
  std::string policy;
  std::string text;
};

// The whole report. Panels without content are left out.
struct ReportView {
  std::string title;     // "Support assistant"
  std::string subtitle;  // "Owner: … · risk appetite: medium · …"
  std::string counts;    // "8 elements · 10 flows · …"
  Gate gate;
  MapView map;
  std::vector<RiskBar> risk_bars;  // from the worst level down, only levels that occur
  std::string risk_note;           // "1 countered · 1 accepted · 13 not applicable"
  std::vector<Scenario> scenarios;
  std::vector<HeatMark> heat_marks;         // now
  std::vector<HeatMark> heat_marks_before;  // without controls
  std::vector<Question> questions;
  std::vector<Violation> violations;
  std::vector<PartyRow> parties;
  std::vector<std::string> to_verify;  // below the parties
  Grid responsibility;                 // element by party; without rows where only one answers
  std::vector<RegisterRow> register_rows;
  int register_left_out = 0;  // rows beyond these, told by number only
  std::vector<NotApplicable> not_applicable;
  std::string not_applicable_note;  // "13 threats in 5 groups, and 1 combined attack"
  std::string footnote;
};

}  // namespace aixc::diagram
