// Other programs: started, fed, read to their end.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace aixc {

struct ChildResult {
  enum class End {
    NotStarted,  // there is no such program, or no room for it
    TimedOut,    // it took too long or closed its input early, and was killed
    Failed,      // it crashed or gave another status than 0
    Done,
  };
  End end = End::NotStarted;
  std::string output;  // as much as came
};

// Runs a program to its end: `input` becomes its standard input, its standard output is collected,
// its messages go nowhere. A name without a slash is looked for as a shell would. After `limit` the
// program is killed; none is left running, whatever happens. `settings` (`NAME=value`) come before
// what our own environment says.
ChildResult run_child(const std::string& program, const std::vector<std::string>& arguments,
                      std::string_view input, std::chrono::milliseconds limit,
                      const std::vector<std::string>& settings = {});

}  // namespace aixc
