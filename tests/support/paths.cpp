#include "tests/support/paths.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>

namespace aixc::test {

std::filesystem::path source_dir() {
  const char* given = std::getenv("AIXC_SOURCE_DIR");
  return given != nullptr ? given : ".";
}

std::filesystem::path aixc_binary() {
  const char* given = std::getenv("AIXC_BINARY");
  return given != nullptr ? std::filesystem::path(given) : source_dir() / "build/dev/aixc";
}

std::string read_source(const std::filesystem::path& relative) {
  std::ifstream in(source_dir() / relative, std::ios::binary);
  EXPECT_TRUE(in) << "cannot read " << relative;
  return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace aixc::test
