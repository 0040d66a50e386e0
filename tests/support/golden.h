// Golden files: what a stage gave when somebody last looked at it and found it right.
#pragma once

#include <string>
#include <string_view>

namespace aixc::test {

// Compares `text` with tests/golden/NAME and shows what differs. With AIXC_UPDATE=1 in the
// environment, or `aixc_tests --update`, it writes the file instead: read the difference in the
// commit before you trust it.
void expect_golden(const std::string& name, std::string_view text);
// The same for a file anywhere below the sources, such as a page that is made from a table.
void expect_file(const std::string& path, std::string_view text);

// The lines that differ, with a few around them: ` same`, `-expected`, `+actual`. Empty if none do.
std::string line_difference(std::string_view expected, std::string_view actual);

}  // namespace aixc::test
