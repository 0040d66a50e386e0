#include "compiler/base/check.h"

#include <cstdio>
#include <cstdlib>

namespace aixc {

void check_failed(const char* condition, const char* file, int line) {
  std::fprintf(stderr,
               "aixc: internal error: `%s` does not hold at %s:%d\n"
               "This is a bug of aixc. Please report it with the model that shows it.\n",
               condition, file, line);
  std::abort();
}

}  // namespace aixc
