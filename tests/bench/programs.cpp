// Whole programs, in processor time: what a person waits for, start-up included. Pictures are
// measured against `dot -Tsvg` on the same graph, in turns, so that the ratio means something on
// any machine.
#include <algorithm>

#include "tests/bench/measure.h"

namespace aixc::bench {
namespace {

constexpr const char* Example = "examples/01_support_assistant.aisys";
constexpr int Found = 1;  // the gate's exit code for a system with threats

// Adds one run to the time; false if it failed.
bool timed(benchmark::State& state, const std::vector<std::string>& arguments, int expected,
           double& megabytes) {
  const Ran ran = run_program(arguments, expected);
  if (!ran.succeeded) {
    state.SkipWithError("the program failed; is it built?");
    return false;
  }
  state.SetIterationTime(ran.seconds);
  megabytes = std::max(megabytes, ran.megabytes);
  return true;
}

void version(benchmark::State& state) {
  double megabytes = 0;
  for (auto _ : state) {
    if (!timed(state, {compiler(), "--version"}, 0, megabytes)) {
      break;
    }
  }
  state.counters["MB"] = megabytes;
}

void check_example(benchmark::State& state) {
  double megabytes = 0;
  for (auto _ : state) {
    if (!timed(state, {compiler(), "check", Example}, Found, megabytes)) {
      break;
    }
  }
  state.counters["MB"] = megabytes;
}

void check_system(benchmark::State& state) {
  const auto elements = static_cast<int>(state.range());
  const Folder folder;
  const std::string file = folder.file("system.aisys", system_text(elements));
  double megabytes = 0;
  for (auto _ : state) {
    if (!timed(state, {compiler(), "check", file}, Found, megabytes)) {
      break;
    }
  }
  per_element(state, elements, static_cast<size_t>(megabytes * 1024 * 1024));
  state.counters["MB"] = megabytes;
}

// `compared` is drawn by us and by `dot`.
void draw(benchmark::State& state, const std::string& compared) {
  const Folder folder;
  const std::string graph = folder.path("graph.dot");
  const std::string picture = folder.path("picture.svg");
  if (!run_program({compiler(), compared, "-o", graph}).succeeded) {
    state.SkipWithError("the graph cannot be written; is the program built?");
    return;
  }
  double ours = 0;
  double theirs = 0;
  double megabytes = 0;
  for (auto _ : state) {
    const Ran own = run_program({compiler(), compared, "-o", picture});
    const Ran dot = run_program({"dot", "-Tsvg", graph, "-o", picture});
    if (!own.succeeded || !dot.succeeded) {
      state.SkipWithError(own.succeeded ? "dot failed" : "the picture failed");
      return;
    }
    state.SetIterationTime(own.seconds);
    ours += own.seconds;
    theirs += dot.seconds;
    megabytes = std::max(megabytes, own.megabytes);
  }
  state.counters["dot"] = benchmark::Counter(theirs, benchmark::Counter::kAvgIterations);
  state.counters["ratio"] = ours / theirs;
  state.counters["MB"] = megabytes;
}

void draw_example(benchmark::State& state) {
  draw(state, Example);
}

void draw_system(benchmark::State& state) {
  const Folder folder;
  draw(state, folder.file("system.aisys", system_text(static_cast<int>(state.range()))));
}

BENCHMARK(version)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(30);
BENCHMARK(check_example)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(30);
BENCHMARK(check_system)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Arg(1'000)
    ->Arg(10'000)
    ->Arg(100'000)
    ->Iterations(3);
BENCHMARK(draw_example)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(20);
BENCHMARK(draw_system)
    ->UseManualTime()
    ->Unit(benchmark::kMillisecond)
    ->Arg(12)
    ->Arg(100)  // of 1,000 `dot` itself takes minutes for all turns
    ->Iterations(5);

}  // namespace
}  // namespace aixc::bench
