// What the binder makes of names: full paths, who operates what, which relation, whose default; and
// goldens of both dumps. Everything stands on a library of a few lines.
#include "compiler/bind/bind.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "compiler/diagnostics/emit.h"
#include "compiler/model/dump.h"
#include "compiler/pipeline.h"
#include "tests/support/golden.h"
#include "tests/support/tool.h"

namespace aixc {
namespace {

using testing::HasSubstr;

struct Bound {
  bind::Program program;
  diagnostics::Sink sink;
  model::Model model;
};

Bound bound(const std::map<std::string, std::string>& files) {
  source::MemoryFileSystem disk;
  disk.files = files;
  disk.files["lib/library.aisys"] = test::SmallLibrary;
  Bound result;
  bind::LoadOptions options;
  options.stdlib_directory = "lib";
  result.program = bind::load("model.aisys", "", disk, options, result.sink);
  result.model = bind::bind(result.program, result.sink);
  return result;
}

Bound bound(const std::string& text) {
  return bound({{"model.aisys", text}});
}

// Binds a text without mistakes.
model::Model model_of(const std::string& text) {
  Bound result = bound(text);
  EXPECT_EQ(diagnostics::to_text(result.sink.sorted(), result.program.sources, {}), "");
  return std::move(result.model);
}

std::string party_of(const model::Model& model, std::string_view element) {
  const model::EntityId party = model.entities[model.find_element(element)].party;
  return party ? std::string(model.name_of(party)) : "";
}

// ---- names --------------------------------------------------------------------------------------

TEST(Bind, AShortNameIsLookedForInItsOwnBlockFirst) {
  const model::Model model = model_of(
      "system s\nboundary left { app page  app web  page -> web }\n"
      "boundary right { app page  agent helper  page -> helper }\n");
  ASSERT_EQ(model.flows.size(), 2U);
  EXPECT_EQ(model.entities[model.flows[model::FlowId(size_t{0})].from].path, "left.page");
  EXPECT_EQ(model.entities[model.flows[model::FlowId(size_t{1})].from].path, "right.page");
  EXPECT_FALSE(model.find_element("page")) << "two are called so";
  EXPECT_TRUE(model.find_element("helper"));
}

TEST(Bind, AThreatHasItsIdItsSlugAndItsAliases) {
  const model::Model model = model_of("system s\n");
  EXPECT_TRUE(model.find_threat("Hidden-Injection"));
  EXPECT_EQ(model.find_threat("hiddeninjection"), model.find_threat("hidden_injection"));
  EXPECT_FALSE(model.find_threat("hidden"));
}

TEST(Bind, OrderAndFilesMeanNothing) {
  const std::string element = "agent helper { approval: hard }\n";
  const std::string flow = "visitor -> helper\n";
  const std::string person = "user visitor\n";
  const std::string one = model::dump_system(model_of("system s\n" + element + person + flow));
  const Bound apart = bound({{"model.aisys", flow + "import \"more.aisys\"\nsystem s\n" + element},
                             {"more.aisys", person}});
  EXPECT_FALSE(apart.sink.has_errors());
  EXPECT_THAT(model::dump_system(apart.model), HasSubstr("element visitor \"visitor\" is user"));
  EXPECT_EQ(model::dump_system(model_of(flow + "system s\n" + element + person)), one);
}

// ---- who operates what --------------------------------------------------------------------------

TEST(Bind, ByIsInheritedAndWithoutItItIsOurs) {
  const model::Model model = model_of(
      "system s\nparty us { role: us }\nparty them { role: supplier }\n"
      "boundary site by them { app page  app own by us }\napp ours\n");
  EXPECT_EQ(party_of(model, "page"), "them");
  EXPECT_EQ(party_of(model, "own"), "us");
  EXPECT_EQ(party_of(model, "ours"), "us");
}

TEST(Bind, WithoutAPartyThatIsUsNobodyOperates) {
  EXPECT_EQ(party_of(model_of("system s\nparty them { role: supplier }\napp page\n"), "page"), "");
}

// ---- flows --------------------------------------------------------------------------------------

TEST(Bind, AChainIsAFlowForEachArrow) {
  const model::Model model =
      model_of("system s\nuser u\napp a\nagent g\nu -> a <-> g : question { encrypted: yes }\n");
  ASSERT_EQ(model.flows.size(), 3U);
  for (const model::Flow& flow : model.flows) {
    EXPECT_EQ(flow.payload.size(), 1U);
    EXPECT_TRUE(model.given(flow.entity, "encrypted") != nullptr);
  }
}

TEST(Bind, APayloadThatNobodyDeclaresIsDeclaredByItsUse) {
  const model::Model model = model_of("system s\nuser u\nagent g\nu -> g : question, answer\n");
  ASSERT_EQ(model.data.size(), 2U);
  EXPECT_TRUE(model.entities[model.data[0]].implied);
}

// ---- values -------------------------------------------------------------------------------------

TEST(Bind, ADefaultComesFromTheNearestKind) {
  const model::Model model = model_of(
      "system s\nkind guest is user\nkind colleague is actor { trust: internal }\nguest g\n"
      "colleague c\n");
  const auto trust = [&](std::string_view element) {
    return model.text_of(model.find_element(element), "trust");
  };
  EXPECT_EQ(trust("g"), "untrusted");
  EXPECT_EQ(trust("c"), "internal");
  EXPECT_EQ(model.given(model.find_element("g"), "trust"), nullptr) << "a default is not given";
}

TEST(Bind, AControlSaysWhatItIsAgainst) {
  const model::Model model =
      model_of("system s\ncontrol OURS { against: [escape, hidden-injection, never] }\n");
  const model::ControlId ours = model.find_control("OURS");
  for (const char* threat : {"escape", "hidden_injection", "never"}) {
    EXPECT_THAT(model.threats[model.find_threat(threat)].controls, testing::Contains(ours))
        << threat;
  }
  EXPECT_THAT(model.threats[model.find_threat("injection")].controls,
              testing::Not(testing::Contains(ours)));
}

TEST(Bind, AControlThatIsNamedFromBothSidesIsOne) {
  const model::Model model = model_of(
      "system s\ncontrol OURS { against: [mine] }\n"
      "threat mine { controls: [OURS] }\n");
  EXPECT_EQ(model.threats[model.find_threat("mine")].controls.size(), 1U);
}

TEST(Bind, ATextWithMistakesStillGivesAModel) {
  const Bound result =
      bound("system s\nagnet a\nagent b { aproval: hard }\na -> b\nb -> nowhere\n");
  EXPECT_TRUE(result.sink.has_errors());
  EXPECT_THAT(model::dump_system(result.model), HasSubstr("element b"));
}

// ---- tests of rules -----------------------------------------------------------------------------

TEST(Bind, ATestIsASystemOfItsOwn) {
  const Bound result = bound(
      "system s\nagent outside\n"
      "test alone { agent alone  expect open escape on alone }\n");
  const ast::File& file = result.program.files.back();
  for (const ast::Statement& statement : file.statements) {
    if (const auto* one = std::get_if<ast::Test>(&statement)) {
      diagnostics::Sink sink;
      const model::Model model = bind::bind(result.program, sink, one);
      EXPECT_FALSE(sink.has_errors());
      EXPECT_TRUE(model.find_element("alone"));
      EXPECT_FALSE(model.find_element("outside"));
    }
  }
}

// ---- goldens ------------------------------------------------------------------------------------

constexpr const char* Everything = R"(import "more.aisys"
system desk "Help desk" { owner: "Desk team" }
party us "Us" { role: us }
data question "Question" { sensitivity: confidential, personal: yes }
/// Who asks.
user customer "Customer"
boundary net "Network" by us {
  app web
  agent helper "Desk agent" { tools: [read] }
}
customer -> web -> helper : question { encrypted: yes }
helper -[sends]-> web : "answer"
extend net.helper { approval: hard }
implement FILTER on web, customer -> web { status: planned }
accept escape on helper { reason: "it only reads", until: 2027-01-31 }
view part { include: [web, net.helper] }
view near_it { include: near(helper, 1) and not it is user }
)";

constexpr const char* Library = R"(/// A robot.
kind robot "Robot" is agent { attr arms: number ask "How many arms has {this}?"  tools: [write] }
relation feeds "feeds" from robot to agent
path way from actor to robot through app over sends where not f.encrypted
control OURS { against: [escape] }
threat fall "Robot falls" in escape { variant: yes }
derive r.near for (r: robot) -[sends]-> (:app)
rule it_falls "It falls" match (a: actor) -[way]-> (r: robot) inside (b: boundary)
  where a.trust == untrusted and (r.arms > 1 or not exists { (r) -> (:app) }) raise fall on r
  because "{a} pushes {r} by way of {path}" source "ours"
rate often match (r: robot) where count { (r) -> (x: app) } >= 2 likelihood >= 4 of escape on r
forbid two match (r: robot) where r.arms == 2 error "{r} has two arms"
)";

TEST(Dump, AstIsGolden) {
  const Bound result = bound({{"model.aisys", Everything}, {"more.aisys", Library}});
  std::string text;
  for (const ast::File& file : result.program.files) {
    const source::SourceFile& source = result.program.sources.file(file.id);
    text += source.name.starts_with("stdlib/") ? "" : source.name + "\n" + ast::dump(file) + "\n";
  }
  test::expect_golden("dump/ast.text", text);
}

TEST(Dump, ModelIsGolden) {
  const Bound result = bound({{"model.aisys", Everything}, {"more.aisys", Library}});
  EXPECT_EQ(diagnostics::to_text(result.sink.sorted(), result.program.sources, {}), "");
  test::expect_golden("dump/system.text", model::dump_system(result.model));
}

TEST(Dump, LibraryIsGolden) {
  const Bound result = bound({{"model.aisys", Library}});
  test::expect_golden("dump/library.text", model::dump_library(result.model));
}

}  // namespace
}  // namespace aixc
