// Where a test finds its files.
#pragma once

#include <filesystem>
#include <string>

namespace aixc::test {

// The root of the sources: the environment's AIXC_SOURCE_DIR, else the current folder.
std::filesystem::path source_dir();

// The program under test: the environment's AIXC_BINARY, else build/dev/aixc.
std::filesystem::path aixc_binary();

// The text of a file under `source_dir()`. The test fails if it cannot be read.
std::string read_source(const std::filesystem::path& relative);

}  // namespace aixc::test
