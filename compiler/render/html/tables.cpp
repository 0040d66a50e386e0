// What is to be asked, agreed and answered for: questions, policies, parties, ledger.
#include <algorithm>

#include <fmt/format.h>

#include "compiler/diagram/pictures.h"
#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

using model::EntityId;
using rules::Finding;
using rules::Status;

void write_effect(HtmlWriter& html, const Page& page, const TriedAnswer& answer) {
  const auto part = [&](std::string_view lead, const std::vector<rules::FindingId>& findings) {
    if (!findings.empty()) {
      html.raw(lead);
      write_finding_links(html, page, findings);
    }
  };
  html.raw("<dt><code>").text(answer.value).raw("</code></dt><dd>");
  part("raises", answer.raises);
  part("dismisses", answer.dismisses);
  if (answer.raises.empty() && answer.dismisses.empty()) {
    html.raw("leaves them open");
  }
  html.raw("</dd>");
}

void write_question(HtmlWriter& html, const Page& page, size_t index) {
  const rules::Question& question = page.assessment.questions[index];
  const model::AttributeDeclaration& attribute_of = page.model.attributes[question.about.attribute];
  html.open("li", attribute("id", question_anchor(page.model, question)));
  html.element("h3", question.ask);
  html.raw("<p>Write <code>").text(page.model.text(attribute_of.name)).raw(": …</code> on <code>");
  html.text(rules::path_of(page.model, question.about.entity)).raw("</code>.</p>");
  if (index < page.input.answers.size() && !page.input.answers[index].empty()) {
    html.open("dl", " class=\"answers\"");
    for (const TriedAnswer& answer : page.input.answers[index]) {
      write_effect(html, page, answer);
    }
    html.close("dl");
  } else {
    html.raw("<p>It settles:</p>");
    write_finding_links(html, page, question.settles);
  }
  html.close("li");
}

void write_to_verify(HtmlWriter& html, const Page& page) {
  if (page.assessment.to_verify.empty()) {
    return;
  }
  open_table(html, "to-verify-table", "To verify with suppliers: duties that nobody has confirmed",
             {"Party", "Threat", "Element", "Why"}, " class=\"stacking\"");
  for (const rules::ToVerify& row : page.assessment.to_verify) {
    html.open("tr").element("th", page.model.label_of(row.party),
                            " scope=\"row\" data-label=\"Party\"");
    html.element("td", page.model.title(row.threat), " data-label=\"Threat\"");
    html.element("td", page.model.label_of(row.element), " data-label=\"Element\"");
    html.element("td", row.because, " data-label=\"Why\"").close("tr");
  }
  close_table(html);
}

// The dismissed findings of a threat, each with its reason, where one line does not tell all.
void write_dismissals(HtmlWriter& html, const Page& page, const rules::LedgerRow& row) {
  std::vector<rules::FindingId> dismissed;
  for (const rules::FindingId id : row.findings) {
    const Finding& finding = page.assessment.findings[id];
    if (finding.status == Status::NotApplicable && !finding.dismissed.empty()) {
      dismissed.push_back(id);
    }
  }
  if (dismissed.empty()) {
    return;
  }
  html.raw(fmt::format("<details><summary>{}</summary>",
                       rules::counted(dismissed.size(), "dismissal")))
      .open("ul");
  for (const rules::FindingId id : dismissed) {
    const Finding& finding = page.assessment.findings[id];
    const rules::Verdict& verdict = finding.dismissed.front();
    html.open("li").element("strong", place_of(page, finding)).raw(": ").text(verdict.because);
    html.raw(" <span class=\"quiet\">(rule <code>")
        .text(page.model.text(page.model.rules[verdict.rule].name))
        .raw("</code>")
        .text(page.model.rules[verdict.rule].source.empty()
                  ? ""
                  : ", after " + page.model.rules[verdict.rule].source)
        .raw(")</span>")
        .close("li");
  }
  html.close("ul").close("details");
}

}  // namespace

void write_questions(HtmlWriter& html, const Page& page) {
  if (page.assessment.questions.empty()) {
    return;
  }
  html.open("ol", " class=\"questions\"");
  for (size_t i = 0; i < page.assessment.questions.size(); ++i) {
    write_question(html, page, i);
  }
  html.close("ol");
}

void write_policies(HtmlWriter& html, const Page& page) {
  if (page.assessment.violations.empty()) {
    return;
  }
  open_table(html, "policies-table", "Policies that the model breaks",
             {"Policy", "Severity", "What is wrong", "Place"}, " class=\"stacking\"");
  for (const rules::Violation& violation : page.assessment.violations) {
    html.open("tr").element("th", page.model.text(page.model.policies[violation.policy].name),
                            " scope=\"row\" data-label=\"Policy\"");
    html.element("td", violation.error ? "error" : "warning", " data-label=\"Severity\"");
    html.element("td", violation.message, " data-label=\"What is wrong\"");
    html.element("td", rules::line_of(page.sources, violation.place), " data-label=\"Place\"")
        .close("tr");
  }
  close_table(html);
}

void write_responsibility(HtmlWriter& html, const Page& page) {
  if (page.model.parties.empty()) {
    return;
  }
  write_grid(html, page, diagram::make_responsibility(page.model, page.assessment),
             "responsibility-table");
  write_to_verify(html, page);
}

void write_ledger(HtmlWriter& html, const Page& page) {
  open_table(html, "ledger-table", "Every threat of the library, and what became of it here",
             {"Threat", "Status", "Why, and why not", "Findings"}, " class=\"stacking\"");
  for (const rules::LedgerRow& row : page.assessment.ledger) {
    const model::Threat& threat = page.model.threats[row.threat];
    html.open("tr", attribute("id", id_of("threat-", page.model.name_of(threat.entity))));
    html.raw("<th scope=\"row\" data-label=\"Threat\">");
    html.link(page.model.text_of(threat.entity, "url"), page.model.title(row.threat));
    html.raw("</th><td data-label=\"Status\">");
    write_status(html, row.status);
    html.raw("</td><td data-label=\"Why, and why not\">").text(row.because);
    write_dismissals(html, page, row);
    html.raw("</td><td data-label=\"Findings\" class=\"numbers\">");
    std::vector<rules::FindingId> listed;
    std::ranges::copy_if(row.findings, std::back_inserter(listed), [&](rules::FindingId id) {
      return page.assessment.findings[id].status != Status::NotApplicable;
    });
    if (!listed.empty()) {
      write_finding_links(html, page, listed);
    }
    for (const rules::Scenario& scenario : page.assessment.scenarios) {
      if (scenario.threat == row.threat) {
        html.element("a",
                     scenario.element == page.model.system ? "whole system"
                                                           : page.model.label_of(scenario.element),
                     attribute("href", "#" + scenario_anchor(page.model, scenario)))
            .raw(" ");
      }
    }
    html.raw("</td>").close("tr");
  }
  close_table(html);
}

}  // namespace aixc::render
