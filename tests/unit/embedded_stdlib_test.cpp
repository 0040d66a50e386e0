#include "compiler/source/embedded_stdlib.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace aixc {
namespace {

TEST(EmbeddedStdlib, HoldsEachFileAsItStands) {
  for (const stdlib::EmbeddedFile& file : stdlib::files()) {
    EXPECT_EQ(file.text, test::read_source(std::filesystem::path("stdlib") / file.path));
  }
}

TEST(EmbeddedStdlib, IsCompleteAndSorted) {
  std::vector<std::string> on_disk;
  for (const auto& entry :
       std::filesystem::recursive_directory_iterator(test::source_dir() / "stdlib")) {
    if (entry.path().extension() == ".aisys") {
      on_disk.push_back(entry.path().lexically_relative(test::source_dir() / "stdlib").string());
    }
  }
  std::sort(on_disk.begin(), on_disk.end());
  std::vector<std::string> embedded;
  for (const stdlib::EmbeddedFile& file : stdlib::files()) {
    embedded.emplace_back(file.path);
  }
  EXPECT_EQ(embedded, on_disk);
}

}  // namespace
}  // namespace aixc
