// Text inside Markdown.
#pragma once

#include <string>
#include <string_view>

namespace aixc::render {

// The text on one line so that GitHub, MDX and any CommonMark reader show it as it is: nothing in
// it is markup, HTML, a link, a mention or an expression, and it may stand in a table. Control
// characters and the ones that turn the direction of writing are dropped.
std::string markdown_text(std::string_view text);

}  // namespace aixc::render
