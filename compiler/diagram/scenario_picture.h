#pragma once

#include "compiler/diagram/report_view.h"

namespace aixc::diagram {

// An attack path and the map over which it is drawn.
struct ScenarioPicture {
  MapView map;
  Scenario scenario;  // its steps refer to `map`
  std::string note;   // what of the whole map is left out
};

// Of a map that is too large for one picture: what is on the path, the boundaries around it and,
// if they are few, the elements that it talks to.
ScenarioPicture make_scenario_picture(const MapView& map, const Scenario& scenario);

}  // namespace aixc::diagram
