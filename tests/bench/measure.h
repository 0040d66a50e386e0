// What the benchmarks share: the systems that they measure, and how memory and programs are
// measured.
#pragma once

#include <string>
#include <vector>

#include <benchmark/benchmark.h>

namespace aixc::bench {

// The elements of the systems measured; each has 1.5 times as many flows.
constexpr int Sizes[] = {20, 1'000, 10'000, 100'000};

// One system with that many elements, always the same: three boundaries round each element, four
// fifths of the flows between near elements, half of the attributes given.
const std::string& system_text(int elements);

// Bytes of the heap in use.
size_t heap_bytes();
// Writes down what one element costs: its share of the time, and of `bytes` on the heap.
void per_element(benchmark::State& state, int elements, size_t bytes);

// A program that ran to its end.
struct Ran {
  double seconds = 0;      // of processor time, system calls included
  double megabytes = 0;    // the most that it had in memory
  bool succeeded = false;  // it ended by itself with `expected`
};
// Runs it with its output thrown away. `arguments[0]` is looked for in the PATH.
Ran run_program(const std::vector<std::string>& arguments, int expected = 0);
// The compiler that is measured: the environment's AIXC_BINARY, else build/bench/aixc.
std::string compiler();

// A folder for the files of one run, removed at its end.
class Folder {
 public:
  Folder();
  ~Folder();
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  std::string path(const std::string& name) const { return path_ + "/" + name; }
  // Writes a file and gives its path.
  std::string file(const std::string& name, const std::string& text) const;

 private:
  std::string path_;
};

}  // namespace aixc::bench
