// Text for terminals: colours that can be switched off, and lines that do not run over the edge.
#pragma once

#include <string>
#include <string_view>

#include "rules/assessment.h"

namespace aixc::render {

// Marks parts of a text with colours, or does nothing. Colour never says anything that the words do
// not say.
class Paint {
 public:
  explicit Paint(bool on) : on_(on) {}

  std::string bold(std::string_view text) const { return wrapped("1", text); }
  std::string muted(std::string_view text) const { return wrapped("2", text); }
  std::string good(std::string_view text) const { return wrapped("32", text); }
  std::string bad(std::string_view text) const { return wrapped("1;31", text); }
  std::string warning(std::string_view text) const { return wrapped("33", text); }
  std::string note(std::string_view text) const { return wrapped("36", text); }
  // In the colour of the level.
  std::string level(rules::Band band, std::string_view text) const;

 private:
  std::string wrapped(std::string_view code, std::string_view text) const;

  bool on_;
};

// The width that texts are wrapped at, in characters.
constexpr size_t TextWidth = 100;

// The number of code points, which is the width of the texts that we print.
size_t width_of(std::string_view text);
// Padded with blanks on the right to `width` characters.
std::string padded(std::string_view text, size_t width);
// `first` and `text`, broken at blanks, the following lines indented by `indent` blanks; ends with
// a line break. `first` is as wide as `indent`.
std::string paragraph(std::string_view first, std::string_view text, size_t indent);

}  // namespace aixc::render
