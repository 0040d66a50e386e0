// Marked words → text: where lines begin, by what fits.
#pragma once

#include <string>

#include "compiler/format/words.h"

namespace aixc::format {

constexpr uint32_t LineWidth = 110;  // columns; what cannot break may be longer
constexpr uint32_t IndentWidth = 2;

// All words and comments of the text, set as the marks say. Line breaks are `\n`; ends with one
// unless the text is empty.
std::string lay_out(const Words& words);

}  // namespace aixc::format
