// The output formats: one table, one file for each format.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "compiler/diagram/engine.h"
#include "compiler/model/model.h"
#include "compiler/render/raster.h"
#include "compiler/render/svg/style.h"
#include "compiler/source/source_map.h"
#include "rules/assessment.h"

namespace aixc::render {

// The pages of a PDF: one as large as the picture, or as many of a size of paper as it takes.
enum class Paper { Fit, A4, Letter };

struct RenderOptions {
  Theme theme = Theme::Auto;
  std::string view;                       // of pictures: which one (`svg.h`); empty: the report
  std::optional<diagram::Detail> detail;  // none: by the size of the model
  std::optional<diagram::Direction> direction;  // none: what fits a page
  double scale = 1;                             // of bitmaps: pixels for each unit of the drawing
  Paper paper = Paper::Fit;                     // of PDF
  bool color = false;                           // text for a terminal
  bool brief = false;                           // text: one line for each finding
  bool suppressed = false;                      // SARIF: treated threats too, marked as such
};

struct PlanInput;  // plan.h

// What one answer to a question would do to the open findings that wait for it.
struct TriedAnswer {
  std::string value;  // as it would be written
  std::vector<rules::FindingId> raises;
  std::vector<rules::FindingId> dismisses;
};

// What a format is made from. Nothing here is changed, and no format decides anything: all that is
// said stands in the model or in the assessment.
struct RenderInput {
  const model::Model& model;
  const rules::Assessment& assessment;
  const source::SourceMap& sources;
  diagram::LayoutEngine* layout = nullptr;  // for pictures; null: pictures are packed by ourselves
  Rasterizer* rasterizer = nullptr;         // for bitmaps and PDF; null: they cannot be made
  RenderOptions options;
  // For the first of the assessment's questions, if the format wants them: what each answer would
  // do.
  std::vector<std::vector<TriedAnswer>> answers = {};
  const PlanInput* plan = nullptr;  // if one was asked for and the format shows it
};

struct RenderResult {
  std::string bytes;
  std::vector<std::string> warnings =
      {};                           // for a person: what the output had to leave out, and why
  std::vector<double> breaks = {};  // of pictures: where a page may end, from the top down
  std::string error = {};           // why there is no output at all, and what to do; usually empty
};

struct Format {
  std::string_view name;                     // as given to `--format`
  std::vector<std::string_view> extensions;  // with their dot; the first is the usual one
  std::string_view description;              // one line
  RenderResult (*render)(const RenderInput& input);
  bool shows_answers = false;  // wants `RenderInput::answers`, which cost an assessment each
  bool shows_plan = false;     // can show `RenderInput::plan`
};

// Whether `path` is more than `extension` and ends with it, ignoring case.
bool has_extension(std::string_view path, std::string_view extension);

// All formats, in the order they are listed to people.
std::span<const Format> formats();
// By name, ignoring case; null if there is none.
const Format* find_format(std::string_view name);
// By the longest extension that `path` ends with, ignoring case; null if there is none.
const Format* format_of_path(std::string_view path);

}  // namespace aixc::render
