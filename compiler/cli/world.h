// Everything outside of the program that a command may touch, so that the whole tool runs in memory
// under test.
#pragma once

#include <cstdint>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>

#include "compiler/model/value.h"
#include "compiler/source/file_system.h"
#include "compiler/source/process.h"
#include "compiler/source/watcher.h"

namespace aixc::diagram {
class LayoutEngine;
}

namespace aixc::render {
class Rasterizer;
}

namespace aixc::plan {
class Solver;
}

namespace aixc::serve {
class Server;
}

namespace aixc::cli {

// What is the same wherever files are read from.
struct Surroundings {
  std::istream& in;
  std::ostream& out;
  diagram::LayoutEngine* layout = nullptr;   // null: pictures are packed by ourselves
  render::Rasterizer* rasterizer = nullptr;  // null: there are no bitmaps
  plan::Solver* solver = nullptr;            // null: there is none
  source::Watcher* watcher = nullptr;        // null: nothing can be waited for
  serve::Server* server = nullptr;           // null: nothing can be shown to a browser
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::function<std::string(const std::string&)> environment;  // "" if it is not set
  source::ProcessRunner run_process;                           // empty: nothing can be started
  model::Date today;
  // Bytes of standard input as they come, for commands that talk with a program: empty if none came
  // within the time, nothing at their end. Not set: all of `in` at once.
  std::function<std::optional<std::string>(int milliseconds)> receive;
  // Whether a process of that number is there. Not set: it is.
  std::function<bool(int64_t process)> is_running;
};

struct World : Surroundings {
  std::ostream& err;
  source::FileSystem& files;
};

// The same world with other files, and if given another standard error.
inline World with_files(const World& world, source::FileSystem& files,
                        std::ostream* errors = nullptr) {
  return {world, errors == nullptr ? world.err : *errors, files};
}

}  // namespace aixc::cli
