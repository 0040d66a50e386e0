#include "compiler/diagnostics/excerpt.h"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "compiler/base/utf8.h"

namespace aixc::diagnostics {
namespace {

constexpr size_t TabWidth = 4;
// Bytes of a line that are shown before its place and in all; more would wrap on a terminal.
constexpr size_t WindowBefore = 60;
constexpr size_t WindowSize = 120;

struct Range {
  uint32_t first;
  uint32_t last;
};

// East Asian wide and full-width characters and emoji, in blocks (Unicode, EastAsianWidth.txt).
constexpr auto Wide = std::to_array<Range>({
    {0x1100, 0x115F},
    {0x231A, 0x231B},
    {0x2E80, 0x303E},
    {0x3041, 0x33FF},
    {0x3400, 0x4DBF},
    {0x4E00, 0xA4CF},
    {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},
    {0xF900, 0xFAFF},
    {0xFE30, 0xFE6F},
    {0xFF01, 0xFF60},
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F},
    {0x1F680, 0x1F6FF},
    {0x1F900, 0x1F9FF},
    {0x20000, 0x3FFFD},
});
// Marks that stand on the character before them.
constexpr auto Combining = std::to_array<Range>({
    {0x0300, 0x036F},
    {0x0483, 0x0489},
    {0x0591, 0x05BD},
    {0x0610, 0x061A},
    {0x064B, 0x065F},
    {0x1AB0, 0x1AFF},
    {0x1DC0, 0x1DFF},
    {0x20D0, 0x20FF},
    {0xFE00, 0xFE0F},
    {0xFE20, 0xFE2F},
});
// Characters that a terminal does not draw, or that turn the direction of the text: shown by
// number, since what looks like one text could be another.
constexpr auto Invisible = std::to_array<Range>({
    {0x0080, 0x00A0},
    {0x00AD, 0x00AD},
    {0x061C, 0x061C},
    {0x180E, 0x180E},
    {0x2000, 0x200F},
    {0x2028, 0x202F},
    {0x205F, 0x206F},
    {0x3000, 0x3000},
    {0xFEFF, 0xFEFF},
    {0xFFF9, 0xFFFB},
    {0xE0000, 0xE007F},
});

template <size_t N>
bool is_in(const std::array<Range, N>& ranges, uint32_t code_point) {
  return std::ranges::any_of(ranges, [&](const Range& range) {
    return range.first <= code_point && code_point <= range.last;
  });
}

void append_code_point(Shown& shown, std::string_view text, size_t at) {
  const uint32_t code_point = code_point_at(text, at);
  if (code_point == '\t') {
    const size_t blanks = TabWidth - shown.columns % TabWidth;
    shown.text.append(blanks, ' ');
    shown.columns += blanks;
  } else if (code_point < 0x20 || code_point == 0x7F) {
    append_utf8(shown.text, code_point == 0x7F ? 0x2421 : 0x2400 + code_point);
    ++shown.columns;
  } else if (code_point >= 0x80 && is_in(Invisible, code_point)) {
    const std::string number = fmt::format("<U+{:04X}>", code_point);
    shown.text += number;
    shown.columns += number.size();
  } else {
    shown.text += text.substr(at, code_point_length(text, at));
    const bool narrow = code_point < 0x300;
    shown.columns += narrow                         ? 1
                     : is_in(Combining, code_point) ? 0
                     : is_in(Wide, code_point)      ? 2
                                                    : 1;
  }
}

uint32_t last_line(const source::SourceMap& sources, source::Span span) {
  // A span that ends with a line break does not reach into the next line.
  const uint32_t last = std::max(span.begin, span.end == span.begin ? span.end : span.end - 1);
  return sources.position(span.file, last).line;
}

// Writes the lines of one excerpt.
class Writer {
 public:
  Writer(const source::SourceMap& sources, source::Span span, size_t width, const Palette& palette,
         std::string_view color)
      : sources_(sources), span_(span), width_(width), palette_(palette), color_(color) {}

  std::string write() {
    const uint32_t first = sources_.begin(span_).line;
    const uint32_t last = last_line(sources_, span_);
    text_ += fmt::format("{:{}}{}-->{} {}\n", "", width_, palette_.gutter, palette_.reset,
                         sources_.describe(span_));
    gutter("");
    text_ += '\n';
    marked_line(first);
    if (last > first + 1) {
      text_ += fmt::format("{}...{}\n", palette_.gutter, palette_.reset);
    }
    if (last > first) {
      marked_line(last);
    }
    return std::move(text_);
  }

 private:
  void gutter(std::string_view number) {
    text_ += fmt::format("{}{:>{}} |{}", palette_.gutter, number, width_, palette_.reset);
  }

  // A line, and below it carets under what of it belongs to the span.
  void marked_line(uint32_t number) {
    const std::string_view line = sources_.line(span_.file, number);
    const uint32_t start = sources_.file(span_.file).line_starts[number - 1];
    const size_t begin =
        std::min<size_t>(span_.begin > start ? span_.begin - start : 0, line.size());
    const size_t end =
        std::clamp<size_t>(span_.end > start ? span_.end - start : 0, begin, line.size());
    // On a later line of the span its indent is not marked.
    const size_t from = span_.begin >= start ? begin : std::min(line.find_first_not_of(" \t"), end);
    size_t window_begin = from > WindowBefore ? from - WindowBefore : 0;
    window_begin = line.size() <= WindowSize ? 0 : window_begin;
    size_t window_end = std::min(window_begin + WindowSize, line.size());
    while (!is_code_point_boundary(line, window_begin)) {
      ++window_begin;
    }
    while (!is_code_point_boundary(line, window_end)) {
      ++window_end;
    }

    Shown shown;
    if (window_begin > 0) {
      shown = {"…", 1};
    }
    append_shown(shown, line.substr(window_begin, from - window_begin));
    const size_t indent = shown.columns;
    const size_t mark_end = std::min(end, window_end);
    append_shown(shown, line.substr(from, mark_end - from));
    const size_t carets = std::max<size_t>(shown.columns - indent, 1);
    append_shown(shown, line.substr(mark_end, window_end - mark_end));
    if (window_end < line.size()) {
      shown.text += "…";
    }

    gutter(std::to_string(number));
    text_ += shown.text.empty() ? "\n" : fmt::format(" {}\n", shown.text);
    gutter("");
    text_ += fmt::format(" {:{}}{}{:^<{}}{}\n", "", indent, color_, "", carets, palette_.reset);
  }

  const source::SourceMap& sources_;
  source::Span span_;
  size_t width_;
  const Palette& palette_;
  std::string_view color_;
  std::string text_;
};

}  // namespace

const Palette ColorPalette = {"\033[1;31m", "\033[1;33m", "\033[1;36m", "\033[1;32m",
                              "\033[1;34m", "\033[1m",    "\033[0m"};
const Palette PlainPalette = {};

void append_shown(Shown& shown, std::string_view text) {
  for (size_t at = 0; at < text.size(); at += code_point_length(text, at)) {
    append_code_point(shown, text, at);
  }
}

std::string excerpt(const source::SourceMap& sources, source::Span span, size_t width,
                    const Palette& palette, std::string_view color) {
  return Writer(sources, span, width, palette, color).write();
}

size_t gutter_width(const source::SourceMap& sources, source::Span span) {
  return std::to_string(last_line(sources, span)).size();
}

}  // namespace aixc::diagnostics
