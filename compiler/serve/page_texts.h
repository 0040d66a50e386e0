// The page of `aixc serve`: page/page.html, page.css and page.js, embedded.
#pragma once

#include <string_view>

namespace aixc::serve {

extern const std::string_view PageHtml;
extern const std::string_view PageStyle;
extern const std::string_view PageScript;

}  // namespace aixc::serve
