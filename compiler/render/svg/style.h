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

// The style sheet of a picture: custom properties for both themes (or the chosen one), with the
// plain colour before each use for programs that know no custom properties. `shadow_id` is the id
// of the filter that draws the shadows of cards.
std::string style_sheet(Theme theme, std::string_view shadow_id);
// The filter of that id, as markup.
std::string shadow_filter(std::string_view shadow_id);

// The CSS class that gives a card its colours.
std::string_view palette_class(diagram::Palette palette);

}  // namespace aixc::render
