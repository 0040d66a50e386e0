// What the parser makes of texts without errors.
#include "compiler/parse/parse.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "compiler/ast/dump.h"
#include "tests/support/paths.h"

namespace aixc {
namespace {

TEST(Parse, ReadsTheFullFile) {
  source::SourceMap sources;
  diagnostics::Sink sink;
  const auto file = sources.add("full.aisys", test::read_source("tests/grammar/full.aisys"));
  const ast::File tree = parse::parse(sources, file, sink);
  EXPECT_THAT(sink.sorted(), testing::IsEmpty());
  EXPECT_THAT(ast::dump(tree), testing::HasSubstr("declare actor patient \"Patient\"\n"));
}

}  // namespace
}  // namespace aixc
