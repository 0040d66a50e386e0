// The fingerprint of a line that GitHub computes for results that bring none.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aixc::render {

// For each line of the text `<hash>:<n>`: a 64-bit polynomial hash (multiplier 37, wrapping) of the
// first 100 UTF-16 units from the start of the line, blanks and tabs skipped, `\r\n` and `\r` read
// as `\n`, a unit 0xFFFF at the end of the text and zeros behind it; `:n` for the n-th line with
// this hash. As github/codeql-action does it (src/fingerprints.ts). `text` is valid UTF-8.
std::vector<std::string> line_hashes(std::string_view text);

}  // namespace aixc::render
