#include "compiler/format/diff.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <fmt/core.h>

namespace aixc::format {
namespace {

constexpr size_t Context = 3;
// Beyond so many edits all lines count as changed, for time and memory grow with their square.
constexpr int32_t MaxEdits = 4000;

using Lines = std::vector<std::string_view>;  // each with its line break, but perhaps the last

Lines lines_of(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
    lines.push_back(text.substr(0, end));
    text.remove_prefix(end);
  }
  return lines;
}

// One line of a diff: of both texts, of the old one or of the new one.
struct Edit {
  char sign;  // ' ', '-', '+'
  std::string_view line;
};

// The shortest edits that lead from one text to the other (E. W. Myers, "An O(ND) difference
// algorithm and its variations"): the furthest point on each diagonal is kept for each number of
// edits, and the way is read back from the end.
class Shortest {
 public:
  Shortest(const Lines& before, const Lines& after) : before_(before), after_(after) {}

  std::vector<Edit> run() { return search() ? read_back() : all_changed(); }

 private:
  using Index = int32_t;

  // `furthest_[d][(k + d) / 2]`: how many old lines are passed by at most d edits on diagonal k,
  // where k is old lines passed minus new lines passed, and k and d are both even or both odd.
  Index furthest(Index edits, Index diagonal) const {
    return furthest_[static_cast<size_t>(edits)][static_cast<size_t>((diagonal + edits) / 2)];
  }

  // Whether the last of `edits` edits that led to the diagonal added a line.
  bool added(Index edits, Index diagonal) const {
    return diagonal == -edits || (diagonal != edits && furthest(edits - 1, diagonal - 1) <
                                                           furthest(edits - 1, diagonal + 1));
  }

  Index start(Index edits, Index diagonal) const {
    if (edits == 0) {
      return 0;
    }
    return added(edits, diagonal) ? furthest(edits - 1, diagonal + 1)
                                  : furthest(edits - 1, diagonal - 1) + 1;
  }

  bool search() {
    const auto old_count = static_cast<Index>(before_.size());
    const auto new_count = static_cast<Index>(after_.size());
    for (Index edits = 0; edits <= MaxEdits; ++edits) {
      std::vector<Index> reached;
      for (Index diagonal = -edits; diagonal <= edits; diagonal += 2) {
        Index x = start(edits, diagonal);
        while (x < old_count && x - diagonal < new_count && x >= diagonal &&
               before_[static_cast<size_t>(x)] == after_[static_cast<size_t>(x - diagonal)]) {
          ++x;
        }
        reached.push_back(x);
        if (x >= old_count && x - diagonal >= new_count) {
          furthest_.push_back(std::move(reached));
          return true;
        }
      }
      furthest_.push_back(std::move(reached));
    }
    return false;
  }

  std::vector<Edit> all_changed() const {
    std::vector<Edit> edits;
    for (const std::string_view line : before_) {
      edits.push_back({'-', line});
    }
    for (const std::string_view line : after_) {
      edits.push_back({'+', line});
    }
    return edits;
  }

  std::vector<Edit> read_back() const {
    std::vector<Edit> edits;
    auto x = static_cast<Index>(before_.size());
    auto diagonal = x - static_cast<Index>(after_.size());
    for (auto count = static_cast<Index>(furthest_.size()) - 1; count >= 0; --count) {
      const Index from = start(count, diagonal);
      for (; x > from; --x) {
        edits.push_back({' ', before_[static_cast<size_t>(x - 1)]});
      }
      if (count == 0) {
        break;
      }
      if (added(count, diagonal)) {
        edits.push_back({'+', after_[static_cast<size_t>(x - diagonal - 1)]});
        ++diagonal;
      } else {
        edits.push_back({'-', before_[static_cast<size_t>(x - 1)]});
        --x;
        --diagonal;
      }
    }
    std::ranges::reverse(edits);
    return edits;
  }

  const Lines& before_;
  const Lines& after_;
  std::vector<std::vector<Index>> furthest_;
};

// `12,3`, `12`, `11,0`: where a hunk stands in one of the texts.
std::string range(size_t passed, size_t count) {
  return count == 1 ? fmt::format("{}", passed + 1)
                    : fmt::format("{},{}", passed + (count > 0 ? 1 : 0), count);
}

// The first line behind `from` at which a hunk ends: more than twice the context without a change.
size_t end_of_hunk(const std::vector<Edit>& edits, size_t from) {
  size_t last_change = from;
  for (size_t i = from; i < edits.size() && i <= last_change + 2 * Context + 1; ++i) {
    last_change = edits[i].sign == ' ' ? last_change : i;
  }
  return std::min(last_change + Context + 1, edits.size());
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
  if (before == after) {
    return {};
  }
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  const std::vector<Edit> edits = Shortest(old_lines, new_lines).run();
  const std::string_view shown = name.substr(std::min(name.find_first_not_of('/'), name.size()));
  std::string result = fmt::format("--- a/{}\n+++ b/{}\n", shown, shown);
  size_t passed_old = 0;
  size_t passed_new = 0;
  for (size_t at = 0; at < edits.size();) {
    const auto change = std::find_if(edits.begin() + static_cast<ptrdiff_t>(at), edits.end(),
                                     [](const Edit& edit) { return edit.sign != ' '; });
    if (change == edits.end()) {
      break;
    }
    const auto first_change = static_cast<size_t>(change - edits.begin());
    const size_t begin = std::max(at, first_change - std::min(first_change, Context));
    const size_t end = end_of_hunk(edits, first_change);
    passed_old += begin - at;
    passed_new += begin - at;
    size_t old_count = 0;
    size_t new_count = 0;
    std::string body;
    for (size_t i = begin; i < end; ++i) {
      old_count += edits[i].sign == '+' ? 0 : 1;
      new_count += edits[i].sign == '-' ? 0 : 1;
      body += fmt::format("{}{}", edits[i].sign, edits[i].line);
      body += edits[i].line.ends_with('\n') ? "" : "\n\\ No newline at end of file\n";
    }
    result += fmt::format("@@ -{} +{} @@\n{}", range(passed_old, old_count),
                          range(passed_new, new_count), body);
    passed_old += old_count;
    passed_new += new_count;
    at = end;
  }
  return result;
}

std::vector<Change> changes(std::string_view before, std::string_view after) {
  const Lines old_lines = lines_of(before);
  const Lines new_lines = lines_of(after);
  std::vector<Change> result;
  size_t old_at = 0;
  size_t new_at = 0;
  bool in_change = false;
  for (const Edit& edit : Shortest(old_lines, new_lines).run()) {
    const bool differs = edit.sign != ' ';
    if (differs && !in_change) {
      result.push_back({old_at, old_at, after.substr(new_at, 0)});
    }
    in_change = differs;
    old_at += edit.sign == '+' ? 0 : edit.line.size();
    new_at += edit.sign == '-' ? 0 : edit.line.size();
    if (differs) {
      Change& change = result.back();
      const auto begin = static_cast<size_t>(change.text.data() - after.data());
      change.end = old_at;
      change.text = after.substr(begin, new_at - begin);
    }
  }
  return result;
}

}  // namespace aixc::format
