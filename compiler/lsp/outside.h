// Everything outside of the program that the language server touches.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/model/value.h"
#include "compiler/source/file_system.h"

namespace aixc::diagram {
class LayoutEngine;
}

namespace aixc::lsp {

struct Outside {
  source::FileSystem& files;
  diagram::LayoutEngine* layout = nullptr;  // null: pictures are packed by ourselves
  model::Date today;
  // Where texts of our own may be written for the editor to open; empty: nowhere.
  std::string cache_folder;
  // Bytes of the client; empty if none came within the time; nothing at their end.
  std::function<std::optional<std::string>(int milliseconds)> receive;
  std::function<void(std::string_view bytes)> send;
  std::function<bool(int64_t process)> is_running;
};

}  // namespace aixc::lsp
