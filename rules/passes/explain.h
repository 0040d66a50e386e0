// Reasons: from the binding that a search found to bindings, witness, facts and text.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "rules/passes/derivation_search.h"
#include "rules/passes/run.h"

namespace aixc::rules::passes {

class Explainer {
 public:
  explicit Explainer(Run& run);

  // Why a match holds. Its facts go to the assessment, each with its own reason.
  Reason reason(const std::vector<model::Variable>& variables, const eval::Found& found,
                const std::vector<Dependency>& reads);
  // A rule's text with its places filled.
  std::string text(const model::Template& text, const eval::Found& found);
  // What is known of one attribute, with its reason.
  FactId fact(Dependency about);

 private:
  void explain_derived(FactId id, const eval::Reading& reading);
  // Whether the derivation gives the value, with at least that certainty.
  bool try_derivation(FactId id, model::DerivationId derivation, int rank, Truth least);
  std::string value_text(const model::AttributeReference& reference,
                         const eval::Found& found) const;

  Run& run_;
  std::unordered_map<uint64_t, FactId> facts_;                 // by entity and attribute
  std::vector<std::vector<model::DerivationId>> derivations_;  // by attribute
  std::map<model::DerivationId, std::unique_ptr<DerivationSearch>> searches_;
};

// `A → B → C`, by label.
std::string path_text(const model::Model& model, const Witness& witness);
// The ways of a match joined into one path, as far as each goes on where another ends.
Witness join(const eval::Found& found);

}  // namespace aixc::rules::passes
