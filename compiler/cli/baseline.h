// Known findings: a gate that is put up in a running project fails only for what comes after.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/model/model.h"
#include "rules/assessment.h"

namespace aixc::cli {

// What stood when the baseline was written, by system; each finding and broken policy by a key of
// rule and element path, without lines and labels, with its level: one that has become worse is
// new.
struct Baseline {
  struct Entry {
    std::string key;
    std::string level;  // `low` … `critical`, `open`, `policy`
    auto operator<=>(const Entry&) const = default;
  };
  std::map<std::string, std::vector<Entry>> systems;

  bool knows(const std::string& system, const Entry& entry) const;
};

// Every finding that applies or is open, and every broken policy, whatever the gate's level is.
std::vector<Baseline::Entry> entries_of(const model::Model& model,
                                        const rules::Assessment& assessment);
Baseline::Entry entry_of(const model::Model& model, const rules::Finding& finding);
Baseline::Entry entry_of(const model::Model& model, const rules::Violation& violation);

// The file's text, sorted, the same for the same findings.
std::string baseline_text(const Baseline& baseline);
// Nothing, and the reason in `error`, if it is no baseline.
std::optional<Baseline> read_baseline(std::string_view text, std::string& error);

}  // namespace aixc::cli
