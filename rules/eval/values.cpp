#include "rules/eval/values.h"

#include <algorithm>

namespace aixc::rules::eval {
namespace {

using model::CompareOp;
using model::Value;
using model::ValueList;

Truth truth(bool value) {
  return value ? Truth::True : Truth::False;
}

bool ordered(CompareOp op, double left, double right) {
  switch (op) {
    case CompareOp::Less:
      return left < right;
    case CompareOp::LessEqual:
      return left <= right;
    case CompareOp::Greater:
      return left > right;
    case CompareOp::GreaterEqual:
      return left >= right;
    case CompareOp::Equal:
    case CompareOp::In:
      return left == right;
    case CompareOp::NotEqual:
      return left != right;
  }
  return false;
}

bool same(const Value& left, const Value& right) {
  const auto* a = std::get_if<model::Choice>(&left.data);
  const auto* b = std::get_if<model::Choice>(&right.data);
  return a != nullptr && b != nullptr ? a->name == b->name : left == right;
}

bool contains(const ValueList& list, const Value& value) {
  return std::ranges::any_of(list, [&](const Value& member) { return same(member, value); });
}

bool same_set(const ValueList& a, const ValueList& b) {
  return std::ranges::all_of(a, [&](const Value& it) { return contains(b, it); }) &&
         std::ranges::all_of(b, [&](const Value& it) { return contains(a, it); });
}

bool compare_values(CompareOp op, const Value& left, const Value& right) {
  const auto* left_list = std::get_if<ValueList>(&left.data);
  const auto* right_list = std::get_if<ValueList>(&right.data);
  if (op == CompareOp::NotEqual) {
    return !compare_values(CompareOp::Equal, left, right);
  }
  if (left_list != nullptr && right_list != nullptr) {
    return op == CompareOp::Equal ? same_set(*left_list, *right_list)
                                  : std::ranges::any_of(*left_list, [&](const Value& it) {
                                      return contains(*right_list, it);
                                    });
  }
  if (left_list != nullptr) {
    return std::ranges::any_of(*left_list,
                               [&](const Value& it) { return compare_values(op, it, right); });
  }
  if (right_list != nullptr) {
    return std::ranges::any_of(*right_list,
                               [&](const Value& it) { return compare_values(op, left, it); });
  }
  if (op == CompareOp::Equal || op == CompareOp::In) {
    return same(left, right);
  }
  const auto a = ordinal(left);
  const auto b = ordinal(right);
  return a && b && ordered(op, *a, *b);
}

// `low..high` against one number: decided when both ends agree and no value between could differ.
Truth compare_bounds(CompareOp op, double low, double high, double right) {
  switch (op) {
    case CompareOp::Less:
    case CompareOp::LessEqual:
    case CompareOp::Greater:
    case CompareOp::GreaterEqual: {
      const bool at_low = ordered(op, low, right);
      const bool at_high = ordered(op, high, right);
      return at_low == at_high ? truth(at_low) : Truth::Unknown;
    }
    case CompareOp::Equal:
    case CompareOp::In:
      return right < low || right > high ? Truth::False : Truth::Unknown;
    case CompareOp::NotEqual:
      return right < low || right > high ? Truth::True : Truth::Unknown;
  }
  return Truth::Unknown;
}

Truth compare_unknown(CompareOp op, const Item& unknown, const Item& other) {
  if (!unknown.bounded || other.value == nullptr) {
    return Truth::Unknown;
  }
  if (const auto* list = std::get_if<ValueList>(&other.value->data)) {
    Truth result = Truth::False;
    for (const Value& member : *list) {
      result = std::max(result, compare_unknown(CompareOp::Equal, unknown, Item::of(member)));
    }
    return result;
  }
  const auto right = ordinal(*other.value);
  return right ? compare_bounds(op, unknown.low, unknown.high, *right) : Truth::Unknown;
}

CompareOp mirrored(CompareOp op) {
  switch (op) {
    case CompareOp::Less:
      return CompareOp::Greater;
    case CompareOp::LessEqual:
      return CompareOp::GreaterEqual;
    case CompareOp::Greater:
      return CompareOp::Less;
    case CompareOp::GreaterEqual:
      return CompareOp::LessEqual;
    case CompareOp::Equal:
    case CompareOp::NotEqual:
    case CompareOp::In:
      return op;
  }
  return op;
}

}  // namespace

std::optional<double> ordinal(const Value& value) {
  struct Visitor {
    std::optional<double> operator()(const model::Unknown&) const { return std::nullopt; }
    std::optional<double> operator()(bool it) const { return it ? 1.0 : 0.0; }
    std::optional<double> operator()(const model::Number& it) const { return it.value; }
    std::optional<double> operator()(const model::Percent& it) const { return it.fraction; }
    std::optional<double> operator()(const model::Date& it) const { return it.days; }
    std::optional<double> operator()(const model::Duration& it) const {
      return static_cast<double>(it.seconds);
    }
    std::optional<double> operator()(const model::Choice& it) const { return it.rank; }
    std::optional<double> operator()(const std::string&) const { return std::nullopt; }
    std::optional<double> operator()(const EntityId&) const { return std::nullopt; }
    std::optional<double> operator()(const ValueList&) const { return std::nullopt; }
    std::optional<double> operator()(const model::ValueMap&) const { return std::nullopt; }
  };
  return std::visit(Visitor{}, value.data);
}

Truth compare(CompareOp op, const Item& left, const Item& right) {
  if (left.unknown) {
    return right.unknown ? Truth::Unknown : compare_unknown(op, left, right);
  }
  if (right.unknown) {
    return compare_unknown(mirrored(op), right, left);
  }
  if (left.value == nullptr && right.value == nullptr) {
    const bool equality = op == CompareOp::Equal || op == CompareOp::In;
    return truth(equality ? left.entity == right.entity
                          : op == CompareOp::NotEqual && left.entity != right.entity);
  }
  if (left.value != nullptr && right.value != nullptr) {
    return truth(compare_values(op, *left.value, *right.value));
  }
  // An entity and a reference to it are the same.
  const Value left_entity{left.entity};
  const Value right_entity{right.entity};
  const Value& a = left.value != nullptr ? *left.value : left_entity;
  const Value& b = right.value != nullptr ? *right.value : right_entity;
  return truth(compare_values(op, a, b));
}

}  // namespace aixc::rules::eval
