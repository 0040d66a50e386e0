// The style sheet and the script of the HTML report: report.css and report.js, embedded.
#pragma once

#include <string_view>

namespace aixc::render {

extern const std::string_view PageStyle;
extern const std::string_view PageScript;

}  // namespace aixc::render
