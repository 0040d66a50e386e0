#pragma once

#include "compiler/diagram/scene.h"

namespace aixc::diagram {

// Moves the titles of boundaries along their upper edges to where no line crosses them: each with
// its note, or, where there is no room for both, the note to a place of its own. Where there is
// none, the boundary becomes wider if nothing is beside it; else they stand where the fewest lines
// cross.
void place_titles(PositionedMap& map);

}  // namespace aixc::diagram
