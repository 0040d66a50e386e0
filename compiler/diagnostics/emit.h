// Diagnostics as text for people and as JSON for tools.
#pragma once

#include <span>
#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/source/source_map.h"

namespace aixc::diagnostics {

struct TextStyle {
  bool color = false;
};

// Each diagnostic with its place, the source line, a caret, notes and help; ends with a line break.
// Control characters of the source are made visible, tabs are kept in step.
std::string to_text(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources,
                    TextStyle style);

// `file:line:column: error: message [AIX2003]`, one line each, as gcc writes it.
std::string to_gcc(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources);

// A JSON array; each with code, severity, message, file, line, column, end, notes, help, fix.
std::string to_json(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources);

}  // namespace aixc::diagnostics
