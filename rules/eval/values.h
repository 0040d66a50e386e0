// Comparing values.
#pragma once

#include <optional>

#include "compiler/model/expression.h"
#include "rules/eval/conditions.h"

namespace aixc::rules::eval {

// The two answers, for conditions that point at a value.
inline const model::Value Yes{true};
inline const model::Value No{false};

// The place of a value in its order: rank, number, fraction, day, second; none for texts and lists.
std::optional<double> ordinal(const model::Value& value);

// One item against another. A list on either side is met by any of its members for `==`, `in` and
// the orders; two lists are equal as sets; the empty list (`none`) equals only itself.
Truth compare(model::CompareOp op, const Item& left, const Item& right);

}  // namespace aixc::rules::eval
