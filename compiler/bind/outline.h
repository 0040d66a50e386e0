// What a file is, without compiling it: whether it declares a system, and what it imports.
#pragma once

#include <string>
#include <vector>

#include "compiler/source/file_system.h"

namespace aixc::bind {

struct Outline {
  bool declares_system = false;
  std::vector<std::string> imports;  // canonical paths, in the order written
};

// Nothing of a file that cannot be read or has errors is told but what was understood.
Outline outline(const std::string& path, const source::FileSystem& disk);

}  // namespace aixc::bind
