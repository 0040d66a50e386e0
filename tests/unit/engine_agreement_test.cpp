// The engine against the naive evaluator: every rule and rate of the library, every element, on random
// systems that are small enough to try everything.
#include <gtest/gtest.h>

#include "compiler/pipeline.h"
#include "compiler/source/file_system.h"
#include "rules/passes/run.h"
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
                      model::VariableIndex target, std::string_view name,
                      const std::string& text) {
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

TEST(EngineAgreement, RulesAndRates) {
  for (int seed = 0; seed < Systems; ++seed) {
    const std::string text = random_system(static_cast<uint64_t>(seed), {.elements = 7});
    const Compilation result = compiled(text);
    ASSERT_FALSE(result.sink.has_errors()) << text;
    diagnostics::Sink sink;
    const rules::AssessOptions options;
    rules::passes::Run run(result.model, options, sink);
    rules::passes::derive(run);
    for (const model::Rule& rule : result.model.rules) {
      expect_agreement(run, rule.match, rule.target, result.model.text(rule.name), text);
    }
    for (const model::Rate& rate : result.model.rates) {
      expect_agreement(run, rate.match, rate.target, result.model.text(rate.name), text);
    }
    if (HasFailure()) {
      return;
    }
  }
}

}  // namespace
}  // namespace aixc::test
