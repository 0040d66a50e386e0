// Other people's lists: which of their entries the library answers to, and which of them a system
// has to do with.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::rules {

// How it is known that a threat or a control answers to an entry.
enum class Basis : uint8_t {
  Published,   // a publisher says so of this very threat or control (`maps`)
  Transitive,  // two published mappings put together (`maps_transitive`)
  Derived,     // our judgement (`maps_derived`)
};

template <typename IdType>
struct Mapped {
  IdType id;
  Basis basis;
};

struct StandardEntry {
  std::string id;    // with the edition, where ids of several editions look alike: `LLM01:2025`
  std::string name;  // "" if the library does not give it
  std::string url;   // "" if it has no page of its own
  std::vector<Mapped<ThreatId>> threats;    // in the order of the library
  std::vector<Mapped<ControlId>> controls;  // likewise
};

// A taxonomy of the library with all of its entries: those that it lists, in that order, then those
// that threats and controls name beside.
struct Standard {
  EntityId taxonomy;
  std::string title;  // with the version
  std::vector<StandardEntry> entries;
};

// By id, ignoring case, `_` and `-`; none if there is none.
EntityId find_taxonomy(const model::Model& model, std::string_view name);
Standard read_standard(const model::Model& model, EntityId taxonomy);

// What a system has to do with an entry; the first that holds.
enum class Touch : uint8_t {
  Found,          // a mapped threat is a finding, treated or not, or a combined attack
  Open,           // it waits for an answer
  NotApplicable,  // every mapped threat is looked for, and does not apply
  RiskFactor,     // threats are mapped that no rule looks for: they make others worse
  Controls,       // only controls are mapped
  Unmapped,       // nothing in the library answers to it
};

struct CoverageRow {
  Touch touch = Touch::Unmapped;
  std::vector<FindingId> findings;  // Found and Open, in the order of the assessment
  std::vector<size_t> scenarios;    // Found: indices into the assessment's
  std::vector<ControlId> in_place;  // of the mapped controls: somewhere in the system
  std::vector<ControlId> planned;   // or considered
  std::vector<ControlId> missing;   // a finding asks for them, and they are nowhere
  std::string because;              // NotApplicable: the reason of the first threat
};

// One row for each entry of the standard.
std::vector<CoverageRow> coverage(const model::Model& model, const Assessment& assessment,
                                  const Standard& standard);

// `published`, `published (transitive)`, `derived`
std::string_view word(Basis basis);
// `found`, `open`, `not applicable`, `controls only`, `risk factor`, `not mapped`
std::string_view word(Touch touch);

}  // namespace aixc::rules
