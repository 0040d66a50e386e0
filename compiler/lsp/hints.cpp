// `textDocument/inlayHint`: findings and the worst risk behind each element;
// `textDocument/codeLens`: the totals above the system, with the command that opens the report.
#include <algorithm>

#include <fmt/core.h>

#include "compiler/lsp/features.h"
#include "compiler/lsp/pages.h"
#include "rules/totals.h"
#include "rules/words.h"

namespace aixc::lsp {
namespace {

using rules::Finding;
using rules::Status;

// What was found at one element, in numbers.
struct Tally {
  int applies = 0;
  int open = 0;
  int treated = 0;
  const Finding* worst = nullptr;  // of those that apply
};

Tally tally(const rules::Assessment& assessment, model::EntityId element) {
  Tally result;
  for (const Finding& finding : assessment.findings) {
    if (finding.element != element || finding.status == Status::NotApplicable) {
      continue;
    }
    if (finding.status == Status::Applies) {
      ++result.applies;
      const bool worse =
          result.worst == nullptr || finding.risk.residual.high > result.worst->risk.residual.high;
      result.worst = worse ? &finding : result.worst;
    } else if (finding.status == Status::Open) {
      ++result.open;
    } else {
      ++result.treated;
    }
  }
  return result;
}

// `2 threats, high · 1 open`
std::string summary(const Tally& tally) {
  std::string text;
  const auto add = [&](const std::string& part) { text += (text.empty() ? "" : " · ") + part; };
  if (tally.applies > 0) {
    const std::string level = rules::level_text(tally.worst->risk.residual);
    add(rules::counted(static_cast<size_t>(tally.applies), "threat") +
        (level.empty() ? "" : ", " + level));
  }
  if (tally.open > 0) {
    add(fmt::format("{} open", tally.open));
  }
  if (tally.treated > 0) {
    add(fmt::format("{} treated", tally.treated));
  }
  return text;
}

// Behind the name, or the label if there is one.
uint32_t end_of_title(const Analysis& analysis, const model::Entity& entity) {
  const std::string_view text = analysis.sources().file(entity.name_span.file).text;
  const size_t quote = text.find_first_not_of(" \t", entity.name_span.end);
  if (quote == std::string_view::npos || text[quote] != '"') {
    return entity.name_span.end;
  }
  size_t end = quote + 1;
  while (end < entity.span.end && text[end] != '"') {
    end += text[end] == '\\' ? 2 : 1;
  }
  return static_cast<uint32_t>(std::min<size_t>(end + 1, entity.span.end));
}

Json lens(const Range& range, std::string title, std::string_view command, const Json& uri) {
  return {{"range", to_json(range)},
          {"command",
           {{"title", std::move(title)}, {"command", command}, {"arguments", Json::array({uri})}}}};
}

}  // namespace

Reply inlay_hints(Session& session, const Json& params) {
  const Range wanted = range_from(params.at("range"));
  const auto place = document_of(session, params, true);
  if (!place) {
    return Json();
  }
  Json list = Json::array();
  const model::Model& model = place->analysis.model();
  for (const model::EntityId id :
       place->analysis.assessment() ? model.elements : std::vector<model::EntityId>()) {
    const model::Entity& entity = model.entities[id];
    if (entity.name_span.file != place->file) {
      continue;
    }
    const Position at = place->positions.position(end_of_title(place->analysis, entity));
    const std::string text = summary(tally(*place->analysis.assessment(), id));
    if (text.empty() || at < wanted.start || wanted.end < at) {
      continue;
    }
    Json hint = {{"position", to_json(at)}, {"label", text}, {"paddingLeft", true}};
    if (session.client.markdown) {
      hint["tooltip"] = {{"kind", "markdown"}, {"value", Pages(place->analysis).of(id)}};
    }
    list.push_back(std::move(hint));
  }
  return list;
}

Reply code_lenses(Session& session, const Json& params) {
  const auto place = document_of(session, params, true);
  if (!place || !place->analysis.assessment()) {
    return Json::array();
  }
  const model::EntityId system = place->analysis.model().system;
  const model::Entity& entity = place->analysis.model().entities[system];
  if (entity.span.file != place->file) {
    return Json::array();
  }
  const rules::Assessment& assessment = *place->analysis.assessment();
  const Range range = place->positions.range(entity.span.begin, entity.name_span.end);
  const Json& uri = params["textDocument"]["uri"];
  Json list =
      Json::array({lens(range, rules::totals_text(assessment.counts), "aixc.showReport", uri)});
  if (!assessment.questions.empty()) {
    list.push_back(lens(range, rules::counted(assessment.questions.size(), "question"),
                        "aixc.showQuestions", uri));
  }
  return list;
}

}  // namespace aixc::lsp
