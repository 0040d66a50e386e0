// Everything outside of the program that the language server touches.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "compiler/config/config.h"
#include "compiler/pipeline.h"
#include "compiler/source/file_system.h"

namespace aixc::diagram {
class LayoutEngine;
}

namespace aixc::lsp {

// How an entry is compiled: as the command line and the project's `aixc.toml` say.
struct Project {
  CompileOptions options;
  std::string configuration_path;     // empty: there is none
  config::Loaded configuration = {};  // with its mistakes; those of a file with any do not count
};

struct Outside {
  source::FileSystem& files;
  diagram::LayoutEngine* layout = nullptr;  // null: pictures are packed by ourselves
  // The project of an entry, given by its absolute path; files are read from `files`.
  std::function<Project(const std::string& entry, const source::FileSystem& files)> project;
  // Where texts of our own may be written for the editor to open; empty: nowhere.
  std::string cache_folder;
  // Bytes of the client; empty if none came within the time; nothing at their end.
  std::function<std::optional<std::string>(int milliseconds)> receive;
  std::function<void(std::string_view bytes)> send;
  std::function<bool(int64_t process)> is_running;
};

}  // namespace aixc::lsp
