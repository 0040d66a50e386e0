#include "compiler/format/words.h"

#include <algorithm>

#include "compiler/base/check.h"
#include "compiler/base/utf8.h"
#include "compiler/parse/lexemes.h"

namespace aixc::format {
namespace {

// The blanks between two things of a text.
struct Gap {
  bool line = false;   // a line break
  bool blank = false;  // an empty line
};

Gap read_gap(std::string_view blanks) {
  return {blanks.find_first_of("\n\r") != std::string_view::npos,
          std::ranges::count(blanks, '\n') > 1};
}

uint32_t column_of(std::string_view text, size_t offset) {
  const size_t line_break = text.substr(0, offset).find_last_of('\n');
  size_t at = line_break == std::string_view::npos ? 0 : line_break + 1;
  uint32_t column = 0;
  while (at < offset) {
    column += text[at] == '\t' ? 2 : 1;
    at += code_point_length(text, at);
  }
  return column;
}

std::string_view without_blanks_at_end(std::string_view text) {
  return text.substr(0, text.find_last_not_of(" \t\r") + 1);
}

}  // namespace

Words::Words(std::string_view text) {
  const parse::Lexemes lexemes = parse::lex(text);
  Word next;
  Gap gap = {true, false};  // before the next thing, commas passed over
  bool comma = false;
  uint32_t end = 0;
  const auto pass = [&](const parse::Lexeme& lexeme) {
    const Gap more = read_gap(text.substr(end, lexeme.begin - end));
    gap = {gap.line || more.line, gap.blank || more.blank};
    end = lexeme.end;
  };
  auto comment = lexemes.comments.begin();
  for (const parse::Lexeme& lexeme : lexemes.words) {
    for (; comment != lexemes.comments.end() && comment->begin < lexeme.begin; ++comment) {
      pass(*comment);
      next.comments.push_back(
          {without_blanks_at_end(text.substr(comment->begin, comment->end - comment->begin)),
           comment->begin, column_of(text, comment->begin), gap.line, gap.blank, comma});
      gap = {};
    }
    pass(lexeme);
    const std::string_view word = text.substr(lexeme.begin, lexeme.end - lexeme.begin);
    if (word == ",") {
      words_.back().after.push_back({Mark::Kind::Comma});
      comma = true;
      continue;
    }
    next.text = word;
    next.begin = lexeme.begin;
    next.end = lexeme.end;
    next.own_line = gap.line;
    next.after_blank = gap.blank;
    words_.push_back(std::move(next));
    next = {};
    gap = {};
    comma = false;
  }
}

size_t Words::first_of(source::Span span) const {
  const auto found = std::ranges::lower_bound(words_, span.begin, {}, &Word::begin);
  AIXC_CHECK(found != words_.end() && found->begin == span.begin);
  return static_cast<size_t>(found - words_.begin());
}

size_t Words::last_of(source::Span span) const {
  const auto behind = std::ranges::lower_bound(words_, span.end, {}, &Word::begin);
  AIXC_CHECK(behind != words_.begin());
  return static_cast<size_t>(behind - words_.begin()) - 1;
}

bool Words::breaks_between(size_t from, size_t to) const {
  for (size_t i = from + 1; i <= to; ++i) {
    const Word& word = words_[i];
    const auto breaks = [](const Comment& comment) {
      return comment.own_line || comment.has_break() || comment.to_line_end();
    };
    if (word.own_line || std::ranges::any_of(word.comments, breaks)) {
      return true;
    }
  }
  return false;
}

}  // namespace aixc::format
