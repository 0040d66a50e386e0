// Everything outside of the program that a command may touch, so that the whole tool runs in memory
// under test.
#pragma once

#include <functional>
#include <iosfwd>
#include <string>

#include "compiler/model/value.h"
#include "compiler/source/file_system.h"
#include "compiler/source/process.h"

namespace aixc::diagram {
class LayoutEngine;
}

namespace aixc::cli {

struct World {
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  source::FileSystem& files;
  diagram::LayoutEngine* layout = nullptr;  // null: pictures are packed by ourselves
  bool in_is_terminal = false;
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  std::function<std::string(const std::string&)> environment;  // "" if it is not set
  source::ProcessRunner run_process;                           // empty: nothing can be started
  model::Date today;
};

}  // namespace aixc::cli
