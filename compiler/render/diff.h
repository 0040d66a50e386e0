// Differences of two versions: for the terminal, for scripts, for a comment on a pull request.
#pragma once

#include <span>
#include <string>

#include "compiler/diff/differences.h"

namespace aixc::render {

// What was compared; there are several when folders are.
struct Compared {
  std::string title;  // the system's, or the file's
  std::string file;
  const diff::Differences* differences = nullptr;
  const source::SourceMap* before = nullptr;
  const source::SourceMap* after = nullptr;
  // Of the gate for what is new: those that fail it, by index into the changes.
  std::vector<size_t> failing;
};

std::string diff_text(std::span<const Compared> all, bool color);
std::string diff_json(std::span<const Compared> all);
std::string diff_markdown(std::span<const Compared> all);

// `2 threats came, 1 changed, 3 went; 1 element came`; "nothing has changed".
std::string diff_summary(const diff::Differences& differences);

}  // namespace aixc::render
