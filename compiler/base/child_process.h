// Other programs: started, fed, read to their end.
#pragma once

#include <chrono>
#include <memory>
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

// A program that is kept running, because to start it costs more than an answer, and answers one
// text with another. It is ended with this object, and gets no more input if this process dies.
class Correspondent {
 public:
  Correspondent(std::string program, std::vector<std::string> arguments);
  ~Correspondent();
  Correspondent(const Correspondent&) = delete;
  Correspondent& operator=(const Correspondent&) = delete;

  // Starts the program if it does not run, sends the question and collects the answer until
  // `is_complete` says so of all that came. A program that crashes, closes its end or takes longer
  // is ended; the next question starts it anew.
  ChildResult ask(std::string_view question, std::chrono::milliseconds limit,
                  bool (*is_complete)(std::string_view));
  void end();

 private:
  struct Running;

  std::string program_;
  std::vector<std::string> arguments_;
  std::unique_ptr<Running> running_;
};

}  // namespace aixc
