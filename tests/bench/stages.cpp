// The stages of one compilation in memory, from the text of a small system to one of 100,000
// elements. Time and memory per element must not grow with the size.
#include "compiler/bind/bind.h"
#include "compiler/parse/parse.h"
#include "compiler/source/file_system.h"
#include "rules/assess.h"
#include "rules/passes/run.h"
#include "tests/bench/measure.h"

namespace aixc::bench {
namespace {

bind::Program loaded(int elements) {
  diagnostics::Sink sink;
  return bind::load("-", system_text(elements), source::MemoryFileSystem(), {}, sink);
}

void parse_text(benchmark::State& state) {
  const auto elements = static_cast<int>(state.range());
  source::SourceMap sources;
  const source::FileId file = sources.add("system.aisys", system_text(elements));
  size_t bytes = 0;
  for (auto _ : state) {
    diagnostics::Sink sink;
    const size_t before = heap_bytes();
    const ast::File tree = parse::parse(sources, file, sink);
    bytes = heap_bytes() - before;
    benchmark::DoNotOptimize(tree.statements.data());
  }
  per_element(state, elements, bytes);
}

// The standard library is bound each time as well; `bind_text/20` shows what it costs.
void bind_text(benchmark::State& state) {
  const auto elements = static_cast<int>(state.range());
  const bind::Program program = loaded(elements);
  size_t bytes = 0;
  for (auto _ : state) {
    diagnostics::Sink sink;
    const size_t before = heap_bytes();
    const model::Model model = bind::bind(program, sink);
    bytes = heap_bytes() - before;
    if (sink.has_errors()) {
      state.SkipWithError("the system has errors");
    }
    benchmark::DoNotOptimize(model.entities.size());
  }
  per_element(state, elements, bytes);
}

void derive_facts(benchmark::State& state) {
  const auto elements = static_cast<int>(state.range());
  const bind::Program program = loaded(elements);
  diagnostics::Sink sink;
  const model::Model model = bind::bind(program, sink);
  const rules::AssessOptions options;
  size_t bytes = 0;
  for (auto _ : state) {
    const size_t before = heap_bytes();
    rules::passes::Run run(model, options, sink);
    rules::passes::derive(run);
    bytes = heap_bytes() - before;
  }
  per_element(state, elements, bytes);
}

// All passes, those that derive included.
void assess_model(benchmark::State& state, rules::Explain explain) {
  const auto elements = static_cast<int>(state.range());
  const bind::Program program = loaded(elements);
  diagnostics::Sink sink;
  const model::Model model = bind::bind(program, sink);
  rules::AssessOptions options;
  options.explain = explain;
  size_t bytes = 0;
  size_t findings = 0;
  for (auto _ : state) {
    const size_t before = heap_bytes();
    const rules::Assessment assessment = rules::assess(model, options, sink);
    bytes = heap_bytes() - before;
    findings = assessment.findings.size();
  }
  per_element(state, elements, bytes);
  state.counters["findings"] = static_cast<double>(findings);
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  benchmark->Unit(benchmark::kMillisecond);
  for (const int elements : Sizes) {
    benchmark->Arg(elements);
  }
}

BENCHMARK(parse_text)->Apply(sizes);
BENCHMARK(bind_text)->Apply(sizes);
BENCHMARK(derive_facts)->Apply(sizes);
BENCHMARK_CAPTURE(assess_model, told, rules::Explain::Told)->Apply(sizes);
// All reasons are searched one by one, a recursive fact by its whole derivation: for systems that a
// person reads.
BENCHMARK_CAPTURE(assess_model, all, rules::Explain::All)
    ->Unit(benchmark::kMillisecond)
    ->Arg(Sizes[0])
    ->Arg(Sizes[1]);

}  // namespace
}  // namespace aixc::bench
