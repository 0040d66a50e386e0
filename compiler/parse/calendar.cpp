#include "compiler/parse/calendar.h"

#include <charconv>
#include <chrono>

namespace aixc::parse {
namespace {

template <typename T>
T number(std::string_view digits) {
  T value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

bool is_calendar_day(std::string_view text) {
  const std::chrono::year_month_day day(std::chrono::year(number<int>(text.substr(0, 4))),
                                        std::chrono::month(number<unsigned>(text.substr(5, 2))),
                                        std::chrono::day(number<unsigned>(text.substr(8, 2))));
  return day.ok();
}

}  // namespace aixc::parse
