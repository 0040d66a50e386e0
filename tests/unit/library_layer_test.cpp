// The standard library bound once for many systems: nothing but the time may tell.
#include <filesystem>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/diagnostics/emit.h"
#include "compiler/pipeline.h"
#include "compiler/render/json.h"
#include "tests/support/paths.h"
#include "tests/support/random_system.h"

namespace aixc {
namespace {

class LibraryLayer : public testing::Test {
 protected:
  // All that can be seen of a compilation.
  std::string seen(const std::string& entry, const source::FileSystem& files,
                   const bind::Library* begin_with) {
    CompileOptions options;
    options.load.library = begin_with;
    options.load.allow_outside_root = true;
    model::parse_date("2026-06-01", options.assess.today);
    Compilation result = compile(entry, "", files, options);
    used = result.program.library != nullptr;
    std::string text =
        diagnostics::to_text(result.sink.sorted(), result.program.sources, {.color = false});
    if (result.assessment) {
      text += render::render_json({.model = result.model,
                                   .assessment = *result.assessment,
                                   .sources = result.program.sources,
                                   .options = {}})
                  .bytes;
    }
    return text;
  }

  void expect_the_same(const std::string& entry, const source::FileSystem& files) {
    const std::string alone = seen(entry, files, nullptr);
    EXPECT_EQ(seen(entry, files, library.get()), alone) << entry;
  }

  std::shared_ptr<const bind::Library> library = bind::bound_library();
  bool used = false;
};

TEST_F(LibraryLayer, EveryFileOfOursMeansTheSameUponIt) {
  const source::DiskFileSystem disk;
  size_t upon = 0;
  for (const char* folder : {"examples", "tests/diagnostics", "tests/corpus"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() == ".aisys") {
        expect_the_same(entry.path().string(), disk);
        upon += used ? 1 : 0;
      }
    }
  }
  EXPECT_GT(upon, 50U);
}

TEST_F(LibraryLayer, RandomSystemsMeanTheSameUponIt) {
  for (uint64_t seed = 1; seed <= 20; ++seed) {
    source::MemoryFileSystem files;
    files.files["a.aisys"] = test::random_system(seed, {});
    expect_the_same("a.aisys", files);
    EXPECT_TRUE(used) << seed;
  }
}

TEST_F(LibraryLayer, WhatExtendsTheLibraryIsBoundWithIt) {
  for (const char* text :
       {"kind robot is agent\nrobot r\n", "threat fraud { summary: \"x\" }\nagent a\n",
        "control GUARD { strength: 50% }\nagent a\nimplement GUARD on a\n",
        "relation moves from agent to agent\nagent a\nagent b\na -[moves]-> b\n",
        "rule all match (a: agent) raise evasion on a because \"so\"\nagent a\n"}) {
    source::MemoryFileSystem files;
    files.files["a.aisys"] = std::string("system s\n") + text;
    expect_the_same("a.aisys", files);
    EXPECT_FALSE(used) << text;
    // Also from a file that is only imported.
    files.files["b.aisys"] = "import \"a.aisys\"\napp x\n";
    expect_the_same("b.aisys", files);
    EXPECT_FALSE(used) << text;
  }
}

TEST_F(LibraryLayer, ManySystemsInTurnLeaveItAsItIs) {
  source::MemoryFileSystem files;
  files.files["a.aisys"] = "system s\nagent a\nview v { include: it is agent }\n";
  files.files["b.aisys"] = "system t\nagent b\nagnet c\ndata a\nb -> b : evasion\n";
  const std::string a = seen("a.aisys", files, nullptr);
  const std::string b = seen("b.aisys", files, nullptr);
  for (int round = 0; round < 3; ++round) {
    EXPECT_EQ(seen("a.aisys", files, library.get()), a);
    EXPECT_EQ(seen("b.aisys", files, library.get()), b);
  }
}

}  // namespace
}  // namespace aixc
