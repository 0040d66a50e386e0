#include "compiler/render/check/sarif_parts.h"

#include <algorithm>

#include <fmt/core.h>

#include "compiler/base/utf8.h"
#include "compiler/render/check/line_hashes.h"

namespace aixc::render {
namespace {

uint32_t utf16_column(const source::SourceFile& file, uint32_t line, uint32_t offset) {
  uint32_t column = 1;
  for (size_t at = file.line_starts[line - 1]; at < offset;
       at += code_point_length(file.text, at)) {
    column += code_point_at(file.text, at) > 0xFFFF ? 2 : 1;
  }
  return column;
}

}  // namespace

std::string sarif_argument(std::string_view text, size_t most) {
  std::string escaped;
  const std::string shown = on_one_line(text);
  const bool has_link = shown.find("](") != std::string::npos;
  for (const char c : shown) {
    if (has_link && (c == '[' || c == ']')) {
      escaped += '\\';
    }
    escaped += c;
  }
  return shortened(escaped, most);
}

std::string sarif_text(std::string_view text, size_t most) {
  std::string escaped;
  for (const char c : sarif_argument(text, text.size() + most)) {
    escaped += c;
    if (c == '{' || c == '}') {
      escaped += c;
    }
  }
  return shortened(escaped, most);
}

std::string sarif_uri(std::string_view path) {
  std::string uri;
  for (const char c : path) {
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                       std::string_view("-._~/!$&'()*+,;=@").find(c) != std::string_view::npos;
    uri += plain ? std::string(1, c) : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return uri;
}

Json SarifPlaces::physical(const source::SourceMap& sources, source::Span span) const {
  const source::SourceFile& file = sources.file(span.file);
  const uint32_t first = sources.begin(span).line;
  const uint32_t last = sources.end(span).line;
  return {{"artifactLocation",
           {{"uri", sarif_uri(file_of(sources, span.file))}, {"uriBaseId", "SRCROOT"}}},
          {"region",
           {{"startLine", first},
            {"startColumn", utf16_column(file, first, span.begin)},
            {"endLine", last},
            {"endColumn", utf16_column(file, last, span.end)}}}};
}

Json SarifPlaces::location(const source::SourceMap& sources, source::Span span,
                           std::string_view message) const {
  return {{"physicalLocation", physical(sources, span)},
          {"message", {{"text", sarif_text(message, SarifShort)}}}};
}

std::string SarifPlaces::line_hash(const source::SourceMap& sources, source::Span span) {
  const std::string_view text = sources.file(span.file).text;
  const auto [found, added] = hashes_.try_emplace(file_of(sources, span.file));
  if (added) {
    found->second = line_hashes(text);
  }
  return found->second[sources.begin(span).line - 1];
}

std::string security_severity(int score) {
  struct Range {
    int low;
    int high;
    double from;
    double to;
  };
  static constexpr Range Ranges[] = {
      {1, 4, 1.0, 3.9}, {5, 9, 4.0, 6.9}, {10, 16, 7.0, 8.9}, {17, 25, 9.0, 10.0}};
  const int at = std::clamp(score, 1, 25);
  const auto* range = std::ranges::find_if(Ranges, [&](const Range& it) { return at <= it.high; });
  const double part = static_cast<double>(at - range->low) / (range->high - range->low);
  return fmt::format("{:.1f}", range->from + part * (range->to - range->from));
}

}  // namespace aixc::render
