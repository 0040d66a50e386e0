// The SVG report: well formed, safe and readable, whatever it is filled with.
#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "compiler/diagram/arrange.h"
#include "compiler/render/svg/pictures.h"
#include "compiler/render/svg/report.h"
#include "compiler/render/svg/writer.h"
#include "tests/support/picture.h"
#include "tests/support/random_map.h"
#include "tests/support/sample_report.h"

namespace aixc::render {
namespace {

using diagram::ReportView;

// Pictures are packed without an engine: what is tested here is the drawing.
class NoEngine final : public diagram::LayoutEngine {
 public:
  std::vector<std::optional<diagram::EngineLayout>> run(const std::vector<diagram::EngineGraph>&,
                                                        std::string& error) override {
    error = "none";
    return {};
  }
};

std::string draw(const ReportView& view, const SvgOptions& options = {},
                 diagram::Detail detail = diagram::Detail::Threats) {
  NoEngine engine;
  diagram::ArrangeOptions arrange_options;
  arrange_options.detail = detail;
  const diagram::PositionedMap map = arrange(view.map, engine, arrange_options);
  return render_report_svg(view, {view.map, map, {}, {}}, options);
}

TEST(SvgWriter, EscapesAndDropsWhatXmlForbids) {
  EXPECT_EQ(escape("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&#39;");
  EXPECT_EQ(escape(std::string("a\0b\x01\x1F\x7Fz\t\n", 9)), "abz\t\n");
  EXPECT_EQ(escape("\xEF\xBF\xBE\xEF\xBF\xBF\xED\xA0\x80x"), "x");  // U+FFFE, U+FFFF, a surrogate
  EXPECT_EQ(escape("\xC3(\xFF\xE2\x82"), "(");                      // no UTF-8
  EXPECT_EQ(escape("\xC0\xBC"), "");                                // an overlong <
  EXPECT_EQ(escape("über 検索 🧪"), "über 検索 🧪");
}

TEST(SvgWriter, LetsOnlySafeLinksThrough) {
  for (const char* good : {"https://owaspai.org/go/evasion/", "HTTP://a", "mailto:a@b", "a/b.html",
                           "../x?y:z", "#top", "/go:x"}) {
    EXPECT_EQ(safe_link(good), good);
  }
  for (const char* bad : {"javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "vbscript:x",
                          "java\nscript:x", " javascript:x", "file:///etc/passwd", "\\\\host\\x"}) {
    EXPECT_EQ(safe_link(bad), "") << bad;
  }
}

TEST(SvgWriter, KeepsIdsApart) {
  EXPECT_EQ(id_of("m-", "vpc.triage"), "m-vpc.triage");
  EXPECT_NE(id_of("m-", "a b"), id_of("m-", "a_b"));
  EXPECT_NE(id_of("m-", "ä"), id_of("m-", "ö"));
}

TEST(SvgWriter, WritesShortNumbers) {
  EXPECT_EQ(number(1), "1");
  EXPECT_EQ(number(1.25), "1.3");
  EXPECT_EQ(number(-0.01), "0");
  EXPECT_EQ(number(std::nan("")), "0");
}

TEST(SvgReport, SampleIsWellFormedInEveryThemeAndDetail) {
  for (const Theme theme : {Theme::Auto, Theme::Light, Theme::Dark}) {
    for (const auto detail :
         {diagram::Detail::None, diagram::Detail::Badges, diagram::Detail::Threats}) {
      EXPECT_EQ(test::fault_in_xml(draw(test::sample_report(), {theme}, detail)), "");
    }
  }
}

TEST(SvgReport, IsTheSameEachTime) {
  EXPECT_EQ(draw(test::sample_report()), draw(test::sample_report()));
}

TEST(SvgReport, IsSelfContained) {
  const std::string svg = draw(test::sample_report());
  for (const char* forbidden : {"<script", "style=\"", "foreignObject", "<image", "@import",
                                "@font-face", " onload", "url(http"}) {
    EXPECT_EQ(svg.find(forbidden), std::string::npos) << forbidden;
  }
}

TEST(SvgReport, ThemesAreChosenByTheReaderUnlessFixed) {
  EXPECT_NE(draw(test::sample_report()).find("prefers-color-scheme"), std::string::npos);
  EXPECT_EQ(draw(test::sample_report(), {Theme::Light}).find("prefers-color-scheme"),
            std::string::npos);
  EXPECT_NE(draw(test::sample_report(), {Theme::Dark}).find("--bg:#0f1420"), std::string::npos);
}

TEST(SvgReport, SurvivesHostileTexts) {
  const std::string evil =
      "</text><script>alert(1)</script>\"'&<!--]]>\x01\xFF\xEF\xBF\xBE" + std::string(5000, 'W');
  ReportView view = test::sample_report();
  view.title = view.subtitle = view.counts = view.footnote = evil;
  view.gate.title = view.gate.text = evil;
  for (diagram::Card& card : view.map.cards) {
    card.title = card.kind = evil;
    card.id += evil.substr(0, 40);
    card.tags = {evil, ""};
    card.url = "javascript:alert(1)";
    for (diagram::ThreatRow& row : card.threats) {
      row.name = row.note = evil;
      row.number = 123456;
    }
  }
  for (diagram::MapFlow& flow : view.map.flows) {
    flow.label = flow.note = flow.description = evil;
  }
  for (diagram::RegisterRow& row : view.register_rows) {
    row.threat = row.element = row.responsible = row.note = row.link_text = evil;
    row.url = "javascript:alert(1)";
  }
  for (diagram::PartyRow& party : view.parties) {
    party.name = party.role = party.duty = evil;
  }
  view.questions.assign(30, {evil, evil});
  view.violations.assign(30, {evil, evil});
  const std::string svg = draw(view);
  EXPECT_EQ(test::fault_in_xml(svg), "");
  EXPECT_EQ(svg.find("<script"), std::string::npos);
  EXPECT_EQ(svg.find("javascript:"), std::string::npos);
}

TEST(SvgReport, DrawsAnEmptyReport) {
  ReportView view;
  view.title = "Nothing yet";
  EXPECT_EQ(test::fault_in_xml(draw(view)), "");
}

TEST(SvgReport, DrawsRandomMaps) {
  for (std::uint32_t seed = 0; seed < 100; ++seed) {
    ReportView view;
    view.title = "random";
    view.map = test::random_map(seed);
    EXPECT_EQ(test::fault_in_xml(draw(view, {}, static_cast<diagram::Detail>(seed % 3))), "");
  }
}

TEST(SvgReport, DrawsScenarios) {
  const ReportView view = test::sample_report();
  NoEngine engine;
  const std::string svg = render_scenario_svg(view.title, {view.map, view.scenarios[0], ""},
                                              arrange(view.map, engine, {}), {});
  EXPECT_EQ(test::fault_in_xml(svg), "");
  EXPECT_NE(svg.find("Attack path: from a chat message to a refund"), std::string::npos);
}

TEST(SvgReport, ShowsOnlyWhatOccursInTheLegend) {
  ReportView view = test::sample_report();
  EXPECT_EQ(draw(view).find(">transferred<"), std::string::npos);
  view.map.cards[2].threats[0].status = diagram::Status::Transferred;
  EXPECT_NE(draw(view).find(">transferred<"), std::string::npos);
}

// A page can hold several pictures beside its own text.
TEST(SvgStyle, TouchesNothingOutsidePictures) {
  const std::string sheet = style_sheet(Theme::Auto, StyleScope::Pictures);
  std::string_view rest = sheet;
  int rules = 0;
  while (!rest.empty()) {
    const std::size_t open = rest.find('{');
    ASSERT_NE(open, std::string_view::npos) << rest;
    std::string_view head = rest.substr(0, open);
    while (head.starts_with('\n') || head.starts_with('}')) {
      head.remove_prefix(1);
    }
    rest.remove_prefix(open + 1);
    if (head.starts_with('@')) {
      continue;
    }
    for (std::size_t at = 0; at != std::string_view::npos; at = head.find(',', at)) {
      at += at > 0 ? 1 : 0;
      EXPECT_TRUE(head.substr(at).starts_with(".ax")) << head;
      ++rules;
    }
    rest.remove_prefix(std::min(rest.find('}') + 1, rest.size()));
    while (rest.starts_with('}') || rest.starts_with('\n')) {
      rest.remove_prefix(1);
    }
  }
  EXPECT_GT(rules, 100);
}

TEST(SvgPictures, KeepTheirIdsApart) {
  const ReportView view = test::sample_report();
  NoEngine engine;
  const auto map = arrange(view.map, engine, {});
  const SvgOptions options{Theme::Auto, "p7-", false};
  for (const std::string& svg :
       {render_scenario_svg(view.title, {view.map, view.scenarios[0], ""}, map, options),
        render_report_svg(view, {view.map, map, {}, {}}, options),
        render_map_svg({.title = "T",
        .subtitle = "",
        .note = "",
        .map = view.map,
        .detail = {},
        .direction = {}},
                       map, options),
        render_heat_svg(view, options)}) {
    EXPECT_EQ(test::fault_in_xml(svg), "");
    EXPECT_EQ(svg.find("<style"), std::string::npos);
    for (std::size_t at = svg.find(" id=\""); at != std::string::npos;
         at = svg.find(" id=\"", at + 1)) {
      EXPECT_EQ(svg.substr(at + 5, 3), "p7-");
    }
    EXPECT_EQ(svg.find("url("), std::string::npos);
  }
}

diagram::Grid random_grid(bool narrow) {
  diagram::Grid grid;
  grid.title = grid.subtitle = grid.note = "A <grid> & \"more\"";
  grid.narrow = narrow;
  for (int i = 0; i < 7; ++i) {
    grid.columns.push_back({i < 4 ? "One" : "Two",
                            "Column " + std::string(static_cast<size_t>(i) * 30, 'w'),
                            "note",
                            {{i, i % 2 == 0}, {100 + i, false}},
                            diagram::Surface::Input,
                            i % 3 == 0});
    grid.rows.push_back({i < 2 ? "Above" : "Below",
                         "Row " + std::string(static_cast<size_t>(i) * 40, 'w'),
                         "",
                         {},
                         {},
                         false});
  }
  for (int cell = 0; cell < 49; ++cell) {
    diagram::GridCell one;
    for (int i = 0; i < cell % 4; ++i) {
      diagram::GridItem item;
      if (narrow) {
        item.control = static_cast<diagram::ControlState>(i % 3);
      } else {
        item.text = i == 0 ? "A threat with a long name that has to be broken" : "";
        item.numbers.assign(static_cast<std::size_t>(cell), {cell + 60, false});
      }
      one.items.push_back(item);
    }
    one.description = cell % 2 == 0 ? "what it says" : "";
    grid.cells.push_back(one);
  }
  grid.legend.push_back({grid.cells[1].items[0], "a sign"});
  return grid;
}

TEST(SvgGrid, IsWellFormedAndNotWiderThanThePage) {
  for (const bool narrow : {false, true}) {
    const std::string svg = render_grid_svg(random_grid(narrow), "System", {});
    EXPECT_EQ(test::fault_in_xml(svg), "");
    EXPECT_LE(size_of_document(svg).width, 1400);
  }
  EXPECT_EQ(test::fault_in_xml(render_grid_svg({}, "Empty", {})), "");
}

TEST(SvgDocument, CanBeCutIntoPages) {
  std::vector<double> breaks;
  const ReportView view = test::sample_report();
  NoEngine engine;
  const diagram::PositionedMap map = arrange(view.map, engine, {});
  const std::string svg = render_report_svg(view, {view.map, map, {}, {}}, {}, &breaks);
  ASSERT_GT(breaks.size(), 3U);
  EXPECT_TRUE(std::ranges::is_sorted(breaks));
  EXPECT_LT(breaks.back(), size_of_document(svg).height);
  const std::string part = part_of_document(svg, breaks[0], breaks[1]);
  EXPECT_EQ(test::fault_in_xml(part), "");
  EXPECT_NEAR(size_of_document(part).height, breaks[1] - breaks[0], 0.1);
  EXPECT_EQ(size_of_document(part).width, size_of_document(svg).width);
}

// Relative luminance and contrast as WCAG 2 defines them.
double luminance(std::string_view hex) {
  double result = 0;
  const double weights[] = {0.2126, 0.7152, 0.0722};
  for (size_t i = 0; i < 3; ++i) {
    const double c = std::stoi(std::string(hex.substr(1 + 2 * i, 2)), nullptr, 16) / 255.0;
    result += weights[i] * (c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4));
  }
  return result;
}

double contrast(std::string_view a, std::string_view b) {
  const double x = luminance(a) + 0.05;
  const double y = luminance(b) + 0.05;
  return std::max(x, y) / std::min(x, y);
}

TEST(SvgStyle, EveryTextHasEnoughContrastInBothThemes) {
  std::map<std::string_view, Colour> table;
  for (const Colour& colour : colours()) {
    table.emplace(colour.name, colour);
  }
  for (const TextOn& pair : text_pairs()) {
    ASSERT_TRUE(table.contains(pair.text)) << pair.text;
    ASSERT_TRUE(table.contains(pair.fill)) << pair.fill;
    EXPECT_GE(contrast(table[pair.text].light, table[pair.fill].light), 4.5)
        << pair.text << " on " << pair.fill << ", light";
    EXPECT_GE(contrast(table[pair.text].dark, table[pair.fill].dark), 4.5)
        << pair.text << " on " << pair.fill << ", dark";
  }
}

TEST(Svg, TellsWhichPartsAreNotDrawn) {
  NoEngine engine;
  const diagram::ReportView view = test::sample_report();
  const auto map = arrange(view.map, engine, {});
  ReportMaps maps{view.map, map, {{"part-a", "A", "3 elements", view.map, map}}, {}};
  EXPECT_EQ(render_report_svg(view, maps, {}).find("not drawn here"), std::string::npos);
  maps.left_out.assign(70, {"platform.serving", "Serving", "12 elements"});
  const std::string svg = render_report_svg(view, maps, {});
  EXPECT_NE(svg.find("70 parts are with less risk"), std::string::npos);
  EXPECT_NE(svg.find("part:platform.serving · 12 elements"), std::string::npos);
  EXPECT_NE(svg.find("and 10 more"), std::string::npos);
  EXPECT_EQ(test::fault_in_xml(svg), "");
}

TEST(Svg, CutsALongTableOfResponsibility) {
  NoEngine engine;
  diagram::ReportView view = test::sample_report();
  view.responsibility.columns.resize(2);
  view.responsibility.rows.assign(45, {});
  view.responsibility.rows[39].title = "the last one";
  view.responsibility.rows[40].title = "one too many";
  view.responsibility.cells.assign(90, {});
  const auto map = arrange(view.map, engine, {});
  const std::string svg = render_report_svg(view, {view.map, map, {}, {}}, {});
  EXPECT_NE(svg.find("the last one"), std::string::npos);
  EXPECT_EQ(svg.find("one too many"), std::string::npos);
  EXPECT_NE(svg.find("and 5 more elements"), std::string::npos);
}

}  // namespace
}  // namespace aixc::render
