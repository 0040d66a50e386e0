#pragma once

#include "compiler/diagram/grid.h"
#include "compiler/render/svg/writer.h"

namespace aixc::render {

// Draws a grid from its upper left corner, without its title; columns are as wide as their content
// asks for, and share `room` where that is not enough. Returns the size that it takes.
diagram::Size draw_grid(SvgWriter& svg, const diagram::Grid& grid, diagram::Point corner,
                        double room);

// The signs of a grid in a line, as its legend; returns the height.
double draw_grid_legend(SvgWriter& svg, const diagram::Grid& grid, diagram::Point corner,
                        double room);

}  // namespace aixc::render
