#include "compiler/render/text.h"

#include <algorithm>
#include <iterator>

#include <fmt/core.h>

#include "compiler/model/places.h"
#include "compiler/render/paint.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using rules::ControlState;
using rules::Finding;
using rules::Status;

constexpr size_t MostMissing = 4;
constexpr size_t RegisterIndent = 18;  // number, level, then the text
// Of one finding. Room for all of them is made at once: a text that grows is held twice.
constexpr size_t UsualBytes = 256;

class TextReport {
 public:
  explicit TextReport(const RenderInput& input)
      : model_(input.model),
        assessment_(input.assessment),
        sources_(input.sources),
        paint_(input.options.color),
        brief_(input.options.brief) {}

  std::string write() {
    text_.reserve(assessment_.findings.size() * UsualBytes);
    head();
    for (const Finding& finding : assessment_.findings) {
      if (finding.status != Status::NotApplicable && finding.status != Status::Open) {
        write_finding(finding);
      }
    }
    scenarios();
    violations();
    open();
    to_verify();
    return std::move(text_);
  }

 private:
  void head() {
    text_ += fmt::format("{}: {}", paint_.bold(model_.label_of(model_.system)),
                         rules::counted(model::count_elements(model_), "element"));
    if (const size_t places = model::count_boundaries(model_); places > 0) {
      text_ += ", " + rules::counted(places, "boundary", "boundaries");
    }
    text_ += fmt::format(", {}\n", rules::counted(model_.flows.size(), "flow"));
    text_ += counts_line(assessment_) + "\n";
  }

  // `first` is a level or a status; the rest of the lines stands under the title.
  void entry(std::string_view number, const std::string& first, const std::string& title) {
    // In a brief report the entries stand together, below one empty line.
    text_ += fmt::format("{}{:>4}  {}", brief_ && entries_ > 0 ? "" : "\n", number, first);
    ++entries_;
    text_ += paragraph("", paint_.bold(title), RegisterIndent);
  }

  void detail(std::string_view what, std::string_view text) {
    if (!text.empty() && !brief_) {
      const std::string lead = what.empty() ? "" : fmt::format("{}: ", what);
      text_ +=
          paragraph(std::string(RegisterIndent, ' '), lead + std::string(text), RegisterIndent);
    }
  }

  std::string title_of(const Finding& finding) const {
    const std::string& threat = model_.title(finding.threat);
    if (finding.element == model_.system) {
      return threat;
    }
    return fmt::format("{} on {}", threat, rules::path_of(model_, finding.element));
  }

  void write_finding(const Finding& finding) {
    const rules::Band band = rules::band_of(finding.risk.residual.high);
    const bool applies = finding.status == Status::Applies;
    const std::string_view first = applies ? rules::word(band) : rules::word(finding.status);
    const std::string shown = padded(first, RegisterIndent - 6);
    const std::string number = finding.number > 0 ? std::to_string(finding.number) : "";
    entry(number, applies ? paint_.level(band, shown) : paint_.muted(shown), title_of(finding));
    if (!finding.raised.empty()) {
      detail("", finding.raised.front().because);
    }
    variants(finding);
    controls(finding, ControlState::InPlace);
    controls(finding, ControlState::Planned);
    controls(finding, ControlState::Considered);
    if (applies) {
      missing_controls(finding);
    }
    treatment(finding);
    const std::string place = rules::line_of(sources_, model_.entities[finding.element].name_span);
    if (!place.empty() && !brief_) {
      text_ += fmt::format("{:{}}{}\n", "", RegisterIndent, paint_.muted("at " + place));
    }
  }

  void variants(const Finding& finding) {
    std::string names;
    for (const model::ThreatId variant : finding.variants) {
      names += (names.empty() ? "" : ", ") + rules::lower_first(model_.title(variant));
    }
    detail("as", names);
  }

  void controls(const Finding& finding, ControlState state) {
    std::string names;
    for (const rules::FindingControl& control : finding.controls) {
      if (control.state != state) {
        continue;
      }
      names += (names.empty() ? "" : ", ") + rules::lower_first(model_.title(control.control));
      if (!control.coverage.empty()) {
        names += fmt::format(" ({})", control.coverage);
      }
    }
    detail(rules::word(state), names);
  }

  void missing_controls(const Finding& finding) {
    const auto missing = rules::missing_controls(model_, finding);
    std::string names;
    for (size_t i = 0; i < std::min(missing.size(), MostMissing); ++i) {
      names += (i == 0 ? "" : ", ") + rules::lower_first(model_.title(missing[i]->control));
    }
    if (missing.size() > MostMissing) {
      names += fmt::format(" and {} more", missing.size() - MostMissing);
    }
    detail("missing", names);
  }

  void treatment(const Finding& finding) {
    if (!finding.treatment) {
      return;
    }
    const model::Treatment& treatment = model_.treatments[finding.treatment];
    std::string text = rules::treatment_text(model_, treatment, "reason");
    for (const std::string_view attribute : {"by", "until", "evidence"}) {
      const std::string given = rules::treatment_text(model_, treatment, attribute);
      if (!given.empty()) {
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", attribute, given);
      }
    }
    if (treatment.party) {
      text = fmt::format("to {}{}{}", model_.label_of(treatment.party), text.empty() ? "" : ", ",
                         text);
    }
    detail(rules::word(finding.status), text);
  }

  void scenarios() {
    for (const rules::Scenario& scenario : assessment_.scenarios) {
      if (scenario.truth != rules::Truth::True) {
        continue;
      }
      entry("", paint_.bad(padded("scenario", RegisterIndent - 6)),
            fmt::format("{} on {}", model_.title(scenario.threat),
                        rules::path_of(model_, scenario.element)));
      detail("", scenario.because);
      int number = 0;
      for (const rules::ScenarioStep& step : scenario.steps) {
        detail(fmt::format("step {}", ++number), step.text);
      }
    }
  }

  void violations() {
    for (const rules::Violation& violation : assessment_.violations) {
      const std::string first =
          padded(violation.error ? "violation" : "warning", RegisterIndent - 6);
      entry("", violation.error ? paint_.bad(first) : paint_.warning(first), violation.message);
      detail("policy", model_.text(model_.policies[violation.policy].name));
      detail("at", rules::line_of(sources_, violation.place));
    }
  }

  // Open findings are told by the questions that settle them.
  void open() {
    for (const rules::Question& question : assessment_.questions) {
      std::string number = "?";
      std::string names;
      for (const rules::FindingId id : question.settles) {
        const Finding& finding = assessment_.findings[id];
        const std::string own = finding.number > 0 ? std::to_string(finding.number) : "";
        number = names.empty() && !own.empty() ? own : number;
        names += fmt::format("{}{}{}{}", names.empty() ? "" : ", ", own, own.empty() ? "" : " ",
                             rules::lower_first(title_of(finding)));
      }
      entry(number, paint_.note(padded("open", RegisterIndent - 6)), question.ask);
      detail("settles", names);
      detail("answer with",
             rules::attribute_path(model_, question.about.entity, question.about.attribute));
    }
  }

  void to_verify() {
    const rules::FindingIndex findings(assessment_);
    for (const rules::ToVerify& row : assessment_.to_verify) {
      entry("", paint_.note(padded("to verify", RegisterIndent - 6)),
            fmt::format("{} on {}", model_.title(row.threat), rules::path_of(model_, row.element)));
      detail("", row.because);
      if (const Finding* finding = findings.of(row)) {
        detail("", rules::ways_without_word(model_, *finding));
      }
    }
  }

  const model::Model& model_;
  const rules::Assessment& assessment_;
  const source::SourceMap& sources_;
  Paint paint_;
  bool brief_;
  int entries_ = 0;
  std::string text_;
};

}  // namespace

std::string counts_line(const rules::Assessment& assessment) {
  const rules::Counts& counts = assessment.counts;
  std::string text =
      fmt::format("{} {}", rules::counted(static_cast<size_t>(counts.applies), "threat"),
                  counts.applies == 1 ? "applies" : "apply");
  std::string levels;
  const auto add = [](std::string& to, int number, std::string_view what) {
    if (number > 0) {
      fmt::format_to(std::back_inserter(to), "{}{} {}", to.empty() ? "" : ", ", number, what);
    }
  };
  add(levels, counts.critical, "critical");
  add(levels, counts.high, "high");
  add(levels, counts.medium, "medium");
  add(levels, counts.low, "low");
  if (!levels.empty()) {
    text += " (" + levels + ")";
  }
  add(text, counts.countered, "countered");
  add(text, counts.accepted, "accepted");
  add(text, counts.transferred, "transferred");
  add(text, counts.avoided, "avoided");
  add(text, counts.open, "open");
  return text;
}

RenderResult render_text(const RenderInput& input) {
  return {TextReport(input).write(), {}};
}

}  // namespace aixc::render
