// What some editors put before a text in UTF-8; it belongs to no text.
#pragma once

#include <string_view>

namespace aixc::source {

inline constexpr std::string_view ByteOrderMark = "\xEF\xBB\xBF";

}  // namespace aixc::source
