// Which elements a treatment reaches from where it is put.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/passes/control_facts.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {

// From where a treatment covers an element, and why: no words if it stands on the element itself.
struct Covering {
  EntityId at;  // none: on a flow
  std::string how;
};

class Coverage {
 public:
  explicit Coverage(Run& run) : run_(run) {}

  // Of the places that the treatment names the element itself, else the first that covers it;
  // nothing if none does.
  std::optional<Covering> covers(model::TreatmentId treatment, EntityId element, Reach reach);
  // Why it does, for a treatment that would be put at `at`, an element, boundary, party or the
  // system.
  std::optional<std::string> covers_from(EntityId at, EntityId element, Reach reach);

 private:
  std::optional<std::string> covers(const model::Target& target, EntityId element, Reach reach);
  // True if what is said of `at` is said of each thing in it: of a boundary, not of an element that
  // others happen to stand in.
  bool is_place(EntityId at) const;
  // Elements that input paths reach, but not without `gate`.
  const std::vector<bool>& behind(EntityId gate);

  Run& run_;
  std::map<EntityId, std::vector<bool>> behind_;
};

}  // namespace aixc::rules::passes
