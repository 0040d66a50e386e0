// The SVG report: well formed, safe and readable, whatever it is filled with.
#include <cmath>
#include <functional>
#include <map>

#include <gtest/gtest.h>

#include "compiler/diagram/arrange.h"
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
  return render_report_svg(view, arrange(view.map, engine, arrange_options), options);
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
  const std::string svg = render_scenario_svg(view, arrange(view.map, engine, {}), 0, {});
  EXPECT_EQ(test::fault_in_xml(svg), "");
  EXPECT_NE(svg.find("Attack path: from a chat message to a refund"), std::string::npos);
}

TEST(SvgReport, ShowsOnlyWhatOccursInTheLegend) {
  ReportView view = test::sample_report();
  EXPECT_EQ(draw(view).find(">transferred<"), std::string::npos);
  view.map.cards[2].threats[0].status = diagram::Status::Transferred;
  EXPECT_NE(draw(view).find(">transferred<"), std::string::npos);
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

}  // namespace
}  // namespace aixc::render
