#pragma once

#include "compiler/diagram/grid.h"
#include "compiler/render/svg/writer.h"

// The cells of grids.
namespace aixc::render {

// The width at which nothing in the cell has to be broken, up to a limit; without padding.
double cell_width(const diagram::GridCell& cell);
// The height of the cell's content when it is `room` wide.
double cell_height(const diagram::GridCell& cell, double room);
// The content, item below item, from its upper left corner.
void draw_cell(SvgWriter& svg, const diagram::GridCell& cell, diagram::Point corner, double room);
// A cell of signs alone, as a coloured tile in the middle of the box.
void draw_tile(SvgWriter& svg, const diagram::GridCell& cell, const diagram::Rect& box);
// The sign (or the first number) of an item, centred.
void draw_sign(SvgWriter& svg, const diagram::GridItem& item, diagram::Point at);

}  // namespace aixc::render
