#include "compiler/render/csv.h"

#include <array>

#include "compiler/diagram/view_parts.h"
#include "compiler/render/plain_text.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::ControlState;
using rules::Finding;

bool begins_formula(std::string_view text) {
  constexpr std::array<std::string_view, 8> Starts = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  for (const std::string_view start : Starts) {
    if (text.starts_with(start)) {
      return true;
    }
  }
  return false;
}

class Register {
 public:
  explicit Register(const RenderInput& input)
      : model_(input.model), assessment_(input.assessment), sources_(input.sources) {}

  std::string write() {
    row({"number",
         "id",
         "threat",
         "slug",
         "element",
         "element_label",
         "surface",
         "impact_on",
         "status",
         "level",
         "score_low",
         "score_high",
         "level_without_controls",
         "score_without_controls_low",
         "score_without_controls_high",
         "controls_in_place",
         "controls_planned",
         "controls_missing",
         "responsible",
         "party",
         "because",
         "treatment",
         "url",
         "file",
         "line"});
    for (const Finding& finding : assessment_.findings) {
      if (finding.status != rules::Status::NotApplicable) {
        write_finding(finding);
      }
    }
    return std::move(text_);
  }

 private:
  void row(const std::vector<std::string>& fields) {
    for (size_t i = 0; i < fields.size(); ++i) {
      text_ += i == 0 ? "" : ",";
      text_ += csv_field(fields[i]);
    }
    text_ += "\r\n";
  }

  static std::string number(int value) { return value > 0 ? std::to_string(value) : ""; }

  std::string controls(const Finding& finding, ControlState state) const {
    std::string names;
    const auto add = [&](const rules::FindingControl& control) {
      names += (names.empty() ? "" : ", ") + model_.title(control.control);
    };
    if (state == ControlState::Missing) {
      for (const rules::FindingControl* control : rules::missing_controls(model_, finding)) {
        add(*control);
      }
      return names;
    }
    for (const rules::FindingControl& control : finding.controls) {
      if (control.state == state) {
        add(control);
      }
    }
    return names;
  }

  void write_finding(const Finding& finding) {
    const model::Threat& threat = model_.threats[finding.threat];
    const rules::Risk& risk = finding.risk;
    const model::EntityId party = finding.responsible.party;
    const source::Span place = model_.entities[finding.element].name_span;
    row({number(finding.number),
         finding.id,
         model_.title(finding.threat),
         threat.slug,
         rules::path_of(model_, finding.element),
         model_.label_of(finding.element),
         word(diagram::surface_of(model_, finding.threat)),
         diagram::impact_word(diagram::letter_of(model_, finding.threat)),
         std::string(rules::word(finding.status)),
         rules::level_text(risk.residual),
         number(risk.residual.low),
         number(risk.residual.high),
         rules::level_text(risk.score),
         number(risk.score.low),
         number(risk.score.high),
         controls(finding, ControlState::InPlace),
         controls(finding, ControlState::Planned),
         controls(finding, ControlState::Missing),
         std::string(rules::word(finding.responsible.who)),
         party ? model_.label_of(party) : "",
         finding.raised.empty() ? "" : finding.raised.front().because,
         diagram::treatment_note(model_, finding, false),
         model_.text_of(threat.entity, "url"),
         place ? sources_.file(place.file).name : "",
         place ? std::to_string(sources_.begin(place).line) : ""});
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const source::SourceMap& sources_;
  std::string text_;
};

}  // namespace

std::string csv_field(std::string_view text) {
  const std::string line = on_one_line(text);
  std::string field;
  bool at_start = true;  // of what some program takes for a field
  for (size_t at = 0; at < line.size(); ++at) {
    if (at_start && begins_formula(std::string_view(line).substr(at))) {
      field += '\'';
    }
    const char c = line[at];
    field += c;
    field += c == '"' ? "\"" : "";
    at_start = c == ',' || c == ';' || c == '|' || c == '"' || (at_start && c == ' ');
  }
  const bool plain = line.find_first_of(",;|\"'\t") == std::string::npos && field == line;
  return plain ? field : "\"" + field + "\"";
}

RenderResult render_csv(const RenderInput& input) {
  return {Register(input).write(), {}};
}

}  // namespace aixc::render
