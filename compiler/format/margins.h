// Texts of several lines keep their shape when they move.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace aixc::format {

// A `"""` literal with the common indent of its lines made `indent`; its value stays the same.
std::string text_at(std::string_view literal, uint32_t indent);

// A `/* */` comment whose lines move as far as its first, from `old_column` to `new_column`; what
// stands left of where it began stays at the margin.
std::string comment_at(std::string_view comment, uint32_t old_column, uint32_t new_column);

}  // namespace aixc::format
