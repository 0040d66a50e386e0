#include "tests/support/golden.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/paths.h"

namespace aixc::test {
namespace {

constexpr size_t Context = 2;

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

struct Line {
  char mark;
  std::string_view text;
};

// The longest common subsequence of what is between the equal beginning and the equal end.
std::vector<Line> compare(const std::vector<std::string_view>& a,
                          const std::vector<std::string_view>& b) {
  const size_t n = a.size();
  const size_t m = b.size();
  std::vector<std::vector<size_t>> common(n + 1, std::vector<size_t>(m + 1));
  for (size_t i = n; i-- > 0;) {
    for (size_t j = m; j-- > 0;) {
      common[i][j] =
          a[i] == b[j] ? common[i + 1][j + 1] + 1 : std::max(common[i + 1][j], common[i][j + 1]);
    }
  }
  std::vector<Line> lines;
  size_t i = 0;
  size_t j = 0;
  while (i < n || j < m) {
    if (i < n && j < m && a[i] == b[j]) {
      lines.push_back({' ', a[i++]});
      ++j;
    } else if (j >= m || (i < n && common[i + 1][j] >= common[i][j + 1])) {
      lines.push_back({'-', a[i++]});
    } else {
      lines.push_back({'+', b[j++]});
    }
  }
  return lines;
}

bool updates() {
  const char* given = std::getenv("AIXC_UPDATE");
  return given != nullptr && std::string_view(given) == "1";
}

}  // namespace

std::string line_difference(std::string_view expected, std::string_view actual) {
  if (expected == actual) {
    return {};
  }
  const std::vector<Line> lines = compare(lines_of(expected), lines_of(actual));
  std::string text;
  bool left_out = false;
  for (size_t i = 0; i < lines.size(); ++i) {
    bool near = false;
    for (size_t k = i > Context ? i - Context : 0; k <= i + Context && k < lines.size(); ++k) {
      near = near || lines[k].mark != ' ';
    }
    if (near) {
      text +=
          std::string(left_out ? "  …\n" : "") + lines[i].mark + std::string(lines[i].text) + "\n";
    }
    left_out = !near;
  }
  return text.empty() ? "only the last line break differs\n" : text;
}

void expect_golden(const std::string& name, std::string_view text) {
  expect_file("tests/golden/" + name, text);
}

void expect_file(const std::string& name, std::string_view text) {
  const std::filesystem::path path = source_dir() / name;
  std::ifstream in(path, std::ios::binary);
  const bool exists = static_cast<bool>(in);
  const std::string expected{std::istreambuf_iterator<char>(in), {}};
  if (exists && expected == text) {
    return;
  }
  if (updates()) {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
    return;
  }
  ADD_FAILURE() << name << (exists ? " differs" : " does not exist")
                << "; if this is right, run the test with AIXC_UPDATE=1\n"
                << line_difference(expected, text);
}

}  // namespace aixc::test
