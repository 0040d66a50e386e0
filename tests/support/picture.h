// What must hold of every picture, checked on what is drawn and not on what the layout says of
// itself.
#pragma once

#include <string>
#include <string_view>

#include "compiler/diagram/map_view.h"
#include "compiler/diagram/scene.h"

namespace aixc::test {

// What is false or ugly beyond excuse in a picture of the map; empty if nothing is: every card in
// its boundary and in no other, boundaries nested as declared, no overlap of cards or labels, a
// line for each flow that joins its two ends, everything within the picture.
std::string fault_in_picture(const diagram::MapView& map, const diagram::PositionedMap& picture);

// The first flow that leaves a boundary in which both its ends are, or crosses the edge of one
// around a single end, or of one around none, more often than it must; empty if there is none. What
// is packed without an engine may do so.
std::string fault_in_ways(const diagram::MapView& map, const diagram::PositionedMap& picture);

// How many titles of boundaries, and notes beside them, a line runs through.
int crossed_titles(const diagram::PositionedMap& picture);

// What is wrong with a text as an XML document (tags that do not match, an attribute twice, a
// character that XML forbids, an id twice); empty if nothing is.
std::string fault_in_xml(std::string_view text);

}  // namespace aixc::test
