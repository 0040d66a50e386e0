// Names of threats and controls are compared without regard to how they are written.
#pragma once

#include <string>
#include <string_view>

namespace aixc {

// Lower case without `_` and `-`: `RATE_LIMIT`, `rate-limit` and `RateLimit` give the same.
std::string fold_name(std::string_view name);

}  // namespace aixc
