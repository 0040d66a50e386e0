// Puts new files in the place of old ones, all or none.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "compiler/source/file_system.h"

namespace aixc::source {

// First each new file is written whole, under a name of its own beside the old one; then they
// change places. What fails at any point is undone.
std::optional<WriteError> replace_files(std::span<const NewFile> files);

}  // namespace aixc::source
