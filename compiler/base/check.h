// A broken promise inside the compiler stops it: our bug, never the author's mistake.
#pragma once

namespace aixc {

// Prints the condition and its place, and aborts.
[[noreturn]] void check_failed(const char* condition, const char* file, int line);

}  // namespace aixc

#define AIXC_CHECK(condition)             \
  (static_cast<bool>(condition) ? void(0) \
                                : ::aixc::check_failed(#condition, __FILE_NAME__, __LINE__))
