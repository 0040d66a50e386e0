// The whole program in memory: files, terminal, environment and clock are the test's.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "compiler/source/file_system.h"
#include "compiler/source/watcher.h"

namespace aixc::serve {
class Server;
}

namespace aixc::test {

struct ToolRun {
  int code = 0;
  std::string out;
  std::string err;
};

class Tool {
 public:
  // Puts a small library below `lib/`, which every command reads instead of the standard library,
  // and a small system into `model.aisys`.
  Tool();

  ToolRun run(std::vector<std::string> arguments);

  source::MemoryFileSystem files;
  std::string input;  // standard input
  std::map<std::string, std::string> environment;
  source::Watcher* watcher = nullptr;
  serve::Server* server = nullptr;
  bool terminal = false;      // all three streams
  bool small_library = true;  // false: the embedded standard library
};

// A library of a few kinds, two threats and their controls: enough to see every command at work,
// and small enough to keep in mind.
extern const char* const SmallLibrary;
// A system of it: a customer, an app, an agent; injection applies, escape is open.
extern const char* const SmallModel;

}  // namespace aixc::test
