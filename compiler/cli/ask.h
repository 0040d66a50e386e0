// `aixc questions --ask`: questions on the terminal, answers into the file.
#pragma once

#include <string>
#include <string_view>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"

namespace aixc::cli {

int ask_questions(const Options& options, World& world);

// Where and how a text is to be changed so that `name: value` stands on an entity.
struct Edit {
  source::Span span;  // what is replaced; empty at the place of an insertion
  std::string replacement;
  explicit operator bool() const { return static_cast<bool>(span); }
};

// Replaces the attribute if it is written (as `unknown`), else adds it behind the last one, in the
// style of the block: on a line of its own where the others have one. No edit if the entity is
// not declared in a file of the user's.
Edit attribute_edit(const Compilation& compilation, rules::Dependency about,
                    std::string_view value);

}  // namespace aixc::cli
