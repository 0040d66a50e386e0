// What fits on a line.
#pragma once

#include <cstdint>
#include <string_view>

#include "compiler/format/words.h"

namespace aixc::format {

// The columns that a text of one line takes: its code points.
uint32_t columns(std::string_view text);

// Whether a blank stands between a word and the one before it, on one line.
bool space_between(const Words& words, size_t at);

// How many of the comments before a word belong to the line of the word before it.
size_t trailing_comments(const Words& words, size_t at);

// Whether the group that `words[at].before[mark]` opens can be put on one line from `column`,
// together with what follows it up to the next place for a line.
bool group_fits(const Words& words, size_t at, size_t mark, uint32_t column);

// Whether what stands between the line `words[at].before[mark]` and the next one of its group can.
bool segment_fits(const Words& words, size_t at, size_t mark, uint32_t column);

}  // namespace aixc::format
