#pragma once

#include <string>
#include <vector>

#include "compiler/diagram/geometry.h"
#include "compiler/render/svg/style.h"
#include "compiler/render/svg/writer.h"

namespace aixc::render {

struct SvgOptions {
  Theme theme = Theme::Auto;
  std::string id_prefix = "m-";  // of every id; must differ for pictures on one HTML page
  bool with_style = true;        // false: the page that holds the picture has `style_sheet` itself
};

// The words of a picture.
struct PictureTitle {
  std::string title;
  std::string description;  // for readers who do not see it
};

// The SVG document around a drawing of a given size: title, description, style, page.
std::string document(std::string_view drawing, diagram::Size size, const PictureTitle& words,
                     const SvgOptions& options);

// What `document` made: its size, and a part of its height as a document of its own.
diagram::Size size_of_document(std::string_view document);
std::string part_of_document(std::string_view document, double top, double bottom);

// The head of a picture of its own: a large title, and muted lines below it, wrapped at `room`.
// Returns the y below which the drawing may start.
double draw_picture_head(SvgWriter& svg, const std::string& title,
                         const std::vector<std::string>& below, double room);

}  // namespace aixc::render
