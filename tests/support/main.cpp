// The tests' program: GoogleTest's, and `--update`, which rewrites golden files.
#include <cstdlib>
#include <string_view>

#include <gtest/gtest.h>

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--update") {
      setenv("AIXC_UPDATE", "1", 1);  // NOLINT(concurrency-mt-unsafe): before any test
    }
  }
  return RUN_ALL_TESTS();
}
