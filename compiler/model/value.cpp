#include "compiler/model/value.h"

#include <array>
#include <cctype>
#include <charconv>

#include <fmt/core.h>

namespace aixc::model {
namespace {

// Days from the civil calendar and back, in eras of 400 years that start on 1 March, so that the
// leap day is the last of its year (H. Hinnant, "chrono-compatible low-level date algorithms").
constexpr int32_t DaysOfEra = 146097;
constexpr int32_t DaysToEpoch = 719468;

int32_t days_of(int32_t year, int32_t month, int32_t day) {
  year -= month <= 2 ? 1 : 0;
  const int32_t era = (year >= 0 ? year : year - 399) / 400;
  const int32_t year_of_era = year - era * 400;
  const int32_t day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
  const int32_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * DaysOfEra + day_of_era - DaysToEpoch;
}

int32_t days_in_month(int32_t year, int32_t month) {
  constexpr auto Days = std::to_array<int32_t>({31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31});
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : Days.at(static_cast<size_t>(month - 1));
}

bool read_digits(std::string_view text, int32_t& number) {
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() && number >= 0;
}

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    switch (c) {
      case '"':
        result += "\\\"";
        break;
      case '\\':
        result += "\\\\";
        break;
      case '\n':
        result += "\\n";
        break;
      case '\t':
        result += "\\t";
        break;
      default:
        result += c;
    }
  }
  return result + "\"";
}

bool is_name(std::string_view text) {
  const auto letter = [](char c) {
    return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
  };
  const auto inner = [&](char c) {
    return letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0;
  };
  if (text.empty() || !letter(text[0])) {
    return false;
  }
  for (const char c : text) {
    if (!inner(c)) {
      return false;
    }
  }
  return true;
}

// In the largest unit that leaves no rest; weeks are left out because `90d` is what people write.
std::string duration_text(int64_t seconds) {
  struct Unit {
    std::string_view name;
    int64_t seconds;
  };
  constexpr auto Units =
      std::to_array<Unit>({{"y", 365 * 86400LL}, {"d", 86400}, {"h", 3600}, {"min", 60}, {"s", 1}});
  for (const Unit& unit : Units) {
    if (seconds != 0 && seconds % unit.seconds == 0) {
      return fmt::format("{}{}", seconds / unit.seconds, unit.name);
    }
  }
  return "0s";
}

struct Writer {
  const ValueNames& names;

  std::string operator()(Unknown /*value*/) const { return "unknown"; }
  std::string operator()(bool value) const { return value ? "yes" : "no"; }
  std::string operator()(Number value) const { return fmt::format("{:.15g}", value.value); }
  std::string operator()(Percent value) const {
    return fmt::format("{:.10g}%", value.fraction * 100);
  }
  std::string operator()(Date value) const { return format_date(value); }
  std::string operator()(Duration value) const { return duration_text(value.seconds); }
  std::string operator()(const std::string& value) const { return quoted(value); }
  std::string operator()(Choice value) const { return std::string(names.symbol_text(value.name)); }
  std::string operator()(EntityId value) const { return std::string(names.entity_name(value)); }

  std::string operator()(const ValueList& list) const {
    if (list.empty()) {
      return "none";
    }
    std::string result = "[";
    for (const Value& item : list) {
      result += (result.size() > 1 ? ", " : "") + to_text(item, names);
    }
    return result + "]";
  }

  std::string operator()(const ValueMap& map) const {
    std::string result = "{";
    for (const auto& [key, value] : map) {
      result += result.size() > 1 ? ", " : " ";
      result += (is_name(key) ? key : quoted(key)) + ": " + to_text(value, names);
    }
    return result + " }";
  }
};

}  // namespace

bool parse_date(std::string_view text, Date& date) {
  int32_t year = 0;
  int32_t month = 0;
  int32_t day = 0;
  const bool shaped = text.size() == 10 && text[4] == '-' && text[7] == '-';
  if (!shaped || !read_digits(text.substr(0, 4), year) || !read_digits(text.substr(5, 2), month) ||
      !read_digits(text.substr(8, 2), day)) {
    return false;
  }
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) {
    return false;
  }
  date.days = days_of(year, month, day);
  return true;
}

std::string format_date(Date date) {
  const int32_t shifted = date.days + DaysToEpoch;
  const int32_t era = (shifted >= 0 ? shifted : shifted - (DaysOfEra - 1)) / DaysOfEra;
  const int32_t day_of_era = shifted - era * DaysOfEra;
  const int32_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int32_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int32_t shifted_month = (5 * day_of_year + 2) / 153;
  const int32_t day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
  const int32_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
  const int32_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string to_text(const Value& value, const ValueNames& names) {
  return std::visit(Writer{names}, value.data);
}

}  // namespace aixc::model
