// The lines of the source that a message is about, with the place marked.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "compiler/source/source_map.h"

namespace aixc::diagnostics {

// Text for a terminal: tabs become blanks, control and invisible characters become visible.
struct Shown {
  std::string text;
  size_t columns = 0;  // how wide a terminal draws it: 2 for East Asian characters and emoji
};

// Appends `text` as if it stood behind what `shown` holds already (tab stops depend on it).
void append_shown(Shown& shown, std::string_view text);

// How a terminal is told to change colour; empty strings when it is not.
struct Palette {
  std::string_view error, warning, note, help, gutter, strong, reset;
};
extern const Palette ColorPalette;
extern const Palette PlainPalette;

// ` --> name:line:column`, the lines of `span` behind a gutter of `width` digits, and carets in
// `color` under it. Of a span over many lines the first and the last stand; of a very long line the
// part around the place. Each line ends with a line break.
std::string excerpt(const source::SourceMap& sources, source::Span span, size_t width,
                    const Palette& palette, std::string_view color);

// The digits of the largest line number that `excerpt` writes for `span`.
size_t gutter_width(const source::SourceMap& sources, source::Span span);

}  // namespace aixc::diagnostics
