// Starting another program, as an argument, so that tests need none.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace aixc::source {

struct ProcessResult {
  int code = 0;     // its exit code, or 128 and the signal that ended it
  std::string out;  // standard output
  std::string err;  // standard error
};

// The program's name, looked for in PATH, and its arguments. No shell reads them. Nothing if it
// cannot be started.
using ProcessRunner = std::function<std::optional<ProcessResult>(const std::vector<std::string>&)>;

// The real one. Standard input is empty.
std::optional<ProcessResult> run_process(const std::vector<std::string>& command);

}  // namespace aixc::source
