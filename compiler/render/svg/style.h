#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/terms.h"

// The colours of the pictures and the one style sheet that uses them.
namespace aixc::render {

enum class Theme { Auto, Light, Dark };

// A colour by its role, in both themes.
struct Colour {
  std::string_view name;
  std::string_view light;
  std::string_view dark;
};

// Every colour that the style sheet uses, and where it is used as text on what (for contrast
// tests).
const std::vector<Colour>& colours();

struct TextOn {
  std::string_view text;  // names of colours
  std::string_view fill;
};
const std::vector<TextOn>& text_pairs();

// The class of every picture's root element. All rules stand under it.
inline constexpr std::string_view PictureClass = "ax";

// What a style sheet applies to: nothing but elements within `PictureClass`, so that a picture can
// stand in any page, or the whole page, for a page that is ours and uses the classes and custom
// properties itself.
enum class StyleScope { Pictures, WholePage };

// The style sheet of all pictures: custom properties for both themes (or the chosen one), with the
// plain colour before each use for programs that know no custom properties.
std::string style_sheet(Theme theme, StyleScope scope);

// The CSS class that gives a card its colours.
std::string_view palette_class(diagram::Palette palette);

}  // namespace aixc::render
