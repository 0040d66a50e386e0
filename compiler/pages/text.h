// A page for the terminal.
#pragma once

#include <string>

#include "compiler/pages/page.h"
#include "compiler/source/source_map.h"

namespace aixc::pages {

// Wrapped to the width of all texts; ends with a line break. Links are their text.
std::string to_text(const Page& page, const source::SourceMap& sources);

}  // namespace aixc::pages
