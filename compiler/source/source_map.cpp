#include "compiler/source/source_map.h"

#include <algorithm>
#include <filesystem>

namespace aixc::source {
namespace {

std::vector<uint32_t> line_starts_of(std::string_view text) {
  std::vector<uint32_t> starts{0};
  for (size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    starts.push_back(static_cast<uint32_t>(at + 1));
  }
  return starts;
}

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// The length of the well-formed sequence at `at`, or 0 (Unicode standard, table 3-7).
size_t sequence_length(std::string_view text, size_t at) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  const auto within = [&](size_t i, unsigned low, unsigned high) {
    return byte(i) >= low && byte(i) <= high;
  };
  const unsigned lead = byte(0);
  if (lead < 0x80) {
    return 1;
  }
  if (lead >= 0xC2 && lead <= 0xDF) {
    return within(1, 0x80, 0xBF) ? 2 : 0;
  }
  if (lead >= 0xE0 && lead <= 0xEF) {
    const unsigned low = lead == 0xE0 ? 0xA0 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) ? 3 : 0;
  }
  if (lead >= 0xF0 && lead <= 0xF4) {
    const unsigned low = lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xF4 ? 0x8F : 0xBF;
    return within(1, low, high) && within(2, 0x80, 0xBF) && within(3, 0x80, 0xBF) ? 4 : 0;
  }
  return 0;
}

}  // namespace

FileId SourceMap::add(std::string name, std::string text) {
  owned_.push_back(std::move(text));
  const std::string_view kept = owned_.back();
  return files_.add({std::move(name), kept, line_starts_of(kept)});
}

FileId SourceMap::add_library(std::string name, std::string text, std::string read_from) {
  const FileId id = add(std::move(name), std::move(text));
  files_[id].library = true;
  files_[id].read_from = std::move(read_from);
  return id;
}

FileId SourceMap::add_embedded(std::string name, std::string_view text) {
  return files_.add({std::move(name), text, line_starts_of(text), true});
}

std::string_view SourceMap::text(Span span) const {
  if (!span) {
    return {};
  }
  return files_[span.file].text.substr(span.begin, span.end - span.begin);
}

Position SourceMap::position(FileId id, uint32_t offset) const {
  const SourceFile& file = files_[id];
  const auto after = std::ranges::upper_bound(file.line_starts, offset);
  const auto line = static_cast<uint32_t>(after - file.line_starts.begin());
  const uint32_t start = file.line_starts[line - 1];
  const std::string_view before = file.text.substr(start, offset - start);
  const auto tails = std::ranges::count_if(before, is_continuation);
  return {line, static_cast<uint32_t>(before.size() - static_cast<size_t>(tails)) + 1};
}

std::string_view SourceMap::line(FileId id, uint32_t line) const {
  const SourceFile& file = files_[id];
  if (line < 1 || line > file.line_starts.size()) {
    return {};
  }
  std::string_view text = file.text.substr(file.line_starts[line - 1]);
  text = text.substr(0, text.find('\n'));
  return text.ends_with('\r') ? text.substr(0, text.size() - 1) : text;
}

std::string SourceMap::path(FileId id) const {
  const SourceFile& file = files_[id];
  const bool elsewhere =
      folder_.empty() || file.library || file.name.starts_with('<') || file.name.starts_with('/');
  if (elsewhere) {
    return file.name;
  }
  return here_.empty() ? (std::filesystem::path(folder_) / file.name).lexically_normal().string()
                       : std::filesystem::path(file.name).lexically_relative(here_).string();
}

std::string SourceMap::describe(Span span) const {
  if (!span) {
    return {};
  }
  const Position at = begin(span);
  return path(span.file) + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

size_t find_invalid_utf8(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    const size_t length = sequence_length(text, at);
    if (length == 0) {
      return at;
    }
    at += length;
  }
  return std::string_view::npos;
}

}  // namespace aixc::source
