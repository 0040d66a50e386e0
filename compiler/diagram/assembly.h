#pragma once

#include <optional>
#include <string>

#include "compiler/diagram/engine.h"
#include "compiler/diagram/graph.h"
#include "compiler/diagram/layout.h"
#include "compiler/diagram/polish.h"
#include "compiler/diagram/prepare.h"

// From the engine's coordinates to the picture.
namespace aixc::diagram {

// Boxes, boundaries, polished lines and labels; empty, and `fault` says why, where what the engine
// gave makes no true picture.
std::optional<Layout> assemble(const Graph& graph, const Prepared& prepared,
                               const EngineLayout& engine, Care care, std::string& fault);

// Moves everything so that the picture starts at 0, 0 and ends where its last part ends.
void fit_page(Layout& layout);

}  // namespace aixc::diagram
