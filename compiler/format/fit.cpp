#include "compiler/format/fit.h"

#include <algorithm>
#include <array>

#include "compiler/base/utf8.h"
#include "compiler/format/layout.h"

namespace aixc::format {
namespace {

bool is_one_of(std::string_view text, std::string_view characters) {
  return text.size() == 1 && characters.find(text[0]) != std::string_view::npos;
}

bool is_number(std::string_view text) {
  return text[0] >= '0' && text[0] <= '9';
}

bool opens(const Mark& mark) {
  return mark.kind == Mark::Kind::OpenTogether || mark.kind == Mark::Kind::OpenFill;
}

// How many groups open at a word from a mark on.
int opened_from(const Word& word, size_t mark) {
  return static_cast<int>(
      std::count_if(word.before.begin() + static_cast<ptrdiff_t>(mark), word.before.end(), opens));
}

// Walks on from a word and counts columns as if everything stood on one line.
class Measure {
 public:
  Measure(const Words& words, size_t at, uint32_t column)
      : words_(words), at_(at), column_(column) {}

  // `depth`: how many groups the first word stands in, of those that must be on one line whole.
  // With `to_line`, the next line mark at no depth ends what is measured.
  bool fits(int depth, bool to_line) {
    bool within = true;  // what must stand on one line
    while (true) {
      const Word& word = words_[at_];
      const size_t line_break = word.text.find('\n');
      column_ += columns(word.text.substr(0, line_break));
      if (column_ > LineWidth || (within && line_break != std::string_view::npos)) {
        return false;
      }
      if (line_break != std::string_view::npos) {
        return true;
      }
      for (const Mark& mark : word.after) {
        depth -= mark.kind == Mark::Kind::Close ? 1 : 0;
        within = within && depth >= (to_line ? 0 : 1);
        column_ +=
            mark.kind == Mark::Kind::Comma ||
                    mark.kind == (within ? Mark::Kind::CommaIfFlat : Mark::Kind::CommaIfBroken)
                ? 1
                : 0;
      }
      if (column_ > LineWidth) {
        return false;
      }
      if (++at_ == words_.size()) {
        return true;
      }
      switch (gap(depth, within, to_line)) {
        case Gap::Fits:
          break;
        case Gap::Ends:
          return true;
        case Gap::Breaks:
          return false;
      }
    }
  }

 private:
  enum class Gap : uint8_t { Fits, Ends, Breaks };

  Gap gap(int& depth, bool within, bool to_line) {
    const Word& word = words_[at_];
    if (!within && !word.comments.empty()) {
      return Gap::Ends;
    }
    for (const Comment& comment : word.comments) {
      if (comment.own_line || comment.to_line_end() || comment.has_break()) {
        // Behind the last of a segment it asks for nothing.
        return to_line && depth == 0 && has_line(word) ? Gap::Ends : Gap::Breaks;
      }
      column_ += columns(comment.text) + 1;
    }
    for (const Mark& mark : word.before) {
      if (opens(mark)) {
        if (within && mark.forced) {
          return Gap::Breaks;
        }
        ++depth;
      } else if (!within || (to_line && depth == 0)) {
        return Gap::Ends;
      } else if (mark.forced) {
        return Gap::Breaks;
      }
    }
    column_ += !word.comments.empty() || space_between(words_, at_) ? 1 : 0;
    return Gap::Fits;
  }

  static bool has_line(const Word& word) {
    return std::ranges::any_of(word.before,
                               [](const Mark& mark) { return mark.kind == Mark::Kind::Line; });
  }

  const Words& words_;
  size_t at_;
  uint32_t column_;
};

}  // namespace

uint32_t columns(std::string_view text) {
  return static_cast<uint32_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

bool space_between(const Words& words, size_t at) {
  const Word& word = words[at];
  if (word.glued || word.spaced) {
    return word.spaced;
  }
  const std::string_view before = words[at - 1].text;
  const std::string_view here = word.text;
  if (is_one_of(before, "([./") || before == ".." || is_one_of(here, ")]:./") || here == "..") {
    return false;
  }
  if (before == "{" && here == "}") {
    return false;
  }
  // `-[`, `<-[`, `]->`, `]-`
  if (here == "[" && (before == "-" || before == "<-")) {
    return false;
  }
  if (before == "]" && (here == "->" || here == "-")) {
    return false;
  }
  if (before == "*" && is_number(here)) {
    return false;
  }
  // `(:kind)`
  return before != ":" || at < 2 || words[at - 2].text != "(";
}

size_t trailing_comments(const Words& words, size_t at) {
  const Word& word = words[at];
  if (at == 0) {
    return 0;
  }
  const auto own_line = std::ranges::find_if(word.comments, &Comment::own_line);
  if (own_line != word.comments.end() || word.own_line || word.comments.empty() ||
      word.comments.back().to_line_end()) {
    return static_cast<size_t>(own_line - word.comments.begin());
  }
  // All on one line: what stands behind a comma or a bracket belongs to what follows.
  if (is_one_of(words[at - 1].text, "{[(")) {
    return 0;
  }
  const auto behind_comma = std::ranges::find_if(word.comments, &Comment::after_comma);
  return static_cast<size_t>(behind_comma - word.comments.begin());
}

bool group_fits(const Words& words, size_t at, size_t mark, uint32_t column) {
  return Measure(words, at, column).fits(opened_from(words[at], mark), false);
}

bool segment_fits(const Words& words, size_t at, size_t mark, uint32_t column) {
  return Measure(words, at, column).fits(opened_from(words[at], mark), true);
}

}  // namespace aixc::format
