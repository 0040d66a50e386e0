#include "compiler/serve/site.h"

#include <fmt/core.h>
#include <nlohmann/json.hpp>

#include "compiler/render/svg.h"
#include "compiler/render/svg/style.h"
#include "compiler/render/svg/writer.h"
#include "compiler/serve/page_texts.h"
#include "rules/duties.h"
#include "rules/totals.h"
#include "rules/words.h"

namespace aixc::serve {
namespace {

using Json = nlohmann::ordered_json;

constexpr int NotFound = 404;
constexpr int CannotBeMade = 500;
constexpr size_t MostHelp = 3;  // missing controls that are told
constexpr std::string_view Pictures = "/picture/";
constexpr std::string_view Exports = "/export/";

Json finding_json(const Compilation& good, const rules::Finding& finding) {
  const model::Model& model = good.model;
  Json json = {{"number", finding.number},
               {"title", model.title(finding.threat)},
               {"status", rules::word(finding.status)},
               {"level", ""},
               {"band", ""},
               {"because", finding.raised.empty() ? "" : finding.raised.front().because},
               {"helps", Json::array()},
               {"asks", Json::array()}};
  if (finding.status == rules::Status::Applies) {
    json["level"] = rules::level_text(finding.risk.residual);
    json["band"] = rules::word(rules::band_of(finding.risk.residual.high));
    for (const rules::FindingControl* control : rules::missing_controls(model, finding)) {
      if (json["helps"].size() < MostHelp) {
        json["helps"].push_back(model.title(control->control));
      }
    }
  }
  for (const rules::Question& question : good.assessment->questions) {
    for (const rules::Dependency& about : finding.depends_on) {
      if (about == question.about) {
        json["asks"].push_back(
            {{"path", rules::attribute_path(model, about.entity, about.attribute)},
             {"ask", question.ask}});
      }
    }
  }
  return json;
}

// Every element by the id of its card in the pictures.
Json cards_json(const Compilation& good) {
  const model::Model& model = good.model;
  const std::string prefix = render::PictureOptions().id_prefix;
  Json cards = Json::object();
  for (const model::EntityId id : model.elements) {
    const model::Entity& entity = model.entities[id];
    cards[render::id_of(prefix, entity.path)] = {
        {"path", entity.path},
        {"label", model.label_of(id)},
        {"kind", model.text(model.kinds[entity.kind].name)},
        {"place", rules::line_of(good.program.sources, entity.name_span)},
        {"findings", Json::array()}};
  }
  for (const rules::Finding& finding : good.assessment->findings) {
    const auto card = cards.find(render::id_of(prefix, model.entities[finding.element].path));
    if (card != cards.end() && finding.status != rules::Status::NotApplicable) {
      (*card)["findings"].push_back(finding_json(good, finding));
    }
  }
  return cards;
}

Response text(std::string_view type, std::string body) {
  return {.type = fmt::format("{}; charset=utf-8", type), .body = std::move(body)};
}

Response refused(int status, std::string reason) {
  return {.status = status, .body = std::move(reason)};
}

}  // namespace

void Site::show(Compilation compilation, std::string messages) {
  messages_ = std::move(messages);
  errors_ = compilation.sink.error_count();
  ++version_;
  if (compilation.assessment) {
    good_ = std::move(compilation);
    pictures_.clear();
  }
}

std::string Site::state() const {
  Json json = {{"version", version_},    {"title", name_},          {"summary", ""},
               {"stale", false},         {"messages", messages_},   {"problem", ""},
               {"views", Json::array()}, {"cards", Json::object()}, {"formats", Json::array()}};
  if (errors_ > 0) {
    json["problem"] = rules::counted(errors_, "error");
    json["stale"] = good_.assessment.has_value();
  } else if (!good_.assessment) {
    json["problem"] = "the file describes no system";
  }
  if (!good_.assessment) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
  }
  json["title"] = good_.model.label_of(good_.model.system);
  json["summary"] = rules::totals_text(good_.assessment->counts);
  json["cards"] = cards_json(good_);
  for (const render::ViewInfo& view : render::views_of(good_.model, *good_.assessment)) {
    json["views"].push_back(
        {{"name", view.name}, {"title", view.title}, {"description", view.description}});
  }
  for (const render::Format& format : render::formats()) {
    json["formats"].push_back({{"name", format.name}, {"description", format.description}});
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Response Site::picture(const std::string& view) {
  if (!good_.assessment) {
    return refused(NotFound, "there is no good picture yet\n");
  }
  const auto known = pictures_.find(view);
  if (known != pictures_.end()) {
    return text("image/svg+xml", known->second);
  }
  const render::RenderInput input = drawing_.input(good_);
  auto drawn = render::Pictures(input).draw(view, {.with_style = false});
  if (!drawn) {
    return refused(NotFound, "there is no such view\n");
  }
  return text("image/svg+xml", pictures_[view] = std::move(drawn->bytes));
}

Response Site::saved(const std::string& name) {
  const render::Format* format = render::find_format(name);
  if (format == nullptr || !good_.assessment) {
    return refused(NotFound, "there is no such format, or no system yet\n");
  }
  render::RenderResult result = drawing_.save(good_, *format);
  if (!result.error.empty()) {
    return refused(CannotBeMade, result.error + "\n");
  }
  return {.type = "application/octet-stream",
          .body = std::move(result.bytes),
          .file_name = "report" + std::string(format->extensions.front())};
}

Response Site::answer(const Request& request) {
  const std::string& path = request.path;
  if (path == "/") {
    return text("text/html", std::string(PageHtml));
  }
  if (path == "/page.css") {
    return text("text/css",
                render::style_sheet(render::Theme::Auto, render::StyleScope::WholePage) +
                    std::string(PageStyle));
  }
  if (path == "/page.js") {
    return text("text/javascript", std::string(PageScript));
  }
  if (path == "/state") {
    return text("application/json", state());
  }
  if (path == "/events") {
    return {.type = "text/event-stream",
            .body = fmt::format("data: {}\n\n", version_),
            .is_stream = true};
  }
  if (path.starts_with(Pictures)) {
    return picture(path.substr(Pictures.size()));
  }
  if (path.starts_with(Exports)) {
    return saved(path.substr(Exports.size()));
  }
  return refused(NotFound, "there is no such page\n");
}

}  // namespace aixc::serve
