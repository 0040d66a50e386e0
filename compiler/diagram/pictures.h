#pragma once

#include <optional>
#include <string>

#include "compiler/diagram/graph.h"
#include "compiler/diagram/grid.h"
#include "compiler/diagram/map_view.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

// The view stage of the pictures beside the report: model and assessment → what each of them says.
// The model must have a system.
namespace aixc::diagram {

// The AI security matrix of the Exchange, filled with this system's findings: what is harmed by
// where the attack enters. Threats that do not apply are named, muted.
Grid make_matrix(const model::Model& model, const rules::Assessment& assessment);

// The periodic table of the Exchange for this system: controls by threats. What the library names
// for a threat that does not apply is marked as not needed.
Grid make_periodic_table(const model::Model& model, const rules::Assessment& assessment);

// Who answers for which threat, by element.
Grid make_responsibility(const model::Model& model, const rules::Assessment& assessment);

// A part of the map as a picture of its own.
struct MapPicture {
  std::string title;
  std::string subtitle;
  std::string note;  // what is left out, and what is uncertain
  MapView map;
  std::optional<Detail> detail;  // if the picture says so itself
  std::optional<Direction> direction;
  bool has_page = false;  // see `ArrangeOptions`
};

// The elements that a `view` of the model includes, the boundaries around them and the flows
// between them.
MapPicture make_selection(const model::Model& model, const rules::Assessment& assessment,
                          model::ViewId view);

// Who made what from what: the models, and everything that flows into them by training, with the
// threats of development time.
MapPicture make_supply_chain(const model::Model& model, const rules::Assessment& assessment);

}  // namespace aixc::diagram
