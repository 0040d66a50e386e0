#include <fmt/core.h>

#include "compiler/version.h"

int main() {
  fmt::print("aixc {}\n", aixc::Version);
  return 0;
}
