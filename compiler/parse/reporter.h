// What the parser reports about one file: not too much of it, and where it stands.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

#include "compiler/diagnostics/sink.h"
#include "compiler/source/source_map.h"

namespace aixc::parse {

class Reporter {
 public:
  // Further errors of a file are counted only.
  static constexpr size_t MaxErrors = 50;

  using Builder = diagnostics::Sink::Builder;

  Reporter(const source::SourceMap& sources, source::FileId file, diagnostics::Sink& sink)
      : sources_(sources), file_(file), sink_(sink) {}

  // Nothing is given back when the file has had its share of errors.
  template <typename... Args>
  std::optional<Builder> report(diagnostics::Kind kind, source::Span span, const Args&... args) {
    if (!accept(span)) {
      return std::nullopt;
    }
    return sink_.report(kind, span, args...);
  }

  // An error of syntax: the first on its line, since others there are likely to follow from it.
  std::optional<Builder> syntax(source::Span span, const std::string& message);

  // How often there was something to say, whether it was said or not.
  size_t asked() const { return asked_; }
  // Says how many errors were counted only. To be called once, at the end.
  void finish();

  // ---- where things stand ----
  source::Span span(uint32_t begin, uint32_t end) const { return {file_, begin, end}; }
  std::string_view text() const { return sources_.file(file_).text; }
  uint32_t line(uint32_t offset) const { return sources_.position(file_, offset).line; }
  uint32_t line_begin(uint32_t offset) const;
  // The blanks before the first word of the line that holds `offset`.
  uint32_t indent(uint32_t offset) const;
  bool is_first_on_line(uint32_t offset) const;

 private:
  bool accept(source::Span span);

  const source::SourceMap& sources_;
  source::FileId file_;
  diagnostics::Sink& sink_;
  std::unordered_set<uint32_t> lines_;  // that have an error
  size_t count_ = 0;
  size_t asked_ = 0;
  source::Span first_unreported_;
};

}  // namespace aixc::parse
