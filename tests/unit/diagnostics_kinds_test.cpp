// Diagnostics that no file of tests/diagnostics can show, and a check that every kind is shown
// somewhere.
#include <filesystem>
#include <set>
#include <string>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "compiler/config/config.h"
#include "compiler/pipeline.h"
#include "tests/support/paths.h"

namespace aixc::test {
namespace {

using diagnostics::Kind;

// Shown by the tests below.
const std::set<Kind> ShownHere{
    Kind::InvalidUtf8,    Kind::NestedTooDeep,     Kind::TooManyErrors,
    Kind::CannotRead,     Kind::BadConfigSyntax,   Kind::UnknownConfigKey,
    Kind::BadConfigValue, Kind::ConfigPathOutside, Kind::UnknownIgnoredRule,
    Kind::ImportTooDeep,  Kind::NoStandardLibrary, Kind::UnknownExpectation};

bool reports(const diagnostics::Sink& sink, Kind kind) {
  for (const diagnostics::Diagnostic& it : sink.sorted()) {
    if (it.kind == kind) {
      return true;
    }
  }
  return false;
}

Compilation compiled(const std::string& text, const CompileOptions& options = {}) {
  source::MemoryFileSystem disk;
  disk.files["model.aisys"] = text;
  return compile("model.aisys", "", disk, options);
}

TEST(DiagnosticsKinds, InvalidUtf8) {
  EXPECT_TRUE(reports(compiled("system s \"\xff\" { }\n").sink, Kind::InvalidUtf8));
}

TEST(DiagnosticsKinds, NestedTooDeep) {
  std::string text;
  constexpr int Depth = 100'000;
  for (int i = 0; i < Depth; ++i) {
    text += "boundary b {\n";
  }
  text += std::string(Depth, '}');
  EXPECT_TRUE(reports(compiled(text).sink, Kind::NestedTooDeep));
}

TEST(DiagnosticsKinds, TooManyErrors) {
  std::string text;
  for (int i = 0; i < 2'000; ++i) {
    text += "user -> -> user ;\n";
  }
  EXPECT_TRUE(reports(compiled(text).sink, Kind::TooManyErrors));
}

TEST(DiagnosticsKinds, CannotRead) {
  const source::MemoryFileSystem disk;
  EXPECT_TRUE(reports(compile("missing.aisys", "", disk, {}).sink, Kind::CannotRead));
}

TEST(DiagnosticsKinds, ImportTooDeep) {
  source::MemoryFileSystem disk;
  for (int i = 0; i < 500; ++i) {
    disk.files[fmt::format("f{}.aisys", i)] = fmt::format("import \"f{}.aisys\"\n", i + 1);
  }
  EXPECT_TRUE(reports(compile("f0.aisys", "", disk, {}).sink, Kind::ImportTooDeep));
}

TEST(DiagnosticsKinds, NoStandardLibrary) {
  CompileOptions options;
  options.load.stdlib_directory = "nowhere";
  EXPECT_TRUE(reports(compiled("system s { }\n", options).sink, Kind::NoStandardLibrary));
}

// What is wrong with `aixc.toml`.
TEST(DiagnosticsKinds, Configuration) {
  const auto loaded = [](const std::string& text) {
    source::MemoryFileSystem disk;
    disk.files["aixc.toml"] = text;
    return config::load("aixc.toml", disk).sink;
  };
  EXPECT_TRUE(reports(loaded("root = \n"), Kind::BadConfigSyntax));
  EXPECT_TRUE(reports(loaded("fail-no = \"high\"\n"), Kind::UnknownConfigKey));
  EXPECT_TRUE(reports(loaded("fail-on = \"severe\"\n"), Kind::BadConfigValue));
  EXPECT_TRUE(reports(loaded("root = \"..\"\n"), Kind::ConfigPathOutside));
  EXPECT_TRUE(loaded("direction = \"auto\"\n").sorted().empty()) << "as `--direction` takes it";
  const auto help_of = [&](const std::string& text) { return loaded(text).sorted().at(0).help; };
  EXPECT_NE(help_of("fail-on = high\n").find("a text stands in quotes"), std::string::npos);
  EXPECT_NE(help_of("[check]\nstrict = true\n").find("outside of tables"), std::string::npos);
  CompileOptions options;
  options.assess.ignored_rules = {"no_such_rule"};
  EXPECT_TRUE(reports(compiled("system s\n", options).sink, Kind::UnknownIgnoredRule));
}

TEST(DiagnosticsKinds, UnknownExpectation) {
  const Compilation library = compiled("test t { agent a expect aplies evasion on a }\n");
  diagnostics::Sink sink;
  for (const ast::File& file : library.program.files) {
    for (const ast::Statement& statement : file.statements) {
      if (const auto* test = std::get_if<ast::Test>(&statement)) {
        bind::bind(library.program, sink, test);
      }
    }
  }
  EXPECT_TRUE(reports(library.sink, Kind::UnknownExpectation) ||
              reports(sink, Kind::UnknownExpectation));
}

TEST(DiagnosticsKinds, EveryKindIsShown) {
  std::string all;
  for (const auto& entry :
       std::filesystem::directory_iterator(source_dir() / "tests/diagnostics")) {
    if (entry.path().extension() == ".aisys") {
      all += read_source(entry.path());
    }
  }
  for (const diagnostics::KindInfo& info : diagnostics::all_kinds()) {
    const bool shown = ShownHere.contains(info.kind) ||
                       all.find(diagnostics::code_text(info.kind)) != std::string::npos;
    EXPECT_TRUE(shown) << diagnostics::code_text(info.kind) << " " << info.name;
  }
}

}  // namespace
}  // namespace aixc::test
