#include "compiler/diagnostics/diagnostic.h"

#include <algorithm>
#include <array>
#include <cctype>

#include <fmt/core.h>

#include "compiler/base/check.h"

namespace aixc::diagnostics {
namespace {

constexpr auto Table = std::to_array<KindInfo>({
#define AIXC_DIAGNOSTIC(code, name, severity, message, explanation) \
  {Kind::name, code, #name, Severity::severity, message, explanation},
#include "compiler/diagnostics/kinds.def"
#undef AIXC_DIAGNOSTIC
});

static_assert(std::ranges::adjacent_find(Table, std::greater_equal{}, &KindInfo::code) ==
                  Table.end(),
              "kinds.def must be in order of code, each code once");

bool equal_ignoring_case(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    return std::tolower(static_cast<unsigned char>(x)) ==
           std::tolower(static_cast<unsigned char>(y));
  });
}

}  // namespace

std::span<const KindInfo> all_kinds() {
  return Table;
}

const KindInfo& info(Kind kind) {
  const auto index = static_cast<size_t>(kind);
  AIXC_CHECK(index < Table.size());
  return Table[index];
}

std::string code_text(Kind kind) {
  return fmt::format("AIX{}", info(kind).code);
}

std::optional<Kind> find_kind(std::string_view text) {
  for (const KindInfo& row : Table) {
    if (equal_ignoring_case(text, code_text(row.kind)) || text == std::to_string(row.code) ||
        equal_ignoring_case(text, row.name)) {
      return row.kind;
    }
  }
  return std::nullopt;
}

}  // namespace aixc::diagnostics
