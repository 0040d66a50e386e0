// What the formats of plain text do to a text of a user, and what the page's policy is made of.
#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/render/csv.h"
#include "compiler/render/html/content_hash.h"
#include "compiler/render/html/writer.h"
#include "compiler/render/markdown_text.h"
#include "compiler/render/mermaid.h"
#include "compiler/render/plain_text.h"
#include "tests/support/tool.h"

namespace aixc::render {
namespace {

using testing::HasSubstr;
using testing::Not;

TEST(PlainText, StandsOnOneLineInOneDirection) {
  EXPECT_EQ(on_one_line(" a\tb\r\n c \n"), "a b c");
  EXPECT_EQ(on_one_line("a\u2028b\u202ec\u2066d\u0085e\u0007f"), "a bcd ef");
  EXPECT_EQ(on_one_line("שלום 🔒"), "שלום 🔒");
}

TEST(PlainText, IsShortenedByCharacters) {
  EXPECT_EQ(shortened("abc", 3), "abc");
  EXPECT_EQ(shortened("abcd", 3), "ab…");
  EXPECT_EQ(shortened("🔒🔒🔒", 2), "🔒…");
  EXPECT_EQ(shortened("", 2), "");
}

TEST(Csv, QuotesWhatNeedsQuotes) {
  EXPECT_EQ(csv_field("plain"), "plain");
  EXPECT_EQ(csv_field("a, b"), "\"a, b\"");
  EXPECT_EQ(csv_field("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_field("two\nlines"), "two lines");
}

TEST(Csv, IsNoFormula) {
  for (const char* formula : {"=1+1", "+1", "-1", "@SUM(1)", "\t=1", "＝1"}) {
    EXPECT_THAT(csv_field(formula), testing::StartsWith("\"'")) << formula;
  }
  EXPECT_EQ(csv_field("a;=1"), "\"a;'=1\"") << "`;` separates fields elsewhere";
  EXPECT_EQ(csv_field("1-2"), "1-2");
}

TEST(Csv, RowsEndAsTheStandardSays) {
  test::Tool tool;
  const std::string sheet = tool.run({"model.aisys", "-o", "-", "--format", "csv"}).out;
  EXPECT_THAT(sheet, testing::StartsWith("number,id,threat,"));
  EXPECT_THAT(sheet, testing::EndsWith("\r\n"));
  EXPECT_EQ(std::ranges::count(sheet, '\n'), std::ranges::count(sheet, '\r'));
}

TEST(Markdown, TextIsNoMarkup) {
  EXPECT_EQ(markdown_text("a | b"), "a \\| b");
  EXPECT_EQ(markdown_text("<b>{x}"), "\\<b\\>\\{x\\}");
  EXPECT_EQ(markdown_text("- x"), "\\- x");
  EXPECT_EQ(markdown_text("1. x"), "1\\. x");
  EXPECT_EQ(markdown_text("v1. x - y"), "v1. x - y");
  EXPECT_EQ(markdown_text("https://x www.x"), "https\\://x www\\.x");
  EXPECT_EQ(markdown_text("@team"), "@\u2060team");
}

TEST(Markdown, LinksLeadOnlyToTheWeb) {
  EXPECT_EQ(markdown_link("https://x.example/a(b) c", "T"), "T") << "a blank is no part of a URL";
  EXPECT_EQ(markdown_link("https://x.example/a(b)>", "T|"),
            "[T\\|](https://x.example/a%28b%29%3E)");
  EXPECT_EQ(markdown_link("javascript:alert(1)", "T"), "T");
}

TEST(Mermaid, LabelsAreOnlyText) {
  test::Tool tool;
  tool.files.files["model.aisys"] = "system s\nactor a \"x\\\"] --> b; %%{init}%% `c` #quot;\"\n";
  const std::string map = tool.run({"model.aisys", "-o", "-", "--format", "mermaid"}).out;
  EXPECT_THAT(map, HasSubstr("[\"x#34;#93; --#62; b#59; #37;#37;#123;init#125;#37;#37; "
                             "#96;c#96; #35;quot#59;<br/>"));
}

TEST(Html, TextIsNoMarkup) {
  HtmlWriter html;
  html.element("p", "<script> & \"x\"", attribute("title", "\" onclick=\"x"));
  EXPECT_EQ(html.take(),
            "<p title=\"&quot; onclick=&quot;x\">&lt;script&gt; &amp; &quot;x&quot;</p>\n");
}

TEST(Html, LinksLeadOnlyToTheWeb) {
  HtmlWriter html;
  html.link("javascript:alert(1)", "here").link("https://x.example/?a=1&b", "there");
  EXPECT_EQ(html.take(),
            "here<a href=\"https://x.example/?a=1&amp;b\" rel=\"noopener noreferrer\">there</a>");
}

TEST(Html, TextThatTurnsRoundIsIsolated) {
  HtmlWriter html;
  html.text("a\u202eb").text("→ שלום");
  EXPECT_EQ(html.take(), "<bdi>a\u202eb</bdi>→ שלום");
}

// The examples of FIPS 180-4, as a policy writes them.
TEST(Html, ContentIsHashedAsThePolicySays) {
  EXPECT_EQ(content_hash("abc"), "'sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0='");
  EXPECT_EQ(content_hash(""), "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='");
}

TEST(Html, QuestionsShowWhatEachAnswerWouldDo) {
  test::Tool tool;
  const std::string page = tool.run({"model.aisys", "-o", "-", "--format", "html"}).out;
  EXPECT_THAT(page, HasSubstr("<dl class=\"answers\">"));
  EXPECT_THAT(page, HasSubstr("dismisses"));
  EXPECT_THAT(page, Not(HasSubstr(" style=")));
}

}  // namespace
}  // namespace aixc::render
