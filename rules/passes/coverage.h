// Which elements a treatment reaches from where it is put.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "rules/passes/run.h"

namespace aixc::rules::passes {

class Coverage {
 public:
  explicit Coverage(Run& run) : run_(run) {}

  // How the treatment covers `element`: empty text if it stands there itself, else the reason in words;
  // nothing if it does not. `behind`: it also covers what every input path reaches only through it.
  std::optional<std::string> covers(model::TreatmentId treatment, EntityId element, bool behind);

 private:
  std::optional<std::string> covers(const model::Target& target, EntityId element, bool behind);
  // Elements that input paths reach, but not without `gate`.
  const std::vector<bool>& behind(EntityId gate);

  Run& run_;
  std::map<EntityId, std::vector<bool>> behind_;
};

}  // namespace aixc::rules::passes
