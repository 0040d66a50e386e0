// What the verdicts rest on: the system as it was described, what was assumed, how to read it.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "compiler/model/places.h"
#include "compiler/render/html/page.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;

// `trust: untrusted, exposure: public`, in the order written.
std::string attributes_text(const Page& page, EntityId entity) {
  std::vector<const model::Assignment*> written;
  for (const model::Assignment& one : page.model.entities[entity].attributes) {
    written.push_back(&one);
  }
  std::ranges::sort(written, {}, [](const model::Assignment* it) { return it->name_span; });
  std::string text;
  for (const model::Assignment* one : written) {
    text += fmt::format("{}{}: {}", text.empty() ? "" : ", ",
                        page.model.text(page.model.attributes[one->attribute].name),
                        rules::value_text(page.model, one->value));
  }
  return text;
}

void write_attributes(HtmlWriter& html, const Page& page, EntityId entity) {
  const std::string text = entity ? attributes_text(page, entity) : std::string();
  html.raw("<td data-label=\"Said of it\">");
  if (text.empty()) {
    html.raw("–");
  } else {
    html.element("code", text);
  }
  html.raw("</td>");
}

void write_place(HtmlWriter& html, const Page& page, source::Span span) {
  html.element("td", rules::line_of(page.sources, span), " class=\"quiet\" data-label=\"Line\"");
}

void write_elements(HtmlWriter& html, const Page& page) {
  open_table(html, "elements-table", "Elements",
             {"Element", "Kind", "Path", "Operated by", "Said of it", "Line"},
             " class=\"stacking\"");
  const auto row = [&](EntityId id) {
    const model::Entity& entity = page.model.entities[id];
    html.open("tr", attribute("id", element_anchor(page.model, id)));
    html.element("th", entity.label, " scope=\"row\" data-label=\"Element\"");
    html.element("td", page.model.kinds[entity.kind].label, " data-label=\"Kind\"");
    html.raw("<td data-label=\"Path\"><code>")
        .text(rules::path_of(page.model, id))
        .raw("</code></td>");
    html.element("td", entity.party ? page.model.label_of(entity.party) : "–",
                 " data-label=\"Operated by\"");
    write_attributes(html, page, id);
    write_place(html, page, entity.name_span);
    html.close("tr");
  };
  row(page.model.system);
  for (const EntityId element : page.model.elements) {
    row(element);
  }
  close_table(html);
}

void write_flows(HtmlWriter& html, const Page& page) {
  if (page.model.flows.empty()) {
    return;
  }
  open_table(html, "flows-table", "Flows",
             {"From", "To", "Carries", "Crosses", "Said of it", "Line"}, " class=\"stacking\"");
  for (const model::Flow& flow : page.model.flows) {
    std::string payload = flow.payload_label;
    for (const EntityId data : flow.payload) {
      payload += (payload.empty() ? "" : ", ") + page.model.label_of(data);
    }
    std::string crosses;
    for (const EntityId boundary : model::boundaries_crossed(page.model, flow)) {
      crosses += (crosses.empty() ? "" : ", ") + page.model.label_of(boundary);
    }
    html.open("tr").element("th", page.model.label_of(flow.from),
                            " scope=\"row\" data-label=\"From\"");
    html.element("td", page.model.label_of(flow.to), " data-label=\"To\"");
    html.element("td", payload.empty() ? "–" : payload, " data-label=\"Carries\"");
    html.element("td", crosses.empty() ? "–" : crosses, " data-label=\"Crosses\"");
    write_attributes(html, page, flow.entity);
    write_place(html, page, flow.edge_span);
    html.close("tr");
  }
  close_table(html);
}

void write_others(HtmlWriter& html, const Page& page, std::string_view id, std::string_view caption,
                  const std::vector<EntityId>& entities) {
  if (entities.empty()) {
    return;
  }
  open_table(html, id, caption, {"Name", "Said of it", "Line"}, " class=\"stacking\"");
  for (const EntityId entity : entities) {
    html.open("tr", attribute("id", element_anchor(page.model, entity)));
    html.element("th", page.model.label_of(entity), " scope=\"row\" data-label=\"Name\"");
    write_attributes(html, page, entity);
    write_place(html, page, page.model.entities[entity].name_span);
    html.close("tr");
  }
  close_table(html);
}

}  // namespace

void write_assumptions(HtmlWriter& html, const Page& page) {
  std::map<rules::Dependency, std::vector<rules::FindingId>> assumptions;
  for (size_t i = 0; i < page.assessment.findings.size(); ++i) {
    const rules::FindingId id(i);
    if (page.assessment.findings[id].status == rules::Status::NotApplicable) {
      continue;
    }
    for (const rules::Dependency& about : page.assessment.findings[id].assumed) {
      assumptions[about].push_back(id);
    }
  }
  if (assumptions.empty()) {
    return;
  }
  open_table(html, "assumptions-table", "Values that nobody stated and that verdicts rest on",
             {"Attribute", "Assumed", "Findings that rest on it"}, " class=\"stacking\"");
  std::map<rules::Dependency, const model::Value*> values;
  for (const rules::Fact& fact : page.assessment.facts) {
    if (fact.origin == rules::Origin::Assumed) {
      values.try_emplace({fact.entity, fact.attribute}, &fact.value);
    }
  }
  for (const auto& [about, findings] : assumptions) {
    const auto known = values.find(about);
    const std::string value =
        known == values.end() ? "–" : rules::value_text(page.model, *known->second);
    html.raw("<tr><th scope=\"row\" data-label=\"Attribute\"><code>");
    html.text(rules::attribute_path(page.model, about.entity, about.attribute)).raw("</code></th>");
    html.raw("<td data-label=\"Assumed\"><code>").text(value).raw("</code></td>");
    html.raw("<td data-label=\"Findings that rest on it\">");
    write_finding_links(html, page, findings);
    html.raw("</td>").close("tr");
  }
  close_table(html);
}

void write_system(HtmlWriter& html, const Page& page) {
  write_elements(html, page);
  write_flows(html, page);
  write_others(html, page, "data-table", "Data", page.model.data);
  write_others(html, page, "parties-table", "Parties", page.model.parties);
}

void write_method(HtmlWriter& html, const Page&) {
  html.raw(
      "<dl class=\"method\">"
      "<dt>Applies, open, not applicable</dt><dd>A rule holds, might hold, or does not. What "
      "nobody said is unknown, never safe: it leaves a finding open, and asks.</dd>"
      "<dt>Risk</dt><dd>Likelihood (1 to 5) × impact (1 to 5). ");
  const std::pair<rules::Band, const char*> bands[] = {{rules::Band::Low, "1 to 4"},
                                                       {rules::Band::Medium, "5 to 9"},
                                                       {rules::Band::High, "10 to 16"},
                                                       {rules::Band::Critical, "17 to 25"}};
  for (const auto& [band, range] : bands) {
    write_level(html, band);
    html.raw(" ").raw(range).raw(band == rules::Band::Critical ? ". " : ", ");
  }
  html.raw(
      "What is unknown widens a level to a range; the upper end counts.</dd>"
      "<dt>Controls</dt><dd>");
  for (const rules::ControlState state :
       {rules::ControlState::InPlace, rules::ControlState::Planned, rules::ControlState::Missing}) {
    write_control_state(html, state);
    html.raw(" ");
  }
  html.raw(
      "Only what is in place lowers a risk.</dd>"
      "<dt>Sources</dt><dd>Threats and controls follow the "
      "<a href=\"https://owaspai.org/\" rel=\"noopener noreferrer\">OWASP AI Exchange</a>. "
      "Likelihood, impact and the strength of controls are estimates.</dd></dl>");
}

}  // namespace aixc::render
