// The project's configuration: `aixc.toml`, found in the folder of a model or in one above it.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "compiler/diagnostics/sink.h"
#include "compiler/source/file_system.h"
#include "compiler/source/source_map.h"

namespace aixc::config {

inline constexpr std::string_view FileName = "aixc.toml";

// What the file says; empty where it says nothing. Paths are as seen from where the program was
// started, and never lead out of the folder of the file: a model from elsewhere must not be able to
// have your files read.
struct Config {
  std::string folder;  // that of the file; empty if there is no file
  std::string root;    // `folder`, if the file names none
  std::vector<std::string> libraries;
  std::string stdlib;
  std::vector<std::string> exclude;
  std::string fail_on;
  std::optional<bool> strict;
  std::string baseline;
  std::string appetite;
  std::vector<std::string> ignore;  // codes of warnings: `AIX5003`
  std::vector<std::string> ignore_rules;
  std::string theme;
  std::string detail;
  std::string direction;
  std::optional<bool> plan;
};

// One key of the file.
struct Key {
  std::string_view name;
  std::string_view flag;  // the option that wins over it; empty if there is none
  std::string_view help;
  std::variant<std::string Config::*, std::optional<bool> Config::*,
               std::vector<std::string> Config::*>
      target;
  std::vector<std::string_view> choices;  // the only values it takes; empty: any
  bool is_path = false;                   // relative to the folder of the file
};

// In the order of the documentation.
std::span<const Key> keys();

// The nearest `aixc.toml` at or above the folder of `entry` (of the working directory for `-`), as
// seen from where the program was started; "" if there is none.
std::string find(const std::string& entry, const source::FileSystem& disk);

// A file that was read, with all that is wrong with it.
struct Loaded {
  Config config;
  source::SourceMap sources;
  diagnostics::Sink sink;
};
Loaded load(const std::string& path, const source::FileSystem& disk);

}  // namespace aixc::config
