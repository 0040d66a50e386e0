#include "compiler/base/fold_name.h"

#include <cctype>

namespace aixc {

std::string fold_name(std::string_view name) {
  std::string result;
  result.reserve(name.size());
  for (const char c : name) {
    if (c != '_' && c != '-') {
      result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return result;
}

}  // namespace aixc
