// A text that is read again after a change: nothing but the time may tell.
#include <algorithm>
#include <array>
#include <filesystem>
#include <random>

#include <gtest/gtest.h>

#include "compiler/ast/archive.h"
#include "compiler/base/utf8.h"
#include "compiler/diagnostics/emit.h"
#include "compiler/parse/parse.h"
#include "tests/support/paths.h"

namespace aixc {
namespace {

constexpr const char* Name = "text.aisys";

// All that can be seen of a parse: the tree with its places and views, and what was said.
std::string seen(const std::string& text, parse::Memory* memory) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  // Ids of files are not always the same.
  for (size_t i = 0; memory != nullptr && i < memory->versions.size(); ++i) {
    sources.add("before.aisys", "");
  }
  const source::FileId file = sources.add(Name, text);
  const ast::File tree = parse::parse(sources, file, sink, memory);
  EXPECT_EQ(tree.id, file);
  for (const ast::Statement& statement : tree.statements) {
    EXPECT_EQ(std::visit([](const auto& it) { return it.span.file; }, statement), file);
  }
  return ast::to_archive(tree, sources.file(file).text) +
         diagnostics::to_text(sink.sorted(), sources, {.color = false});
}

std::string numbered_apps(int count) {
  std::string text = "system s \"S\"\n";
  for (int i = 0; i < count; ++i) {
    text += "/// The app.\napp a" + std::to_string(i) + " \"A\" { exposure: internal }\n";
  }
  return text;
}

size_t recalled(const parse::Memory& memory) {
  return memory.versions.at(Name)->recalled;
}

TEST(ParseMemory, OnlyWhatALetterTouchesIsReadAgain) {
  parse::Memory memory;
  std::string text = numbered_apps(100);
  seen(text, &memory);
  EXPECT_EQ(recalled(memory), 0U);
  for (const char* place :
       {"\"A\" { exposure: internal }\n/// The app.\napp a51", "The app.\napp a7"}) {
    text.insert(text.find(place) + 1, "é");
    EXPECT_EQ(seen(text, &memory), seen(text, nullptr));
    EXPECT_EQ(recalled(memory), 100U);
  }
  EXPECT_EQ(seen(text, &memory), seen(text, nullptr));
  EXPECT_EQ(recalled(memory), 101U);
}

TEST(ParseMemory, WhatIsWrongIsReadAgainUntilItIsRight) {
  parse::Memory memory;
  std::string text = numbered_apps(100);
  seen(text, &memory);
  const size_t place = text.find("app a50");
  text.insert(place, "app -> \n");
  for (int i = 0; i < 2; ++i) {
    EXPECT_EQ(seen(text, &memory), seen(text, nullptr));
    EXPECT_GE(recalled(memory), 98U);
  }
  text.erase(place, 9);
  EXPECT_EQ(seen(text, &memory), seen(text, nullptr));
  EXPECT_GE(recalled(memory), 98U);
}

// ---- any edits ----------------------------------------------------------------------------------

class Editor {
 public:
  Editor(std::string text, uint32_t seed) : text_(std::move(text)), before_(text_), rand_(seed) {}

  const std::string& text() const { return text_; }
  void edit() {
    if (below(8) == 0) {
      std::swap(text_, before_);  // as undo does
      return;
    }
    before_ = text_;
    for (size_t i = below(3) + 1; i > 0; --i) {
      const size_t begin = place();
      const size_t end = std::max(begin, boundary(begin + std::array{0, 0, 1, 3, 60}[below(5)]));
      const std::string moved = text_.substr(begin, end - begin);
      text_.replace(begin, end - begin, words());
      if (below(4) == 0) {
        text_.insert(place(), moved);
      }
    }
  }

 private:
  size_t below(size_t count) { return rand_() % count; }
  size_t boundary(size_t at) const {
    at = std::min(at, text_.size());
    while (!is_code_point_boundary(text_, at)) {
      ++at;
    }
    return at;
  }
  size_t place() { return boundary(below(text_.size() + 1)); }
  std::string words() {
    static constexpr auto Words = std::to_array<const char*>(
        {"a",         "{",          "}",   "\"",  "\"\"\"",   "->",         "-[",
         "]->",       "// x\n",     "/*",  "*/",  "\n",       "\r\n",       " ",
         "é😀",        ":",          "1..", "30d", "2026-11-", "///",        "rule",
         "app x",     "by u",       "[",   "]",   "(",        ")",          "not ",
         "match",     "extend a {", "#",   "’",   "=",        "system s\n", "import \"x\"\n",
         "test t {\n"});
    std::string result;
    for (size_t i = below(3); i > 0; --i) {
      result += Words[below(Words.size())];
    }
    return result;
  }

  std::string text_;
  std::string before_;
  std::mt19937 rand_;
};

TEST(ParseMemory, AnyEditsGiveWhatAFreshParseGives) {
  std::vector<std::string> texts = {test::read_source("tests/grammar/full.aisys"),
                                    numbered_apps(20)};
  for (const char* folder : {"examples", "tests/diagnostics"}) {
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(test::source_dir() / folder)) {
      if (entry.path().extension() == ".aisys") {
        const std::string text =
            test::read_source(entry.path().lexically_relative(test::source_dir()));
        if (source::find_invalid_utf8(text) == std::string::npos) {
          texts.push_back(text);
        }
      }
    }
  }
  std::ranges::sort(texts);
  size_t all = 0;
  for (size_t i = 0; i < texts.size() && !HasFailure(); ++i) {
    Editor editor(texts[i], static_cast<uint32_t>(i));
    parse::Memory memory;
    for (int edit = 0; edit < 25 && !HasFailure(); ++edit) {
      EXPECT_EQ(seen(editor.text(), &memory), seen(editor.text(), nullptr))
          << "text " << i << ", edit " << edit << "\n"
          << editor.text();
      all += recalled(memory);
      editor.edit();
    }
  }
  EXPECT_GT(all, 10 * texts.size());
}

}  // namespace
}  // namespace aixc
