// Models to start from, for `aixc init`.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "compiler/model/value.h"

namespace aixc::cli {

struct Starter {
  std::string_view name;    // as `--template` takes it
  std::string_view what;    // "A chatbot on a hosted model"
  std::string_view title;   // of the system, unless somebody says otherwise
  std::string_view system;  // its name
  std::string_view description;
  bool has_supplier = true;  // a supplier has a part in it
  std::string_view body;     // from its data on
  std::string_view control;  // the statement at its end
};

// What is put into a starter; texts may hold anything.
struct StarterAnswers {
  std::string title;
  std::string organisation = "Our organisation";
  std::string supplier = "Model supplier";
  std::string sensitivity = "confidential";  // of what people give it
  bool personal = true;                      // whether that is about people
};

// In the order in which people are asked.
std::span<const Starter> starters();
// The text of the model, with comments; not yet in the one style.
std::string starter_text(const Starter& starter, const StarterAnswers& answers);

}  // namespace aixc::cli
