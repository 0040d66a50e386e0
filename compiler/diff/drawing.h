// What changed in the drawing, and who refers to it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "compiler/diff/differences.h"

namespace aixc::diff {

// For one version: the sentence about each thing of it that came, went or changed.
struct Notes {
  std::map<model::EntityId, std::string> entities;
  std::map<model::FlowId, std::string> flows;
  std::map<std::pair<model::EntityId, Symbol>, std::string> attributes;
  std::map<model::TreatmentId, std::string> treatments;
};

struct Drawing {
  std::vector<Change> changes;
  Notes before;
  Notes after;
  std::map<std::string, std::string> moved;  // old path → new path

  // The path that an old path has now.
  std::string now(const std::string& path) const;
};

Drawing compare_drawings(const Version& before, const Version& after);

// The sentences about all that a reason rests on, without repetition, in the order met.
void collect_causes(const Version& version, const Notes& notes, const rules::Reason& reason,
                    std::vector<std::string>& causes);

}  // namespace aixc::diff
