// The one style of `.aisys` files.
//
// Two blanks of indent, 110 columns. What was written on one line stays on one if it fits: blocks
// and maps (with commas), attributes that share a line within them, `attr … ask …`, `derive`,
// `path`; else each attribute has a line. Lists are filled; conditions break before `and` and `or`;
// every clause of a rule has a line. Comments and blank lines stay where people put them, at most
// one blank line in a row and none at either end of a block. Texts in `"""` move with what they
// belong to. Line ends are those of the first line.
#pragma once

#include <optional>
#include <string>

#include "compiler/diagnostics/sink.h"
#include "compiler/source/source_map.h"

namespace aixc::format {

// The file in that style; formatting the result again gives the same, and it means what the file
// meant. Nothing if the parser finds an error: what is wrong stands in the sink.
std::optional<std::string> format(const source::SourceMap& sources, source::FileId file,
                                  diagnostics::Sink& sink);

}  // namespace aixc::format
