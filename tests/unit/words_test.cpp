// Words for people.
#include "rules/words.h"

#include <gtest/gtest.h>

namespace aixc::rules {
namespace {

TEST(Words, ATitleInsideASentenceKeepsTheCapitalsOfItsWords) {
  EXPECT_EQ(lower_first("Direct prompt injection"), "direct prompt injection");
  EXPECT_EQ(lower_first("AI resource exhaustion"), "AI resource exhaustion");
  EXPECT_EQ(lower_first("DoS input validation"), "DoS input validation");
  EXPECT_EQ(lower_first("A model leaks"), "a model leaks");
  EXPECT_EQ(lower_first("already low"), "already low");
  EXPECT_EQ(lower_first(""), "");
}

}  // namespace
}  // namespace aixc::rules
