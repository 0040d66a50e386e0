// `textDocument/codeAction`: what mends a diagnostic, and what settles or treats a finding at the
// element under the caret.
#include <algorithm>
#include <filesystem>

#include <fmt/core.h>

#include "compiler/cli/ask.h"
#include "compiler/cli/what_if.h"
#include "compiler/lsp/features.h"
#include "rules/duties.h"
#include "rules/words.h"

namespace aixc::lsp {
namespace {

using model::EntityId;
using rules::Finding;
using rules::Status;

constexpr size_t MostTries = 12;    // assessments that one request may make
constexpr size_t MostControls = 5;  // those that help most
constexpr size_t MostThreats = 8;
constexpr int32_t DaysToReview = 90;

class Actions {
 public:
  Actions(Session& session, Place& place, const Json& params)
      : session_(session), place_(place), analysis_(place.analysis), params_(params) {
    only_ = params.at("context").contains("only") ? params["context"]["only"] : Json();
  }

  Json run() {
    if (wanted("quickfix")) {
      for (const Json& diagnostic : params_["context"].at("diagnostics")) {
        mend(diagnostic);
      }
    }
    const EntityId element = analysis_.entity_around(place_.file, place_.offset);
    if (wanted("refactor.rewrite") && element && analysis_.assessment()) {
      answer_questions(element);
      treat(element);
    }
    return std::move(list_);
  }

 private:
  bool wanted(std::string_view kind) const {
    return only_.is_null() || std::ranges::any_of(only_, [&](const Json& one) {
             return kind.starts_with(one.get<std::string>());
           });
  }

  Json& add(std::string title, std::string_view kind, const std::vector<TextEdit>& edits) {
    list_.push_back({{"title", std::move(title)},
                     {"kind", kind},
                     {"edit", workspace_edit(session_, analysis_, edits)}});
    return list_.back();
  }

  // ---- diagnostics ------------------------------------------------------------------------------

  void mend(const Json& diagnostic) {
    if (const auto data = diagnostic.find("data"); data != diagnostic.end()) {
      const source::FileId file =
          analysis_.file(session_.documents.path_of(data->at("uri").get<std::string>()));
      if (file) {
        const PositionMap positions(analysis_.sources().file(file).text, session_.encoding);
        const Range range = range_from(data->at("range"));
        const auto text = data->at("replacement").get<std::string>();
        const source::Span span{file, positions.offset(range.start), positions.offset(range.end)};
        Json& action = add(title_of(span, text), "quickfix", {{span, text}});
        action["diagnostics"] = Json::array({diagnostic});
        action["isPreferred"] = true;
      }
    }
    import_library(diagnostic);
  }

  std::string title_of(source::Span span, const std::string& text) const {
    const std::string_view before = analysis_.sources().text(span);
    return before.empty() ? fmt::format("insert `{}`", text)
           : text.empty() ? fmt::format("remove `{}`", before)
                          : fmt::format("replace `{}` by `{}`", before, text);
  }

  // A name that nothing declares here, but another file of the workspace does.
  void import_library(const Json& diagnostic) {
    const Range range = range_from(diagnostic.at("range"));
    const source::Span span{place_.file, place_.positions.offset(range.start),
                            place_.positions.offset(range.end)};
    const std::string name(analysis_.sources().text(span));
    const std::string own = analysis_.sources().path(place_.file);
    for (const std::string& path : session_.workspace.declaring(name)) {
      if (analysis_.file(path)) {
        continue;
      }
      const std::string written = std::filesystem::path(path)
                                      .lexically_relative(std::filesystem::path(own).parent_path())
                                      .generic_string();
      Json& action = add(fmt::format("import \"{}\", which declares `{}`", written, name),
                         "quickfix", {{import_place(), fmt::format("import \"{}\"\n", written)}});
      action["diagnostics"] = Json::array({diagnostic});
    }
  }

  // Below the imports that there are, else at the top.
  source::Span import_place() const {
    uint32_t at = 0;
    for (const ast::Statement& statement : analysis_.tree(place_.file).statements) {
      if (const auto* import = std::get_if<ast::Import>(&statement)) {
        const uint32_t line = place_.positions.position(import->span.end).line;
        at = line + 1 < place_.positions.lines() ? place_.positions.line_begin(line + 1) : at;
      }
    }
    return {place_.file, at, at};
  }

  // ---- findings ---------------------------------------------------------------------------------

  void answer_questions(EntityId element) {
    size_t tries = 0;
    for (const rules::Question& question : analysis_.assessment()->questions) {
      if (question.about.entity != element) {
        continue;
      }
      for (const model::Value& value :
           cli::answers_to_try(analysis_.model().attributes[question.about.attribute])) {
        if (tries++ < MostTries && !session_.cancelled()) {
          answer(question, value);
        }
      }
    }
  }

  void answer(const rules::Question& question, const model::Value& value) {
    const model::Model& model = analysis_.model();
    const std::string written = rules::value_text(model, value);
    const cli::Edit edit = cli::attribute_edit(analysis_.compilation(), question.about, written);
    if (edit) {
      add(fmt::format("answer `{}: {}`: {}",
                      model.text(model.attributes[question.about.attribute].name), written,
                      effect(question, value)),
          "refactor.rewrite", {{edit.span, edit.replacement}});
    }
  }

  // What becomes of the open findings that wait for the answer.
  std::string effect(const rules::Question& question, const model::Value& value) {
    const rules::Assessment then = analysis_.what_if().with_value(question.about, value);
    std::string raised;
    std::string dismissed;
    for (const rules::FindingId id : question.settles) {
      const Finding& before = analysis_.assessment()->findings[id];
      const Finding* now = cli::find_finding(then, before.id);
      const bool gone = now == nullptr || now->status == Status::NotApplicable;
      if (gone || now->status != Status::Open) {
        std::string& into = gone ? dismissed : raised;
        into +=
            (into.empty() ? "" : ", ") + rules::lower_first(analysis_.model().title(before.threat));
      }
    }
    std::string text = raised.empty() ? "" : "raises " + raised;
    if (!dismissed.empty()) {
      text += (text.empty() ? "" : "; ") + ("dismisses " + dismissed);
    }
    return text.empty() ? "leaves it open" : text;
  }

  void treat(EntityId element) {
    std::vector<model::ControlId> offered;
    size_t threats = 0;
    for (const Finding& finding : analysis_.assessment()->findings) {
      if (finding.element != element || finding.status != Status::Applies ||
          threats++ == MostThreats) {
        continue;
      }
      for (const rules::FindingControl* control :
           rules::missing_controls(analysis_.model(), finding)) {
        const bool is_new = std::ranges::find(offered, control->control) == offered.end();
        if (is_new && offered.size() < MostControls) {
          offered.push_back(control->control);
          implement(control->control, finding);
        }
      }
      accept(finding);
    }
  }

  void implement(model::ControlId control, const Finding& finding) {
    const model::Model& model = analysis_.model();
    const std::string statement = fmt::format("implement {} on {} {{ status: planned }}",
                                              model.name_of(model.controls[control].entity),
                                              rules::path_of(model, finding.element));
    add(fmt::format("implement {}, against {}", model.title(control),
                    rules::lower_first(model.title(finding.threat))),
        "refactor.rewrite", {at_end(statement)});
  }

  // Reason, name and date are for a person to fill in.
  void accept(const Finding& finding) {
    const model::Model& model = analysis_.model();
    const model::Date until{analysis_.project().options.assess.today.days + DaysToReview};
    const std::string statement =
        fmt::format("accept {} on {} {{ reason: \"…\", by: \"…\", until: {} }}",
                    model.name_of(model.threats[finding.threat].entity),
                    rules::path_of(model, finding.element), model::format_date(until));
    add(fmt::format("accept {} for now: fill in reason, name and date",
                    rules::lower_first(model.title(finding.threat))),
        "refactor.rewrite", {at_end(statement)});
  }

  // On a line of its own at the end of the text.
  TextEdit at_end(const std::string& statement) const {
    const std::string_view text = analysis_.sources().file(place_.file).text;
    const auto end = static_cast<uint32_t>(text.size());
    const bool breaks = text.empty() || text.ends_with('\n');
    return {{place_.file, end, end}, (breaks ? "" : "\n") + statement + "\n"};
  }

  Session& session_;
  Place& place_;
  Analysis& analysis_;
  const Json& params_;
  Json only_;
  Json list_ = Json::array();
};

}  // namespace

Reply code_actions(Session& session, const Json& params) {
  const Range range = range_from(params.at("range"));
  auto place = document_of(session, params, true);
  if (!place) {
    return Json();
  }
  place->offset = place->positions.offset(range.start);
  return Actions(session, *place, params).run();
}

}  // namespace aixc::lsp
