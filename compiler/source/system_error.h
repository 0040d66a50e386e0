// The system's own words for why a call failed.
#pragma once

#include <string>

namespace aixc::source {

// `error` as in errno.
std::string reason_of(int error);

}  // namespace aixc::source
