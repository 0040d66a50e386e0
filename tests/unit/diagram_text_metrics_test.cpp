#include <gtest/gtest.h>

#include "compiler/diagram/text_metrics.h"

namespace aixc::diagram {
namespace {

using Lines = std::vector<std::string>;

TEST(TextMetrics, KnowsHelvetica) {
  EXPECT_DOUBLE_EQ(text_width("Triage agent", {10}), 56.14);
  EXPECT_GT(text_width("Triage agent", {10, true}), text_width("Triage agent", {10}));
  EXPECT_DOUBLE_EQ(text_width("ab", {10, false, 2}), text_width("ab", {10}) + 4);
}

TEST(TextMetrics, HasRulesForOtherScripts) {
  EXPECT_DOUBLE_EQ(text_width("検索", {10}), 20);
  EXPECT_DOUBLE_EQ(text_width("🧪", {10}), 12.5);
  EXPECT_DOUBLE_EQ(text_width("e\xCC\x81", {10}), text_width("e", {10}));  // a combining accent
  EXPECT_DOUBLE_EQ(text_width("\x01\x7F", {10}), 0);
  EXPECT_GT(text_width("\xFF\xC3", {10}), 0);  // no UTF-8: replacement characters
}

TEST(TextMetrics, WrapsAtSpaces) {
  EXPECT_EQ(wrap("one two three", {10}, 40, 5), (Lines{"one two", "three"}));
  EXPECT_EQ(wrap("  one \n\t two  ", {10}, 100, 5), (Lines{"one two"}));
  EXPECT_EQ(wrap("", {10}, 100, 5), (Lines{""}));
}

TEST(TextMetrics, BreaksLongWordsAndWideScripts) {
  EXPECT_EQ(wrap("aaaaaaaaaa", {10}, 30, 5), (Lines{"aaaaa", "aaaaa"}));
  EXPECT_EQ(wrap("検索検索", {10}, 20, 5), (Lines{"検索", "検索"}));
}

TEST(TextMetrics, EndsInAnEllipsisWhereTheLinesAreUsedUp) {
  const Lines lines = wrap("one two three four five", {10}, 40, 2);
  ASSERT_EQ(lines.size(), 2U);
  EXPECT_TRUE(lines[1].ends_with("…"));
  EXPECT_LE(text_width(lines[1], {10}), 40);
  EXPECT_EQ(shorten("short", {10}, 100), "short");
  EXPECT_LE(text_width(shorten("much too long", {10}, 40), {10}), 40);
}

TEST(TextMetrics, ReadsNoMoreThanItShows) {
  const std::string megabytes(10'000'000, 'x');
  EXPECT_EQ(wrap(megabytes, {10}, 100, 3).size(), 3U);
  std::string marks = "a";
  for (int i = 0; i < 100'000; ++i) {
    marks += "\xCC\x81";
  }
  EXPECT_LT(wrap(marks, {10}, 100, 3)[0].size(), 2000U);
}

}  // namespace
}  // namespace aixc::diagram
