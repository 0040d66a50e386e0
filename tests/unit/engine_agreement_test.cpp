// The engine against the naive evaluator: every rule, rate and derivation of the library, every
// element, on random systems that are small enough to try everything.
#include <algorithm>
#include <set>

#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "compiler/source/file_system.h"
#include "rules/passes/run.h"
#include "rules/pattern/plan.h"
#include "tests/support/naive.h"
#include "tests/support/random_system.h"

namespace aixc::test {
namespace {

constexpr int Systems = 60;

Compilation compiled(const std::string& text) {
  source::MemoryFileSystem disk;
  disk.files["random.aisys"] = text;
  return compile("random.aisys", "", disk, {});
}

// Compares one match at every candidate of its target.
void expect_agreement(const rules::passes::Run& run, const model::Match& match,
                      model::VariableIndex target, std::string_view name, const std::string& text) {
  rules::eval::Conditions conditions(run.knowledge, match.variables);
  rules::eval::Search search(conditions, match, target);
  rules::eval::Environment nothing(match.variables.size());
  Naive naive(run.knowledge);
  for (const model::EntityId element : run.model.elements) {
    EXPECT_EQ(search.at(element, nothing).truth, naive.holds(match, target, element))
        << name << " at " << run.model.entities[element].path << " of\n"
        << text;
    if (::testing::Test::HasFailure()) {
      return;
    }
  }
}

enum class Said : uint8_t { RulesAndRates, Derivations };

// The engine and the naive evaluator, on what a system's library says; of rules only those whose
// names begin so.
void expect_agreement(const std::string& text, Said said, std::string_view beginning = "") {
  const Compilation result = compiled(text);
  ASSERT_FALSE(result.sink.has_errors()) << text;
  const model::Model& model = result.model;
  diagnostics::Sink sink;
  const rules::AssessOptions options;
  rules::passes::Run run(model, options, sink);
  rules::passes::derive(run);
  if (said == Said::Derivations) {
    for (const model::Derivation& it : model.derivations) {
      if (it.match.variables[it.variable].form == model::Variable::Form::Node) {
        expect_agreement(run, it.match, it.variable, model.text(it.attribute), text);
      }
    }
    return;
  }
  for (const model::Rule& rule : model.rules) {
    if (model.text(rule.name).starts_with(beginning)) {
      expect_agreement(run, rule.match, rule.target, model.text(rule.name), text);
    }
  }
  for (const model::Rate& rate : model.rates) {
    if (model.text(rate.name).starts_with(beginning)) {
      expect_agreement(run, rate.match, rate.target, model.text(rate.name), text);
    }
  }
}

TEST(EngineAgreement, RulesAndRates) {
  for (int seed = 0; seed < Systems && !HasFailure(); ++seed) {
    expect_agreement(random_system(static_cast<uint64_t>(seed), {.elements = 7}),
                     Said::RulesAndRates);
  }
}

TEST(EngineAgreement, Derivations) {
  for (int seed = 0; seed < Systems / 4 && !HasFailure(); ++seed) {
    expect_agreement(random_system(static_cast<uint64_t>(seed), {.elements = 6}),
                     Said::Derivations);
  }
}

// Rules that are no trees: what was decided under one binding of a pinned variable, its paths
// included, must not be believed under the next.
constexpr std::string_view Pinning = R"(
rule pinning_written_and_asked "One party writes, asks and is asked"
  match (a: actor) -[write_path]-> (h: store), (a) -[input_path]-> (x: software)
  where a.trust == h.trust and a.trust == x.trust
  raise evasion on h
  because "{a}"
  source "test"
rule pinning_asked_and_written "The same of whoever asks"
  match (a: actor) -[input_path]-> (m: prompted), (a) -[write_path]-> (h: store)
  where a.by != h.by
  raise evasion on m
  because "{a}"
  source "test"
rule pinning_there_and_back "It leads to an application and back"
  match (a: app) -[*]-> (x: component), (x) -[*]-> (a)
  raise evasion on x
  because "{a}"
  source "test"
rule pinning_round "A way out and back"
  match (m: prompted) -[output_path]-> (x: software), (x) -[input_path]-> (m),
    (x) -[output_path]-> (y: software), (m) -[output_path]-> (y)
  raise evasion on m
  because "{x}"
  source "test"
)";

TEST(EngineAgreement, RulesThatPinVariables) {
  size_t paths_between_pins = 0;
  for (int seed = 0; seed < Systems && !HasFailure(); ++seed) {
    const std::string text =
        random_system(static_cast<uint64_t>(seed),
                      {.elements = 8, .flows_per_element = 2, .boundary_size = 3}) +
        std::string(Pinning);
    expect_agreement(text, Said::RulesAndRates, "pinning_");
    const Compilation result = compiled(text);
    for (const model::Rule& rule : result.model.rules) {
      if (rule.match.where) {
        paths_between_pins += rules::pattern::compile(rule.match.variables, rule.match.pattern,
                                                      {&*rule.match.where}, rule.target, {})
                                  .closed.size();
      }
    }
  }
  EXPECT_GT(paths_between_pins, 0U) << "no rule has a path between two pinned variables";
}

// What a class of paths passes hangs on what is derived along such paths: an answer that was shared
// must be given anew as soon as more is known. The second attribute says the same without a path.
constexpr std::string_view Spreading = R"(
path handing "Handing on"
  from software
  to software
  through software
  where f.handed
derive f.handed for (s: software) -[f]-> (:software)
  when s.lit
derive s.lit for (:feed) -> (s: software)
derive s.lit for (r: software) -[handing]-> (s: software)
  when r.lit
derive s.reached for (:feed) -> (s: software)
derive s.reached for (r: software) -> (s: software)
  when r.reached
)";

TEST(EngineAgreement, PathsThatOpenThemselves) {
  std::ptrdiff_t beyond = 0;  // flows handed on by what no feed reaches by itself
  for (int seed = 0; seed < Systems && !HasFailure(); ++seed) {
    const std::string text =
        random_system(static_cast<uint64_t>(seed), {.elements = 12, .flows_per_element = 2}) +
        std::string(Spreading);
    const Compilation result = compiled(text);
    ASSERT_FALSE(result.sink.has_errors()) << text;
    const model::Model& model = result.model;
    diagnostics::Sink sink;
    const rules::AssessOptions options;
    rules::passes::Run run(model, options, sink);
    rules::passes::derive(run);
    const Symbol lit = model.names.find("lit");
    const Symbol reached = model.names.find("reached");
    const Symbol handed = model.names.find("handed");
    const auto is_yes = [&](model::EntityId entity, Symbol attribute) {
      const rules::eval::Reading reading = run.knowledge.read(entity, attribute);
      return reading.value != nullptr && *reading.value == model::Value{true};
    };
    for (const model::EntityId element : model.elements) {
      EXPECT_EQ(is_yes(element, lit), is_yes(element, reached))
          << model.entities[element].path << " of\n"
          << text;
    }
    std::set<model::EntityId> fed;
    for (const model::Flow& flow : model.flows) {
      if (model.is_a(flow.from, model.find_kind("feed"))) {
        fed.insert(flow.to);
      }
    }
    beyond += std::ranges::count_if(model.flows, [&](const model::Flow& flow) {
      return is_yes(flow.entity, handed) && !fed.contains(flow.from);
    });
  }
  EXPECT_GT(beyond, 0) << "nothing is handed on";
}

}  // namespace
}  // namespace aixc::test
