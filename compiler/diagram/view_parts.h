#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "compiler/diagram/report_view.h"
#include "compiler/model/model.h"
#include "rules/assessment.h"

/// The parts of the view stage, shared by its files.
namespace aixc::diagram {

/// The map, and where elements and flows of the model have gone in it.
struct MapParts {
  MapView map;
  std::unordered_map<model::EntityId, int> cards;
  std::vector<int> flows;  ///< by number of the model's flow
};

MapParts make_map(const model::Model& model, const rules::Assessment& assessment);

/// The risk register, and what does not apply.
void add_tables(const model::Model& model, const rules::Assessment& assessment, ReportView& view);

/// The rows of the controls of a finding: all in place or planned, and of the missing ones as many
/// as leave it readable, the strongest first; the last row tells how many more there are.
std::vector<ControlRow> control_rows(const model::Model& model, const rules::Finding& finding,
                                     std::size_t most_missing);
/// "until 2027-06-30, by CISO: zero-retention contract"; empty for what nobody has treated.
/// `short_form`: "accepted until 2027-06-30, by CISO".
std::string treatment_note(const model::Model& model, const rules::Finding& finding,
                           bool short_form);

Risk to_risk(rules::Interval score);
Status to_status(rules::Status status);
Surface surface_of(const model::Model& model, model::ThreatId threat);
/// The Exchange's letter of what is harmed, the first of several.
std::string letter_of(const model::Model& model, model::ThreatId threat);

/// The values of a choice or a list of choices; empty if none is given.
std::vector<model::Choice> choices_of(const model::Model& model, model::EntityId entity,
                                      std::string_view attribute);

/// "Engineering environment"
std::string upper_first(std::string text);
/// "a · b · c", empty ones left out.
std::string dotted(const std::vector<std::string>& parts);
/// "a, b and 3 more"
std::string listed(const std::vector<std::string>& items, std::size_t most);

}  // namespace aixc::diagram
