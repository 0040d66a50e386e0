// How to test what was found, and that the controls of the model work.
#include <fmt/format.h>

#include "compiler/render/html/page.h"
#include "compiler/render/svg/writer.h"
#include "rules/test_plan.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

void write_show(HtmlWriter& html, const Page& page, const rules::TestRow& row) {
  html.open("td", " data-label=\"What to show\"").element("p", row.show);
  for (const rules::FormTest& form : row.forms) {
    html.raw("<p><strong>As ")
        .text(rules::lower_first(page.model.title(form.form)))
        .raw(":</strong> ")
        .text(form.show)
        .close("p");
  }
  html.close("td");
}

// The tools made for this family of AI, or those made for the other one.
size_t write_tools(HtmlWriter& html, const rules::TestPlan& plan, const rules::TestRow& row,
                   bool fitting) {
  size_t count = 0;
  for (const rules::ToolUse& use : row.tools) {
    if (use.fits == fitting) {
      html.raw(count == 0 ? "" : ", ").link(plan.tools[use.tool].url, plan.tools[use.tool].name);
      ++count;
    }
  }
  return count;
}

void write_all_tools(HtmlWriter& html, const rules::TestPlan& plan, const rules::TestRow& row) {
  html.raw("<td data-label=\"Tools\"><p>");
  if (write_tools(html, plan, row, true) == 0) {
    html.raw("<span class=\"quiet\">none is published</span>");
  }
  html.close("p");
  HtmlWriter others;
  if (write_tools(others, plan, row, false) > 0) {
    html.raw("<p class=\"quiet\">For the other family of AI: ").raw(others.take()).close("p");
  }
  html.close("td");
}

void write_test(HtmlWriter& html, const Page& page, const rules::TestPlan& plan,
                const rules::TestRow& row) {
  const rules::Finding& finding = page.assessment.findings[row.finding];
  html.open("tr", attribute("id", test_anchor(finding)));
  html.raw("<th scope=\"row\" data-label=\"Finding\">");
  write_finding_link(html, page, finding);
  html.raw("</th><td data-label=\"Level\">");
  write_standing(html, finding);
  html.raw("</td>");
  write_show(html, page, row);
  write_all_tools(html, plan, row);
  html.raw("<td data-label=\"Guides\">");
  for (const rules::TestGuide& guide : row.guides) {
    html.raw(&guide == &row.guides.front() ? "" : ", ").link(guide.url, guide.title);
  }
  html.raw(row.guides.empty() ? "–" : "").raw("</td>").close("tr");
}

void write_control_tests(HtmlWriter& html, const Page& page, const rules::TestPlan& plan) {
  open_table(html, "control-tests-table", "How to see that a control of the model works",
             {"Control", "What to show"}, " class=\"stacking\"");
  for (const rules::ControlTest& test : plan.controls) {
    const model::EntityId control = page.model.controls[test.control].entity;
    html.raw("<tr><th scope=\"row\" data-label=\"Control\">");
    html.link(page.model.text_of(control, "url"), page.model.label_of(control)).raw("</th>");
    html.element("td", test.show, " data-label=\"What to show\"").close("tr");
  }
  close_table(html);
}

}  // namespace

void write_test_plan(HtmlWriter& html, const Page& page) {
  const rules::TestPlan plan = rules::test_plan(page.model, page.assessment);
  if (!plan.rows.empty()) {
    open_table(html, "tests-table", "How to test what was found, and with which published tools",
               {"Finding", "Level", "What to show", "Tools", "Guides"}, " class=\"stacking\"");
    for (const rules::TestRow& row : plan.rows) {
      write_test(html, page, plan, row);
    }
    close_table(html);
  }
  if (!plan.controls.empty()) {
    write_control_tests(html, page, plan);
  }
}

}  // namespace aixc::render
