// What is wrong with the text of a model: a code, a place, the situation, and the way out.
// A `Diagnostic` speaks of the text; a threat in the described system is a `Finding`, never this.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace aixc::diagnostics {

enum class Severity : uint8_t { Error, Warning };

enum class Kind : uint16_t {
#define AIXC_DIAGNOSTIC(code, name, severity, message, explanation) name,
#include "compiler/diagnostics/kinds.def"
#undef AIXC_DIAGNOSTIC
};

// One row of the table of kinds.
struct KindInfo {
  Kind kind;
  int code;               // shown as `AIX2003`
  std::string_view name;  // `UnknownKind`
  Severity severity;
  std::string_view message;      // with `{}` for each argument
  std::string_view explanation;  // what it means and what to do; Markdown, read by `aixc explain`
};

// In order of code.
std::span<const KindInfo> all_kinds();
const KindInfo& info(Kind kind);
// `AIX2003`, as shown to people.
std::string code_text(Kind kind);
// Accepts `AIX2003`, `aix2003`, `2003`, `UnknownKind`.
std::optional<Kind> find_kind(std::string_view text);

// A second place that explains the first: "first declared here".
struct Note {
  source::Span span;
  std::string message;
};

// A change of the text that mends it.
struct Fix {
  source::Span span;
  std::string replacement;
};

struct Diagnostic {
  Kind kind;
  source::Span span;  // no place: the message is about no particular text (a missing file)
  std::string message;
  std::vector<Note> notes;
  std::string help;  // what to do, as a clause: "did you mean `agent`?"; may be empty
  std::optional<Fix> fix;
};

}  // namespace aixc::diagnostics
