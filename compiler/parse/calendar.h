// Days of the Gregorian calendar.
#pragma once

#include <string_view>

namespace aixc::parse {

// Whether `text`, of the form `2027-06-30`, is a day that the calendar has.
bool is_calendar_day(std::string_view text);

}  // namespace aixc::parse
