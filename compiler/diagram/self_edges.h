#pragma once

#include <vector>

#include "compiler/diagram/layout.h"

// Edges from a node to itself. No engine lays them out: the node is handed over larger, and the
// loops are drawn in the room at its right.
namespace aixc::diagram {

// By node: its size with the room for its loops and their labels.
std::vector<Size> sizes_with_self_edges(const Graph& graph);

// Where the node itself is in that room.
Rect box_in(const Rect& room, Size node);

// Draws the loops and places their labels; `layout.nodes` must be final.
void draw_self_edges(const Graph& graph, Layout& layout);

}  // namespace aixc::diagram
