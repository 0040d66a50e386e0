// Text inside Markdown.
#pragma once

#include <string>
#include <string_view>

namespace aixc::render {

// A text on one line in which nothing is markup, to GFM and to MDX. It mentions nobody and refers
// to no issue where GitHub shows it.
std::string markdown_text(std::string_view text);

// `[title](url)` if the URL is safe, else only the title.
std::string markdown_link(std::string_view url, std::string_view title);

}  // namespace aixc::render
