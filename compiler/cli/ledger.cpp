// `aixc ledger FILE`: every threat of the library against the system.
#include <algorithm>
#include <ostream>

#include <fmt/core.h>

#include "compiler/cli/command.h"
#include "compiler/cli/session.h"
#include "compiler/render/json_parts.h"
#include "compiler/render/paint.h"
#include "rules/words.h"

namespace aixc::cli {
namespace {

using render::Json;

std::string places_of(const Compilation& compilation, const rules::LedgerRow& row) {
  std::string text;
  for (const rules::FindingId id : row.findings) {
    const rules::Finding& finding = compilation.assessment->findings[id];
    if (finding.status == row.status && finding.element != compilation.model.system) {
      text += (text.empty() ? " on " : ", ") + rules::path_of(compilation.model, finding.element);
    }
  }
  return text;
}

void print(const Compilation& compilation, const render::Paint& paint, World& world) {
  constexpr size_t StatusWidth = 16;
  for (const rules::LedgerRow& row : compilation.assessment->ledger) {
    std::string status = render::padded(rules::word(row.status), StatusWidth);
    switch (row.status) {
      case rules::Status::Applies:
        status = paint.bad(status);
        break;
      case rules::Status::Open:
        status = paint.note(status);
        break;
      case rules::Status::Countered:
      case rules::Status::Accepted:
      case rules::Status::Transferred:
      case rules::Status::Avoided:
        status = paint.good(status);
        break;
      case rules::Status::NotApplicable:
        status = paint.muted(status);
        break;
    }
    const std::string title = compilation.model.title(row.threat) + places_of(compilation, row);
    world.out << render::paragraph(status, title, StatusWidth);
    if (!row.because.empty()) {
      world.out << render::paragraph(std::string(StatusWidth, ' '), row.because, StatusWidth);
    }
  }
}

int run_ledger(const Options& options, World& world) {
  const Outcome outcome = compile_system(options.words.front(), options, world);
  if (outcome.code != Clean) {
    return outcome.code;
  }
  const Compilation& compilation = outcome.compilation;
  if (!options.json) {
    print(compilation, render::Paint(colors_output(options, world)), world);
    return Clean;
  }
  const render::JsonParts parts(compilation.model, *compilation.assessment,
                                compilation.program.sources);
  Json rows = Json::array();
  for (const rules::LedgerRow& row : compilation.assessment->ledger) {
    rows.push_back(parts.ledger_row(row));
  }
  world.out << render::to_string(rows);
  return Clean;
}

}  // namespace

Command ledger_command() {
  return {
      .name = "ledger",
      .arguments = "FILE",
      .summary = "every threat of the library against the system, with its reason",
      .description =
          "One row for each threat that the library knows: applies, open, countered, accepted, "
          "transferred, avoided or not applicable, and why. What is not drawn is absent, and the "
          "ledger says so: an auditor can see that nothing was forgotten.",
      .options = with_reading({&option::Json}),
      .examples = {{"aixc ledger model.aisys", "the whole table"},
                   {"aixc ledger model.aisys --json", "the same for scripts"}},
      .least_words = 1,
      .most_words = 1,
      .run = run_ledger,
  };
}

}  // namespace aixc::cli
