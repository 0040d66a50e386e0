#include "compiler/render/test_plan.h"

#include <fmt/core.h>

#include "compiler/render/markdown_text.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

constexpr std::string_view NoTool = "no published tool is listed for this threat";

std::string level_of(const rules::Finding& finding) {
  const std::string level = rules::level_text(finding.risk.residual);
  const std::string status(rules::word(finding.status));
  return level.empty() ? status : fmt::format("{}, {}", status, level);
}

}  // namespace

std::string TestPlanText::title(const rules::Finding& finding) const {
  const std::string place =
      finding.element == model_.system ? "" : " on " + rules::path_of(model_, finding.element);
  return model_.title(finding.threat) + place;
}

std::string TestPlanText::tools(const rules::TestRow& row, bool fitting) const {
  std::string text;
  for (const rules::ToolUse& use : row.tools) {
    if (use.fits == fitting) {
      const rules::TestTool& tool = plan_.tools[use.tool];
      text += fmt::format("{}{} <{}>", text.empty() ? "" : ", ", tool.name, tool.url);
    }
  }
  return text;
}

std::string TestPlanText::text(const Paint& paint) const {
  std::string out;
  for (const rules::TestRow& row : plan_.rows) {
    const rules::Finding& finding = assessment_.findings[row.finding];
    out += fmt::format("{}{} ({})\n", out.empty() ? "" : "\n", paint.bold(title(finding)),
                       level_of(finding));
    out += row.show.empty() ? "" : paragraph("  show   ", row.show, 9);
    for (const rules::FormTest& form : row.forms) {
      out += paragraph(
          "         ",
          fmt::format("as {}: {}", rules::lower_first(model_.title(form.form)), form.show), 9);
    }
    const std::string fitting = tools(row, true);
    out += paragraph("  tools  ", fitting.empty() ? std::string(NoTool) : fitting, 9);
    if (const std::string others = tools(row, false); !others.empty()) {
      out += paragraph("         ", "for the other family of AI: " + others, 9);
    }
    for (const rules::TestGuide& guide : row.guides) {
      out += paragraph("  guide  ", fmt::format("{} <{}>", guide.title, guide.url), 9);
    }
  }
  for (const rules::ControlTest& test : plan_.controls) {
    out += fmt::format("{}{} (control)\n", out.empty() ? "" : "\n",
                       paint.bold(model_.title(test.control)));
    out += paragraph("  show   ", test.show, 9);
  }
  return out.empty() ? "nothing is found, so there is nothing to test\n" : out;
}

std::string TestPlanText::markdown_tools(const rules::TestRow& row) const {
  std::string text;
  for (const rules::ToolUse& use : row.tools) {
    const rules::TestTool& tool = plan_.tools[use.tool];
    if (use.fits) {
      text += (text.empty() ? "" : ", ") + markdown_link(tool.url, tool.name);
      text += tool.licence.empty() ? "" : fmt::format(" ({})", markdown_text(tool.licence));
    }
  }
  return text.empty() ? std::string(NoTool) : text;
}

std::string TestPlanText::markdown() const {
  std::string out = fmt::format("# Test plan: {}\n", markdown_text(model_.label_of(model_.system)));
  for (const rules::TestRow& row : plan_.rows) {
    const rules::Finding& finding = assessment_.findings[row.finding];
    out += fmt::format("\n- [ ] **{}** ({})\n", markdown_text(title(finding)), level_of(finding));
    if (!finding.raised.empty()) {
      out += fmt::format("  - found because {}\n", markdown_text(finding.raised.front().because));
    }
    out += row.show.empty() ? "" : fmt::format("  - to show: {}\n", markdown_text(row.show));
    for (const rules::FormTest& form : row.forms) {
      out += fmt::format("  - to show, as {}: {}\n",
                         markdown_text(rules::lower_first(model_.title(form.form))),
                         markdown_text(form.show));
    }
    out += fmt::format("  - tools: {}\n", markdown_tools(row));
    for (const rules::TestGuide& guide : row.guides) {
      out += fmt::format("  - guide: {}\n", markdown_link(guide.url, guide.title));
    }
  }
  for (const rules::ControlTest& test : plan_.controls) {
    out += fmt::format("\n- [ ] **{}** (control)\n  - to show: {}\n",
                       markdown_text(model_.title(test.control)), markdown_text(test.show));
  }
  return out;
}

Json TestPlanText::json() const {
  Json tools = Json::array();
  for (const rules::TestTool& tool : plan_.tools) {
    tools.push_back({{"id", tool.id},
                     {"name", tool.name},
                     {"url", tool.url},
                     {"licence", tool.licence},
                     {"families", tool.families}});
  }
  Json tests = Json::array();
  for (const rules::TestRow& row : plan_.rows) {
    const rules::Finding& finding = assessment_.findings[row.finding];
    Json uses = Json::array();
    for (const rules::ToolUse& use : row.tools) {
      uses.push_back({{"tool", plan_.tools[use.tool].id},
                      {"listed_at", model_.name_of(model_.threats[use.listed_at].entity)},
                      {"fits", use.fits}});
    }
    Json forms = Json::array();
    for (const rules::FormTest& form : row.forms) {
      forms.push_back(
          {{"form", model_.name_of(model_.threats[form.form].entity)}, {"show", form.show}});
    }
    Json guides = Json::array();
    for (const rules::TestGuide& guide : row.guides) {
      guides.push_back({{"title", guide.title}, {"url", guide.url}});
    }
    tests.push_back({{"finding", finding.id},
                     {"threat", model_.name_of(model_.threats[finding.threat].entity)},
                     {"element", rules::path_of(model_, finding.element)},
                     {"status", rules::id_of(rules::word(finding.status))},
                     {"show", row.show},
                     {"forms", forms},
                     {"tools", uses},
                     {"guides", guides}});
  }
  Json controls = Json::array();
  for (const rules::ControlTest& test : plan_.controls) {
    controls.push_back(
        {{"control", model_.name_of(model_.controls[test.control].entity)}, {"show", test.show}});
  }
  return {{"tools", tools}, {"tests", tests}, {"controls", controls}};
}

}  // namespace aixc::render
