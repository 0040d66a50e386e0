// What came, went or changed between two versions of a model, each with its reasons.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"

namespace aixc::diff {

// In the order of reports: what the analysis says, then what was drawn.
enum class Subject : uint8_t {
  Finding,
  Scenario,
  Violation,
  Question,
  Treatment,
  System,
  Party,
  Data,
  Element,
  Flow
};

enum class What : uint8_t { Came, Went, Changed };

// A part that is not what it was; empty: it was not, or is not, there.
struct Detail {
  std::string name;  // `approval`, `level`, `payload`
  std::string before;
  std::string after;
};

struct Change {
  Subject subject = Subject::Element;
  What what = What::Changed;
  std::string id;     // `vpc.kb`, `a -> b`, `evasion@vpc.gpt`
  std::string title;  // for people: `agent vpc.triage`, `Evasion on vpc.gpt`
  std::vector<Detail> details;
  std::vector<std::string> reasons;  // sentences without a full stop
  source::Span place;                // in the new version; of what went, in the old one
  std::optional<rules::Band> level;  // of findings that apply now
  bool worse = false;                // a finding that applies now, and did not, or not so high
};

struct Differences {
  std::vector<Change>
      changes;  // by subject, then came, changed, went, then in the order of reports
};

// One version. An absent one (a model that is new) is empty.
struct Version {
  const model::Model& model;
  const rules::Assessment& assessment;
  const source::SourceMap& sources;
};

// Things are the same by path, not by label or place. An element of the same kind and name that
// stands elsewhere has moved, and its findings with it.
Differences compare(const Version& before, const Version& after);

// `threat`, `threats`; `came`, `went`, `changed`
std::string_view word(Subject subject);
std::string_view plural(Subject subject);
std::string_view word(What what);

}  // namespace aixc::diff
