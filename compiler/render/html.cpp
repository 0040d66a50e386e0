#include "compiler/render/html.h"

#include <array>

#include <fmt/format.h>

#include "compiler/diagram/arrange.h"
#include "compiler/diagram/view.h"
#include "compiler/render/html/content_hash.h"
#include "compiler/render/html/page.h"
#include "compiler/render/html/page_texts.h"
#include "compiler/render/svg.h"
#include "compiler/render/svg/inlined.h"
#include "compiler/render/svg/style.h"
#include "compiler/render/svg/writer.h"
#include "rules/words.h"

namespace aixc::render {
namespace {

// The sections in their order: what decides first, what it rests on last.
constexpr std::array Sections = {
    Section{"summary", "Summary", "", write_summary},
    Section{"map", "Threat map", "", write_map},
    Section{"scenarios", "Attack scenarios",
            "Several weaknesses along one path. Cut one step, and the whole falls.",
            write_scenarios},
    Section{"register", "Risk register", "", write_register},
    Section{"plan", "Plan of controls", "", write_plan},
    Section{"findings", "Findings in detail",
            "Each with its reason, its way through the system and its proof.", write_findings},
    Section{"tests", "Test plan", "What a test has to show, by which tools, after which guide.",
            write_test_plan},
    Section{"questions", "Open questions",
            "What nobody has said yet, the answers that settle most first.", write_questions},
    Section{"policies", "Broken policies", "", write_policies},
    Section{"responsibility", "Responsibility", "", write_responsibility},
    Section{"ledger", "Ledger of all threats",
            "Nothing was forgotten: every threat that the library knows, and why it does not apply "
            "where it does not.",
            write_ledger},
    Section{"matrix", "AI security matrix", "", write_matrix},
    Section{"periodic-table", "Periodic table", "", write_periodic_table},
    Section{"standards", "Standards", "Entries of other lists that this system touches.",
            write_standards},
    Section{"assumptions", "Assumptions", "Say what is true, and these fall away.",
            write_assumptions},
    Section{"system", "The system as described", "", write_system},
    Section{"method", "How to read this report", "", write_method},
};

void write_head(HtmlWriter& html, const Page& page, const std::string& style) {
  // One request that is not there cannot leak: nothing may be loaded at all.
  const std::string policy = fmt::format(
      "default-src 'none'; style-src {}; script-src {}; base-uri 'none'; "
      "form-action 'none'",
      content_hash(style), content_hash(PageScript));
  html.raw("<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
  html.raw("<meta http-equiv=\"Content-Security-Policy\"")
      .raw(attribute("content", policy))
      .raw(">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
  html.raw("<meta name=\"generator\" content=\"aixc\">\n");
  html.raw("<meta name=\"referrer\" content=\"no-referrer\">\n");
  html.raw("<title>").raw(escape(page.view.title)).raw(": threat model</title>\n<style>");
  html.raw(style).raw("</style>\n</head>\n");
}

void write_title(HtmlWriter& html, const Page& page) {
  html.raw("<header class=\"title\" id=\"top\"><div>");
  html.raw("<p class=\"kicker\">Threat model</p>").element("h1", page.view.title);
  if (!page.view.subtitle.empty()) {
    html.element("p", page.view.subtitle, " class=\"subtitle\"");
  }
  html.element("p", page.view.counts, " class=\"counts\"").raw("</div>");
  if (page.view.gate.shown) {
    html.raw(fmt::format("<div class=\"gate {}\">", page.view.gate.failed ? "failed" : "passed"));
    write_sign(html, page.view.gate.failed ? "high" : "countered");
    html.raw("<p>").element("strong", page.view.gate.title).raw("<br>");
    html.text(page.view.gate.text).raw("</p></div>");
  }
  html.raw("</header>\n");
}

void write_body(HtmlWriter& html, const Page& page) {
  std::string navigation;
  std::string content;
  for (const Section& section : Sections) {
    HtmlWriter inside;
    section.write(inside, page);
    const std::string text = inside.take();
    if (text.empty()) {
      continue;
    }
    navigation += fmt::format("<li><a href=\"#{}\">{}</a></li>\n", section.id, section.title);
    content += fmt::format(
        "<section id=\"{0}\" aria-labelledby=\"{0}-title\">\n"
        "<h2 id=\"{0}-title\"><a class=\"self\" href=\"#{0}\">{1}</a></h2>\n",
        section.id, section.title);
    if (*section.lead != '\0') {
      content += fmt::format("<p class=\"lead\">{}</p>\n", section.lead);
    }
    content += text + "</section>\n";
  }
  html.raw("<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n");
  html.raw(inlined_signs());
  write_title(html, page);
  html.raw("<div class=\"page\">\n<nav aria-label=\"Sections\"><ul>\n").raw(navigation);
  html.raw("</ul></nav>\n<main id=\"content\" tabindex=\"-1\">\n").raw(content);
  html.raw("</main>\n</div>\n<footer>").text(page.view.footnote);
  html.raw(
      " This page needs no network and stores nothing. <a href=\"#top\">To the "
      "top</a></footer>\n<script>");
  html.raw(PageScript).raw("</script>\n</body>\n</html>\n");
}

std::string scheme_of(Theme theme) {
  const char* scheme = theme == Theme::Auto    ? "light dark"
                       : theme == Theme::Light ? "light"
                                               : "dark";
  return fmt::format(":root{{color-scheme:{}}}\n", scheme);
}

}  // namespace

RenderResult render_html(const RenderInput& input) {
  const diagram::ReportView view = diagram::make_report_view(input.model, input.assessment);
  const diagram::MapParts parts = diagram::make_map(input.model, input.assessment);
  const diagram::PositionedMap map = arranged_map(input, view.map);
  source::SourceMap sources = input.sources;
  sources.set_folder("");
  const Page page{input, input.model, input.assessment, sources, view, parts, map};
  const std::string style = scheme_of(input.options.theme) +
                            style_sheet(input.options.theme, StyleScope::WholePage) + "\n" +
                            std::string(PageStyle);
  HtmlWriter html;
  write_head(html, page, style);
  write_body(html, page);
  RenderResult result{html.take(), {}};
  if (!map.warning.empty()) {
    result.warnings.push_back(map.warning);
  }
  return result;
}

}  // namespace aixc::render
