// Values of attributes.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "compiler/model/ids.h"

namespace aixc::model {

// `unknown`, written by a person: asked for, and not known.
struct Unknown {
  bool operator==(const Unknown&) const = default;
};

// One value of a `one of` or `some of`; `rank` is its place in the declaration, so `<` compares it.
struct Choice {
  Symbol name;
  uint16_t rank = 0;
  bool operator==(const Choice& other) const { return name == other.name; }
};

struct Number {
  double value = 0;
  bool operator==(const Number&) const = default;
};

// A fraction: `85%` is 0.85.
struct Percent {
  double fraction = 0;
  bool operator==(const Percent&) const = default;
};

// Days since 1970-01-01 in the proleptic Gregorian calendar.
struct Date {
  int32_t days = 0;
  auto operator<=>(const Date&) const = default;
};

// A year counts 365 days.
struct Duration {
  int64_t seconds = 0;
  auto operator<=>(const Duration&) const = default;
};

struct Value;
using ValueList =
    std::vector<Value>;  // `some of` (Choices; `none` is the empty list) and `list of`
struct ValueEntry;
using ValueMap = std::vector<ValueEntry>;  // in the order written

struct Value {
  std::variant<Unknown, bool, Number, Percent, Date, Duration, std::string, Choice, EntityId,
               ValueList, ValueMap>
      data;

  bool is_unknown() const { return std::holds_alternative<Unknown>(data); }
  bool operator==(const Value&) const = default;
};

struct ValueEntry {
  std::string key;
  Value value;
  bool operator==(const ValueEntry&) const = default;
};

// `2027-06-30` ↔ days; `parse_date` gives false for no day of the calendar.
bool parse_date(std::string_view text, Date& date);
std::string format_date(Date date);

// As it would be written in a model: `yes`, `85%`, `[write, spend]`, `"text"`. `entity_name` names
// references.
class ValueNames {
 public:
  ValueNames() = default;
  ValueNames(const ValueNames&) = delete;
  ValueNames& operator=(const ValueNames&) = delete;
  virtual ~ValueNames() = default;
  virtual std::string_view symbol_text(Symbol symbol) const = 0;
  virtual std::string_view entity_name(EntityId entity) const = 0;
};
std::string to_text(const Value& value, const ValueNames& names);

}  // namespace aixc::model
