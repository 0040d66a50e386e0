// Texts of a model on one line of a plain format.
#pragma once

#include <string>
#include <string_view>

namespace aixc::render {

// The text on one line: line breaks and tabs become blanks, runs of blanks one, and what has no
// place in plain text is dropped: control characters, and those that turn the direction of writing
// (U+202A to U+202E, U+2066 to U+2069), which would reorder what stands beside them.
std::string on_one_line(std::string_view text);

// At most `most` characters; what is longer ends in `…`.
std::string shortened(std::string_view text, size_t most);

}  // namespace aixc::render
