// The formats, on a small system and on nasty texts.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "compiler/render/format.h"
#include "compiler/render/paint.h"
#include "compiler/render/tree.h"
#include "tests/support/golden.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using nlohmann::json;
using test::Tool;
using testing::HasSubstr;
using testing::Not;

TEST(Formats, AreFoundByNameAndExtension) {
  EXPECT_EQ(render::find_format("JSON")->name, "json");
  EXPECT_EQ(render::find_format("nothing"), nullptr);
  EXPECT_EQ(render::format_of_path("out/report.SVG")->name, "svg");
  EXPECT_EQ(render::format_of_path("svg"), nullptr);
  EXPECT_EQ(render::format_of_path(".svg"), nullptr) << "a name without anything before its end";
}

TEST(Formats, HaveNamesExtensionsAndDescriptionsOfTheirOwn) {
  std::vector<std::string_view> seen;
  for (const render::Format& format : render::formats()) {
    EXPECT_FALSE(format.extensions.empty()) << format.name;
    EXPECT_FALSE(format.description.empty()) << format.name;
    for (const std::string_view extension : format.extensions) {
      EXPECT_TRUE(extension.starts_with('.'));
      EXPECT_THAT(seen, Not(testing::Contains(extension)));
      seen.push_back(extension);
    }
  }
}

// The text formats as somebody looked at them; pictures have tests of their own.
TEST(Formats, SmallSystemIsAsLookedAt) {
  for (const char* name : {"json", "dot", "text"}) {
    Tool tool;
    const auto run = tool.run({"model.aisys", "-o", "-", "--format", name});
    EXPECT_EQ(run.code, 0) << run.err;
    test::expect_golden(std::string("render/small.") + name, run.out);
  }
}

constexpr const char* Nasty = R"aisys(system s "</title> \"quoted\" & \\N {x}"
actor a "<script>alert(1)</script>" { trust: untrusted }
agent b "a\nb \u{1F512} \"" { approval: none }
a -> b : "]]> --> ${x} `x` \\"
)aisys";

TEST(Formats, NastyTextsAreEscaped) {
  Tool tool;
  tool.files.files["model.aisys"] = Nasty;
  const auto made = [&](const char* name) {
    return tool.run({"model.aisys", "-o", "-", "--format", name}).out;
  };
  const json report = json::parse(made("json"));
  EXPECT_EQ(report["system"]["title"], "</title> \"quoted\" & \\N {x}");
  EXPECT_EQ(report["elements"][1]["label"], "a\nb 🔒 \"");
  const std::string dot = made("dot");
  EXPECT_THAT(dot, HasSubstr("digraph \"</title> \\\"quoted\\\" &amp; \\\\N {x}\""));
  EXPECT_THAT(dot, HasSubstr("label=\"a\\nb 🔒 \\\"\\n[agent]\""));
  const std::string svg = made("svg");
  EXPECT_THAT(svg, Not(HasSubstr("<script")));
  EXPECT_THAT(svg, Not(HasSubstr("</title> \"quoted\"")));
}

TEST(Formats, NothingDrawnIsDrawn) {
  Tool tool;
  tool.files.files["model.aisys"] = "system s\n";
  for (const render::Format& format : render::formats()) {
    if (format.name == "png" || format.name == "pdf") {
      continue;  // made by a program of the world outside: tests/e2e/pictures_test.py
    }
    const auto run = tool.run({"model.aisys", "-o", "-", "--format", std::string(format.name)});
    EXPECT_EQ(run.code, 0) << format.name << run.err;
    EXPECT_NE(run.out, "") << format.name;
  }
}

TEST(Dot, EdgesEndAtBoundaries) {
  Tool tool;
  tool.files.files["model.aisys"] =
      "system s\nboundary b { app x }\nboundary empty\nuser u\nu -> b\nb -> u\n";
  const std::string dot = tool.run({"model.aisys", "-o", "-", "--format", "dot"}).out;
  EXPECT_THAT(dot, HasSubstr("n3 -> n0 [lhead=cluster_0];"));
  EXPECT_THAT(dot, HasSubstr("n0 -> n3 [ltail=cluster_0];"));
  EXPECT_THAT(dot, HasSubstr("n0 [shape=point, style=invis];"));
}

TEST(Tree, WrapsAndBranches) {
  render::Tree tree{"root", {}};
  tree.add("first").add(std::string(60, 'a') + " " + std::string(60, 'b'));
  tree.add("last").add("below");
  EXPECT_EQ(render::to_text(tree), "root\n├─ first\n│  └─ " + std::string(60, 'a') + "\n│     " +
                                       std::string(60, 'b') + "\n└─ last\n   └─ below\n");
}

TEST(Paint, CountsCharactersNotBytes) {
  EXPECT_EQ(render::width_of("a→ß"), 3U);
  EXPECT_EQ(render::padded("→", 3), "→  ");
  EXPECT_EQ(render::Paint(false).bad("x"), "x");
  EXPECT_EQ(render::Paint(true).bad("x"), "\x1b[1;31mx\x1b[0m");
}

TEST(Golden, DifferenceShowsWhatChanged) {
  EXPECT_EQ(test::line_difference("a\nb\nc\n", "a\nb\nc\n"), "");
  EXPECT_EQ(test::line_difference("a\nb\nc\nd\ne\nf\n", "a\nb\nc\nd\nX\nf\n"),
            "  …\n c\n d\n-e\n+X\n f\n");
}

}  // namespace
}  // namespace aixc
