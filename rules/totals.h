// What was found, in one line.
#pragma once

#include <string>

#include "rules/assessment.h"

namespace aixc::rules {

// `6 threats (2 high, 3 medium, 1 low) · 1 open · 2 treated`
std::string totals_text(const Counts& counts);

}  // namespace aixc::rules
