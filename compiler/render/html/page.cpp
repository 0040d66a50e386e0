#include "compiler/render/html/page.h"

#include <algorithm>

#include <fmt/format.h>

#include "compiler/render/svg/map.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;

void add_flow(std::vector<std::string>& ids, const Page& page, model::FlowId flow) {
  const int drawn = flow ? page.parts.flows[flow.value] : -1;
  if (drawn >= 0) {
    const std::string id = id_of(MapPrefix, page.view.map.flows[static_cast<size_t>(drawn)].id);
    ids.push_back(id);
    ids.push_back(label_id(id));
  }
}

void add_element(std::vector<std::string>& ids, const Page& page, EntityId element) {
  const std::string id = map_id(page, element);
  if (!id.empty() && std::ranges::find(ids, id) == ids.end()) {
    ids.push_back(id);
  }
}

}  // namespace

std::string finding_anchor(const rules::Finding& finding) {
  return id_of("finding-", finding.id);
}

std::string row_anchor(const rules::Finding& finding) {
  return id_of("row-", finding.id);
}

std::string test_anchor(const rules::Finding& finding) {
  return id_of("test-", finding.id);
}

std::string element_anchor(const model::Model& model, EntityId element) {
  return id_of("element-", rules::path_of(model, element));
}

std::string scenario_anchor(const model::Model& model, const rules::Scenario& scenario) {
  const model::EntityId threat = model.threats[scenario.threat].entity;
  return id_of("scenario-", fmt::format("{}@{}", model.name_of(threat),
                                        rules::path_of(model, scenario.element)));
}

std::string question_anchor(const model::Model& model, const rules::Question& question) {
  return id_of("question-",
               rules::attribute_path(model, question.about.entity, question.about.attribute));
}

std::string map_id(const Page& page, EntityId element) {
  const auto& elements = page.model.elements;
  const bool drawn = std::ranges::find(elements, element) != elements.end();
  return drawn ? id_of(MapPrefix, page.model.entities[element].path) : std::string();
}

std::string path_attribute(const Page& page, const rules::Finding& finding) {
  std::vector<std::string> ids;
  if (!finding.raised.empty()) {
    const rules::Witness& way = finding.raised.front().reason.witness;
    if (!way.empty()) {
      add_element(ids, page, way.start);
    }
    for (const rules::WitnessStep& step : way.steps) {
      add_flow(ids, page, step.flow);
      add_element(ids, page, step.to);
    }
  }
  add_element(ids, page, finding.element);
  std::string all;
  for (const std::string& id : ids) {
    all += (all.empty() ? "" : " ") + id;
  }
  return all.empty() ? std::string() : attribute("data-path", all);
}

void write_sign(HtmlWriter& html, std::string_view name) {
  html.raw(
      fmt::format("<svg class=\"sign\" aria-hidden=\"true\"><use href=\"#sign-{}\"/></svg>", name));
}

void write_level(HtmlWriter& html, rules::Band band) {
  const std::string_view word = rules::word(band);
  html.open("span", fmt::format(" class=\"level level-{}\"", word));
  write_sign(html, word);
  html.raw(word).close("span");
}

void write_level(HtmlWriter& html, rules::Interval score, bool with_score) {
  if (score.high <= 0) {
    html.raw("<span class=\"quiet\">not rated</span>");
    return;
  }
  const std::string_view worst = rules::word(rules::band_of(score.high));
  html.open("span", fmt::format(" class=\"level level-{}\"", worst));
  write_sign(html, worst);
  html.raw(rules::level_text(score));
  if (with_score) {
    html.raw(" ").raw(rules::number_text(score));
  }
  html.close("span");
}

void write_status(HtmlWriter& html, rules::Status status) {
  html.open("span", " class=\"status\"");
  if (status != rules::Status::Applies && status != rules::Status::NotApplicable) {
    write_sign(html, rules::word(status));
  }
  html.raw(rules::word(status)).close("span");
}

void write_standing(HtmlWriter& html, const rules::Finding& finding) {
  if (finding.status == rules::Status::Applies) {
    write_level(html, finding.risk.residual);
  } else {
    write_status(html, finding.status);
  }
}

void write_control_state(HtmlWriter& html, rules::ControlState state) {
  const bool considered = state == rules::ControlState::Considered;
  const std::string id = considered ? std::string("missing") : rules::id_of(rules::word(state));
  html.open("span", fmt::format(" class=\"state state-{}\"", id));
  write_sign(html, id);
  html.raw(rules::word(state)).close("span");
}

void write_number(HtmlWriter& html, const rules::Finding& finding) {
  const bool treated = finding.status != rules::Status::Applies;
  if (finding.number > 0) {
    html.raw(fmt::format("<span class=\"number{}\">{}</span>", treated ? " treated" : "",
                         finding.number));
  } else {
    html.raw("<span class=\"number treated\" aria-label=\"without number\">–</span>");
  }
}

std::string place_of(const Page& page, const rules::Finding& finding) {
  return finding.element == page.model.system ? "whole system"
                                              : page.model.label_of(finding.element);
}

void write_finding_link(HtmlWriter& html, const Page& page, const rules::Finding& finding) {
  html.open("a", attribute("href", "#" + finding_anchor(finding)) + " class=\"finding-link\"" +
                     path_attribute(page, finding));
  write_number(html, finding);
  html.raw(" ").text(page.model.title(finding.threat));
  html.raw(" <span class=\"quiet\">").text(place_of(page, finding)).raw("</span></a>");
}

void write_finding_links(HtmlWriter& html, const Page& page,
                         const std::vector<rules::FindingId>& findings) {
  html.open("ul", " class=\"links\"");
  for (const rules::FindingId id : findings) {
    html.open("li");
    write_finding_link(html, page, page.assessment.findings[id]);
    html.close("li");
  }
  html.close("ul");
}

void write_tree(HtmlWriter& html, const Tree& tree) {
  html.text(tree.text);
  if (tree.children.empty()) {
    return;
  }
  html.open("ul");
  for (const Tree& child : tree.children) {
    html.open("li");
    write_tree(html, child);
    html.close("li");
  }
  html.close("ul");
}

std::vector<std::string> texts_of(const model::Model& model, EntityId entity,
                                  std::string_view attribute) {
  const model::Value* value = model.given(entity, attribute);
  std::vector<std::string> texts;
  const auto add = [&](const model::Value& one) {
    const auto* text = std::get_if<std::string>(&one.data);
    texts.push_back(text != nullptr ? *text : rules::value_text(model, one));
  };
  if (value == nullptr || value->is_unknown()) {
    return texts;
  }
  if (const auto* list = std::get_if<model::ValueList>(&value->data)) {
    for (const model::Value& one : *list) {
      add(one);
    }
  } else {
    add(*value);
  }
  return texts;
}

void open_frame(HtmlWriter& html, std::string_view label) {
  html.open("div",
            attribute("aria-label", label) + " class=\"frame\" role=\"region\" tabindex=\"0\"");
}

void open_table(HtmlWriter& html, std::string_view id, std::string_view caption,
                const std::vector<std::string_view>& heads, std::string_view attributes) {
  open_frame(html, caption);
  html.open("table", attribute("id", id) + std::string(attributes));
  html.element("caption", caption).raw("<thead><tr>");
  for (const std::string_view head : heads) {
    html.element("th", head, " scope=\"col\"");
  }
  html.raw("</tr></thead>\n<tbody>\n");
}

void close_table(HtmlWriter& html) {
  html.raw("</tbody>").close("table").close("div");
}

}  // namespace aixc::render
