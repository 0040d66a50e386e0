#include "compiler/diagnostics/emit.h"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/excerpt.h"

namespace aixc::diagnostics {
namespace {

using Json = nlohmann::ordered_json;

std::string_view severity_text(Kind kind) {
  return info(kind).severity == Severity::Error ? "error" : "warning";
}

// A message may quote the source, and the source may hold anything.
std::string printable(std::string_view message) {
  Shown shown;
  append_shown(shown, message);
  return std::move(shown.text);
}

std::string text_of(const Diagnostic& diagnostic, const source::SourceMap& sources,
                    const Palette& palette) {
  const bool error = info(diagnostic.kind).severity == Severity::Error;
  const std::string_view color = error ? palette.error : palette.warning;
  size_t width = diagnostic.span ? gutter_width(sources, diagnostic.span) : 1;
  for (const Note& note : diagnostic.notes) {
    width = std::max(width, note.span ? gutter_width(sources, note.span) : 1);
  }
  std::string text = fmt::format("{}{}[{}]{}{}: {}{}\n", color, severity_text(diagnostic.kind),
                                 code_text(diagnostic.kind), palette.reset, palette.strong,
                                 printable(diagnostic.message), palette.reset);
  if (diagnostic.span) {
    text += excerpt(sources, diagnostic.span, width, palette, color);
  }
  for (const Note& note : diagnostic.notes) {
    text += fmt::format("{}note{}: {}\n", palette.note, palette.reset, printable(note.message));
    if (note.span) {
      text += excerpt(sources, note.span, width, palette, palette.note);
    }
  }
  if (!diagnostic.help.empty()) {
    text += fmt::format("{}help{}: {}\n", palette.help, palette.reset, printable(diagnostic.help));
  }
  return text;
}

Json position(source::Position at) {
  return {{"line", at.line}, {"column", at.column}};
}

void add_place(Json& object, source::Span span, const source::SourceMap& sources) {
  if (!span) {
    object["file"] = nullptr;
    return;
  }
  const source::Position begin = sources.begin(span);
  object["file"] = sources.path(span.file);
  object["line"] = begin.line;
  object["column"] = begin.column;
  object["end"] = position(sources.end(span));
}

Json json_of(const Diagnostic& diagnostic, const source::SourceMap& sources) {
  Json object;
  object["code"] = code_text(diagnostic.kind);
  object["severity"] = severity_text(diagnostic.kind);
  object["message"] = diagnostic.message;
  add_place(object, diagnostic.span, sources);
  object["notes"] = Json::array();
  for (const Note& note : diagnostic.notes) {
    Json item;
    item["message"] = note.message;
    add_place(item, note.span, sources);
    object["notes"].push_back(std::move(item));
  }
  object["help"] = diagnostic.help.empty() ? Json() : Json(diagnostic.help);
  object["fix"] = nullptr;
  if (diagnostic.fix) {
    Json fix;
    add_place(fix, diagnostic.fix->span, sources);
    fix["replacement"] = diagnostic.fix->replacement;
    object["fix"] = std::move(fix);
  }
  return object;
}

}  // namespace

std::string to_text(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources,
                    TextStyle style) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += text_of(diagnostic, sources, style.color ? ColorPalette : PlainPalette);
    text += '\n';
  }
  return text;
}

std::string to_gcc(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources) {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics) {
    text += fmt::format(
        "{}: {}: {} [{}]\n", diagnostic.span ? sources.describe(diagnostic.span) : "aixc",
        severity_text(diagnostic.kind), printable(diagnostic.message), code_text(diagnostic.kind));
  }
  return text;
}

std::string to_json(std::span<const Diagnostic> diagnostics, const source::SourceMap& sources) {
  Json list = Json::array();
  for (const Diagnostic& diagnostic : diagnostics) {
    list.push_back(json_of(diagnostic, sources));
  }
  return list.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace aixc::diagnostics
