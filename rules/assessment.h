// What the rules make of a model: findings with their reasons, the ledger of all threats, risks,
// controls, responsibility and open questions. Const to everyone but `assess`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "compiler/base/shared_list.h"
#include "compiler/model/model.h"

namespace aixc::rules {

using model::ControlId;
using model::EntityId;
using model::FlowId;
using model::ThreatId;

using FactId = Id<struct FactTag>;
using FindingId = Id<struct FindingTag>;
using QuestionId = Id<struct QuestionTag>;

// Kleene's strong logic of three values, ordered so that `and` is min and `or` is max.
enum class Truth : uint8_t { False, Unknown, True };

// An attribute of an entity that nobody gave; its answer may settle what depends on it.
struct Dependency {
  EntityId entity;
  model::AttributeId attribute;
  auto operator<=>(const Dependency&) const = default;
};

// ---- reasons ------------------------------------------------------------------------------------

enum class Origin : uint8_t {
  Given,    // a person wrote it
  Derived,  // a derivation gave it
  Assumed,  // an `assume` or the default of a kind gave it
  Unknown,  // nobody knows it
};

struct Binding {
  Symbol variable;
  EntityId entity;
};

// A path through the graph: `start`, then each flow in the order passed; containments and
// references have no flow.
struct WitnessStep {
  FlowId flow;  // none: containment or reference
  EntityId to;
};
struct Witness {
  EntityId start;
  std::vector<WitnessStep> steps;
  bool empty() const { return !start; }
};

// Why a rule or derivation holds (or may hold): what its variables are, the way through the graph,
// the facts that its condition read.
struct Reason {
  std::vector<Binding> bindings;
  Witness witness;
  std::vector<FactId> facts;
};

// An attribute's value as a condition read it, with its own reason: the proof tree's node.
struct Fact {
  EntityId entity;
  model::AttributeId attribute;
  model::Value value;
  Origin origin = Origin::Unknown;
  source::Span place;              // the value, the kind's default or the derivation
  model::DerivationId derivation;  // Derived, and Assumed by an `assume`
  Reason reason;                   // of the derivation
};

// One rule's word on a finding.
struct Verdict {
  model::RuleId rule;
  Truth truth = Truth::True;  // Unknown: it would hold if the open questions were answered so
  Reason reason;
  std::string because;  // the rule's text with its places filled
};

// ---- risk ---------------------------------------------------------------------------------------

// Closed interval of levels; equal ends when nothing is unknown.
struct Interval {
  int low = 0;
  int high = 0;
  bool operator==(const Interval&) const = default;
};

enum class Band : uint8_t { Low, Medium, High, Critical };  // 1–4, 5–9, 10–16, 17–25

// One rate that moved a level, or may move it.
struct Factor {
  model::RateId rate;
  Truth truth = Truth::True;
  std::string because;
};

struct Risk {
  Interval likelihood;  // 1–5, without controls
  Interval impact;
  Interval score;                // likelihood × impact, without controls
  Interval residual_likelihood;  // with the controls in place
  Interval residual_impact;
  Interval residual;  // score with the controls in place
  std::vector<Factor> factors;
};
Band band_of(int score);

// ---- controls and treatment ---------------------------------------------------------------------

enum class ControlState : uint8_t { InPlace, Planned, Considered, Missing };
enum class ControlRelation : uint8_t { Direct, Inherited, Group, General };

struct FindingControl {
  ControlId control;
  ControlRelation relation = ControlRelation::Direct;
  ControlState state = ControlState::Missing;
  model::TreatmentId treatment;  // none if missing
  EntityId at;                   // where the treatment puts it
  std::string coverage;          // why it covers the element, when it stands elsewhere
  double strength = 0;           // 0–1, stated or the control's default; of a missing one what
                                 // it would have
  double weight = 0;             // 1 direct or inherited, ½ group, ¼ general
};

enum class Status : uint8_t {
  Applies,
  Open,
  Countered,
  Accepted,
  Transferred,
  Avoided,
  NotApplicable
};

enum class Responsible : uint8_t { Us, Supplier, Shared, Nobody };

struct Responsibility {
  Responsible who = Responsible::Us;
  EntityId party;  // the supplier, or us
  std::string because;
};

// ---- results ------------------------------------------------------------------------------------

// A threat at an element. One for each pair.
struct Finding {
  std::string id;                  // stable: threat and element path, no number, no line
  ThreatId threat;                 // never a variant
  EntityId element;                // the system for generic threats
  std::vector<ThreatId> variants;  // those of its named forms that apply
  Status status = Status::Applies;
  bool conventional = false;    // generic threats, counted apart
  bool verify = false;          // a supplier's duty without assurance
  std::vector<Verdict> raised;  // in the order of the rules; [0] is the one to tell
  std::vector<Verdict> dismissed;
  std::vector<Dependency> depends_on;  // Open: what would settle it
  std::vector<Dependency> assumed;     // assumed values that the verdict rests on
  Risk risk;
  SharedList<FindingControl> controls;  // in place first, then planned, then missing direct ones …
  model::TreatmentId treatment;         // the accept, transfer or avoid that covers it
  Responsibility responsible;
  int number = 0;  // as printed on map and register; 0 for those not listed
};

// One line of the ledger: every threat of the library against the system.
struct LedgerRow {
  ThreatId threat;
  Status status = Status::NotApplicable;
  std::string because;  // for what does not apply: the dismissal, or what is not drawn
  std::vector<FindingId> findings;
};

struct Question {
  Dependency about;
  std::string ask;                 // with the element's label filled in
  std::vector<FindingId> settles;  // the open findings that wait for it
};

struct ScenarioStep {
  EntityId from;
  EntityId to;
  FlowId flow;  // none: containment or reference
  std::string text;
};

// A combined attack: several weaknesses along a path.
struct Scenario {
  ThreatId threat;
  EntityId element;
  Truth truth = Truth::True;
  std::string because;
  std::vector<ScenarioStep> steps;
  std::vector<Dependency> depends_on;
};

// A supplier's duty that nobody has confirmed.
struct ToVerify {
  EntityId party;
  ThreatId threat;
  EntityId element;
  std::string because;
};

// A policy of a library that the model breaks.
struct Violation {
  model::PolicyId policy;
  bool error = true;
  std::string message;
  Reason reason;
  source::Span place;
};

struct Counts {
  int applies = 0, open = 0, countered = 0, accepted = 0, transferred = 0, avoided = 0;
  int critical = 0, high = 0, medium = 0, low = 0;  // of those that apply, by residual upper end
};

// What is known of an attribute beside the findings, however it is known.
struct Shown {
  Dependency about;
  model::Value value;
  Origin origin = Origin::Given;
};

// What a view of the model shows, in declaration order.
struct ViewContent {
  std::vector<EntityId> elements;
  std::vector<EntityId> uncertain;  // those of them for which the condition is unknown
};

struct Assessment {
  Store<FactId, Fact> facts;
  Store<FindingId, Finding> findings;  // worst residual first, then declaration order; Open after
  std::vector<LedgerRow> ledger;       // in the order of the library
  std::vector<Question> questions;     // those that settle most first
  std::vector<Scenario> scenarios;
  std::vector<ToVerify> to_verify;
  std::vector<Violation> violations;
  std::vector<Shown> shown;        // of `AssessOptions::show`, sorted by what they are about
  std::vector<ViewContent> views;  // by view of the model
  std::optional<Band> appetite;    // the highest band that is accepted without a treatment
  Counts counts;
};

}  // namespace aixc::rules
