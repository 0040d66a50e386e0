// THE COMPILER ON ONE PAGE: source → ast → model → assessment → files.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "compiler/bind/bind.h"
#include "compiler/diagnostics/sink.h"
#include "compiler/model/model.h"
#include "rules/assess.h"

namespace aixc {

struct CompileOptions {
  bind::LoadOptions load;
  rules::AssessOptions assess;
  std::vector<diagnostics::Kind> ignored;  // warnings that the project does not want to hear
  bool mentions = false;  // whether to tell where the names of the text stand, for editors
};

// Everything that one compilation made. `assessment` is missing when the model has errors or the
// files are libraries only.
struct Compilation {
  bind::Program program;
  diagnostics::Sink sink;
  model::Model model;
  model::Mentions mentions;
  std::optional<rules::Assessment> assessment;
};

// `entry` is a path, or `-` with the text in `standard_input`. Never throws for bad input.
Compilation compile(const std::string& entry, const std::string& standard_input,
                    const source::FileSystem& disk, const CompileOptions& options);

// The two halves of `compile`: the text alone, which is all that an editor needs at each keystroke,
// and what it means. The second gives no assessment where the first found errors or no system.
// False if it was interrupted (`AssessOptions`): then nothing has changed.
Compilation read(const std::string& entry, const std::string& standard_input,
                 const source::FileSystem& disk, const CompileOptions& options);
bool assess(Compilation& compilation, const CompileOptions& options);
// What a person is told between the two: without what the project or a comment silences.
diagnostics::Sink told_of_text(const Compilation& compilation, const CompileOptions& options);

}  // namespace aixc
