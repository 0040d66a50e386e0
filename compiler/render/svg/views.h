#pragma once

#include <string_view>

namespace aixc::render {

// Names of views with a number or a name behind them.
inline constexpr std::string_view ScenarioPrefix = "scenario:";
inline constexpr std::string_view PartPrefix = "part:";

}  // namespace aixc::render
