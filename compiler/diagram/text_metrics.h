#pragma once

#include <string>
#include <string_view>
#include <vector>

// How wide a text will be, without asking any font: the advance widths of Helvetica and Arial
// (which Liberation Sans shares), and rules for everything else. So every machine computes the
// same sizes, and readers with one of these fonts see texts exactly as wide as computed.
//
// Any bytes are accepted; those that are no UTF-8 count as one replacement character each.
namespace aixc::diagram {

struct Font {
  double size = 12;  // pixels
  bool bold = false;
  double letter_spacing = 0;  // pixels after each character
};

// The width of a line in pixels; control characters and combining marks have none.
double text_width(std::string_view text, Font font);

// The text, or as many of its first characters as fit into `max_width` with an ellipsis.
std::string shorten(std::string_view text, Font font, double max_width);

// Breaks a text into at most `max_lines` lines of at most `max_width` pixels, at white space,
// after CJK characters, and inside words only where a word does not fit into a line. What does not
// fit ends in an ellipsis. White space at the ends of lines is dropped, runs of it become one
// space. Never empty: an empty text gives one empty line. Reads no more of the text than it shows.
std::vector<std::string> wrap(std::string_view text, Font font, double max_width, int max_lines);

}  // namespace aixc::diagram
