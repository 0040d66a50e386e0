#include <algorithm>
#include <array>
#include <charconv>

#include <fmt/format.h>

#include "compiler/parse/calendar.h"
#include "compiler/parse/mender.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {
namespace {

using diagnostics::Kind;

struct Unit {
  std::string_view written;
  std::string_view meant;
};

constexpr auto Units = std::to_array<Unit>({
    {"sec", "s"},    {"secs", "s"},     {"second", "s"},    {"seconds", "s"}, {"m", "min"},
    {"mins", "min"}, {"minute", "min"}, {"minutes", "min"}, {"hr", "h"},      {"hrs", "h"},
    {"hour", "h"},   {"hours", "h"},    {"day", "d"},       {"days", "d"},    {"week", "w"},
    {"weeks", "w"},  {"yr", "y"},       {"year", "y"},      {"years", "y"},   {"percent", "%"},
    {"pct", "%"},
});

// The whole numbers of `30.06.2027` or `2027-6-30`, if it is three of them with `separator`
// between.
std::array<unsigned, 3> three_numbers(std::string_view text, char separator) {
  std::array<unsigned, 3> numbers = {};
  const char* at = text.data();
  const char* const end = text.data() + text.size();
  for (size_t i = 0; i < 3; ++i) {
    const auto [after, error] = std::from_chars(at, end, numbers[i]);
    const bool last = i == 2;
    if (error != std::errc() || (last ? after != end : after == end || *after != separator)) {
      return {};
    }
    at = after + 1;
  }
  return numbers;
}

// The day that is probably meant, in our form; "" if none is, or it could be two.
std::string meant_day(std::string_view text) {
  auto [year, month, day] = three_numbers(text, '-');
  if (year == 0) {
    const auto [first, second, third] = three_numbers(text, '.');
    year = third;
    month = second;
    day = first;
  }
  if (year == 0) {
    const auto [first, second, third] = three_numbers(text, '/');
    year = first;
    month = second;
    day = third;
  }
  if (year < 1900 || year > 9999 || month > 12 || day > 31) {
    return {};
  }
  const std::string result = fmt::format("{:04}-{:02}-{:02}", year, month, day);
  return is_calendar_day(result) ? result : std::string();
}

bool is_like_a_day(std::string_view text) {
  return std::ranges::any_of(std::string_view("-./"), [&](char separator) {
    const auto [a, b, c] = three_numbers(text, separator);
    return a != 0 && b != 0 && c != 0 && (a >= 1000 || c >= 1000);
  });
}

}  // namespace

// A number runs into something that makes it none, or has a sign.
bool Mender::is_number_run() const {
  const int32_t type = peek().type;
  if (type == AisysLexer::BAD_NUMBER) {
    return true;
  }
  if (type == AisysLexer::MINUS) {
    return joined(0) && is_number(peek(1).type);
  }
  if (!is_number(type) || !joined(0)) {
    return false;
  }
  const int32_t next = peek(1).type;
  const bool number_after_sign =
      (next == AisysLexer::MINUS || next == AisysLexer::DOT || next == AisysLexer::SLASH) &&
      joined(1) && is_number(peek(2).type);
  return is_name(next) || is_reserved(next) || is_number(next) || number_after_sign;
}

void Mender::bad_number() {
  const Lexeme first = take();
  uint32_t end = first.end;
  const auto goes_on = [&] {
    const int32_t type = peek().type;
    if (type == AisysLexer::MINUS || type == AisysLexer::DOT || type == AisysLexer::SLASH) {
      return joined(0) && (is_number(peek(1).type) || is_name(peek(1).type));
    }
    return is_name(type) || is_reserved(type) || is_number(type);
  };
  while (peek().begin == end && goes_on()) {
    end = take().end;
  }
  report_number(first.begin, end);
  put(AisysLexer::INT, first.begin, end);
}

void Mender::report_number(uint32_t begin, uint32_t end) {
  const source::Span place = reporter_.span(begin, end);
  const std::string_view text = text_.substr(begin, end - begin);
  const bool day = is_like_a_day(text);
  auto report = reporter_.report(day ? Kind::BadDate : Kind::BadNumber, place, text);
  if (!report) {
    return;
  }
  const std::string_view suffix =
      text.substr(std::min(text.find_first_not_of("0123456789"), text.size()));
  const auto unit = std::ranges::find(Units, suffix, &Unit::written);
  if (day) {
    const std::string meant = meant_day(text);
    report->help(fmt::format("a date is written year, month, day: `{}`",
                             meant.empty() ? "2027-06-30" : meant));
    if (!meant.empty()) {
      report->fix(place, meant);
    }
  } else if (text.starts_with('-')) {
    report->help("there are no negative numbers");
  } else if (unit != Units.end()) {
    const std::string meant =
        fmt::format("{}{}", text.substr(0, text.size() - suffix.size()), unit->meant);
    report->help(fmt::format("write `{}`", meant)).fix(place, meant);
  } else if (std::ranges::count(text, '.') > 1) {
    report->help("a version is a text, and stands in quotes")
        .fix(place, fmt::format("\"{}\"", text));
  } else {
    report->help(
        "the units are `s`, `min`, `h`, `d`, `w`, `y` and `%`; a name begins with a letter, "
        "and a text stands in quotes");
  }
}

}  // namespace aixc::parse
