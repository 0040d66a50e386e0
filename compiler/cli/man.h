// The manual page, made from the table of commands.
#pragma once

#include <string>

namespace aixc::cli {

// `aixc.1` in roff, for man (groff) and mandoc alike.
std::string man_page();

}  // namespace aixc::cli
