// What the sections of the HTML report share.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/grid.h"
#include "compiler/diagram/report_view.h"
#include "compiler/diagram/scene.h"
#include "compiler/diagram/view_parts.h"
#include "compiler/render/format.h"
#include "compiler/render/html/writer.h"
#include "compiler/render/plan.h"
#include "compiler/render/tree.h"

namespace aixc::render {

// Everything that a section may show. The sources name files below their root, so that the page is
// the same wherever it is made.
struct Page {
  const RenderInput& input;
  const model::Model& model;
  const rules::Assessment& assessment;
  const source::SourceMap& sources;
  const diagram::ReportView& view;
  const diagram::MapParts& parts;  // where elements and flows went on the map
  const diagram::PositionedMap& map;
};

constexpr const char* MapPrefix = "m-";  // of the ids on the map

// ---- ids, which stay the same as long as what they name does ----
std::string finding_anchor(const rules::Finding& finding);
std::string element_anchor(const model::Model& model, model::EntityId element);
std::string scenario_anchor(const model::Model& model, const rules::Scenario& scenario);
std::string row_anchor(const rules::Finding& finding);  // in the register
std::string test_anchor(const rules::Finding& finding);
std::string question_anchor(const model::Model& model, const rules::Question& question);
// ` data-path="…"`: the cards, flows and labels on the map that the finding's way passes.
std::string path_attribute(const Page& page, const rules::Finding& finding);
// The id of an element's card or boundary on the map; "" if it has none.
std::string map_id(const Page& page, model::EntityId element);

// ---- small parts, the same everywhere ----
void write_sign(HtmlWriter& html, std::string_view name);
// `high`, `medium to high`, with the sign of the upper end.
void write_level(HtmlWriter& html, rules::Interval score, bool with_score = false);
void write_level(HtmlWriter& html, rules::Band band);
// The level of what applies, else the status.
void write_standing(HtmlWriter& html, const rules::Finding& finding);
void write_status(HtmlWriter& html, rules::Status status);
void write_control_state(HtmlWriter& html, rules::ControlState state);
void write_number(HtmlWriter& html, const rules::Finding& finding);
// Number, title and element as a link to the finding's detail.
void write_finding_link(HtmlWriter& html, const Page& page, const rules::Finding& finding);
// The same for several, in a line.
void write_finding_links(HtmlWriter& html, const Page& page,
                         const std::vector<rules::FindingId>& findings);
void write_tree(HtmlWriter& html, const Tree& tree);

// `whole system`, or the element's label.
std::string place_of(const Page& page, const rules::Finding& finding);
// The texts of a list attribute, or the one text of a single value.
std::vector<std::string> texts_of(const model::Model& model, model::EntityId entity,
                                  std::string_view attribute);

// A table in a frame that scrolls sideways where it must. A cell of a `stacking` table carries its
// column's heading as `data-label`, which narrow screens show beside it.
void open_table(HtmlWriter& html, std::string_view id, std::string_view caption,
                const std::vector<std::string_view>& heads, std::string_view attributes = {});
void close_table(HtmlWriter& html);
// The frame alone, for a table with a head of its own.
void open_frame(HtmlWriter& html, std::string_view label);
void write_grid(HtmlWriter& html, const Page& page, const diagram::Grid& grid, std::string_view id);
// The first steps of the plan, or of the ranking if there is none.
void write_first_steps(HtmlWriter& html, const Page& page, size_t most);

// ---- the sections; each writes what stands below its heading, or nothing if it has nothing ----
struct Section {
  const char* id;
  const char* title;
  const char* lead;  // what it tells, in a sentence
  void (*write)(HtmlWriter& html, const Page& page);
};

void write_summary(HtmlWriter& html, const Page& page);
void write_map(HtmlWriter& html, const Page& page);
void write_scenarios(HtmlWriter& html, const Page& page);
void write_register(HtmlWriter& html, const Page& page);
void write_findings(HtmlWriter& html, const Page& page);
void write_plan(HtmlWriter& html, const Page& page);
void write_questions(HtmlWriter& html, const Page& page);
void write_policies(HtmlWriter& html, const Page& page);
void write_responsibility(HtmlWriter& html, const Page& page);
void write_ledger(HtmlWriter& html, const Page& page);
void write_matrix(HtmlWriter& html, const Page& page);
void write_periodic_table(HtmlWriter& html, const Page& page);
void write_standards(HtmlWriter& html, const Page& page);
void write_test_plan(HtmlWriter& html, const Page& page);
void write_assumptions(HtmlWriter& html, const Page& page);
void write_system(HtmlWriter& html, const Page& page);
void write_method(HtmlWriter& html, const Page& page);

}  // namespace aixc::render
