// Hashes of a Content Security Policy.
#pragma once

#include <string>
#include <string_view>

namespace aixc::render {

// `'sha256-…'` of the text of an inline script or style (Content Security Policy Level 3, 2.3.1,
// hash-source): only an element with just these bytes is let run.
std::string content_hash(std::string_view text);

}  // namespace aixc::render
