#include "compiler/format/layout.h"

#include <algorithm>
#include <vector>

#include "compiler/base/check.h"
#include "compiler/format/align.h"
#include "compiler/format/fit.h"
#include "compiler/format/margins.h"

namespace aixc::format {
namespace {

class Layout {
 public:
  explicit Layout(const Words& words) : words_(words) {}

  std::string run() {
    for (at_ = 0; at_ < words_.size(); ++at_) {
      gap();
      word();
    }
    return align(out_, rows_);
  }

 private:
  struct Group {
    bool flat;
    bool fills;
  };

  // ---- the gap before a word ----

  void gap() {
    if (at_ > 0) {
      end_of_word(words_[at_ - 1]);
    }
    const Word& word = words_[at_];
    const size_t trailing = trailing_comments(words_, at_);
    for (size_t i = 0; i < trailing; ++i) {
      inline_comment(word.comments[i]);
    }
    const bool may_break = std::ranges::any_of(
        word.before, [](const Mark& mark) { return mark.kind == Mark::Kind::Line; });
    if (!may_break) {
      comments_within(trailing);
    }
    for (size_t i = 0; i < word.before.size(); ++i) {
      const Mark& mark = word.before[i];
      if (mark.kind != Mark::Kind::Line) {
        open(mark, i);
      } else if (begins_line(mark, i, trailing)) {
        line(mark, trailing);
      } else {
        comments_within(trailing);
      }
    }
  }

  void end_of_word(const Word& word) {
    for (const Mark& mark : word.after) {
      if (mark.kind == Mark::Kind::Close) {
        groups_.pop_back();
      } else if (mark.kind == Mark::Kind::Comma ||
                 (mark.kind == Mark::Kind::CommaIfFlat) == groups_.back().flat) {
        put(",");
      }
    }
  }

  void open(const Mark& mark, size_t index) {
    const bool within_flat = !groups_.empty() && groups_.back().flat;
    const uint32_t start = column_ + (needs_space() ? 1 : 0);
    const bool flat = within_flat || (!mark.forced && group_fits(words_, at_, index, start));
    groups_.push_back({flat, mark.kind == Mark::Kind::OpenFill});
  }

  bool begins_line(const Mark& mark, size_t index, size_t trailing) const {
    const Word& word = words_[at_];
    uint32_t start = column_ + (needs_space() ? 1 : 0);
    for (size_t i = trailing; i < word.comments.size(); ++i) {
      if (word.comments[i].own_line) {
        return true;
      }
      start += columns(word.comments[i].text) + 1;
    }
    if (mark.forced || needs_line_) {
      return true;
    }
    const Group& group = groups_.back();
    return !group.flat && (!group.fills || !segment_fits(words_, at_, index, start));
  }

  // The line, the comments that stand before the word, and the place for the word.
  void line(const Mark& mark, size_t trailing) {
    const Word& word = words_[at_];
    const size_t count = word.comments.size();
    const bool comments = trailing < count;
    line_indent_ = mark.indent;
    if (!comments) {
      const bool keeps = mark.blanks == Blanks::All && !mark.first && !mark.closing;
      begin_line(mark.indent, keeps && word.after_blank);
      return;
    }
    const bool in_block = mark.closing && !word.text.empty();  // the text as a whole is none
    const uint32_t indent = mark.indent + (in_block ? IndentWidth : 0);
    const bool keeps = mark.blanks != Blanks::None;
    begin_line(indent, keeps && !mark.first && word.comments[trailing].after_blank);
    for (size_t i = trailing; i < count; ++i) {
      const Comment& comment = word.comments[i];
      const bool last = i + 1 == count;
      put_comment(comment);
      const bool own_line = last ? word.own_line : word.comments[i + 1].own_line;
      const bool blank =
          last ? word.after_blank && !mark.closing : word.comments[i + 1].after_blank;
      if (last && mark.closing) {
        begin_line(mark.indent, false);
      } else if (own_line || comment.to_line_end()) {
        begin_line(indent, (keeps && blank) || would_document(i, trailing));
      }
    }
  }

  // Whether the comment would become a part of the word's documentation that it is not.
  bool would_document(size_t i, size_t trailing) const {
    const Word& word = words_[at_];
    const Comment& comment = word.comments[i];
    const bool alone = i == trailing || comment.own_line;
    const bool at_doc =
        i + 1 == word.comments.size() || word.comments[i + 1].begin >= word.doc_begin;
    return word.may_have_doc && comment.is_doc() && comment.begin < word.doc_begin && alone &&
           at_doc;
  }

  // Comments where no line begins.
  void comments_within(size_t trailing) {
    const Word& word = words_[at_];
    for (size_t i = trailing; i < word.comments.size(); ++i) {
      const Comment& comment = word.comments[i];
      if (comment.own_line) {
        needs_line_ = !out_.empty();
      }
      inline_comment(comment);
      const bool last = i + 1 == word.comments.size();
      needs_line_ = needs_line_ || (comment.own_line && last && word.own_line);
    }
    break_if_needed();
  }

  void inline_comment(const Comment& comment) {
    break_if_needed();
    put_comment(comment);
    needs_line_ = comment.to_line_end();
  }

  // ---- text ----

  void word() {
    const Word& word = words_[at_];
    if (word.text.empty()) {
      return;  // the end of the text
    }
    break_if_needed();
    if (needs_space()) {
      put(" ");
    }
    place_in_row(word);
    if (word.text.find('\n') == std::string_view::npos) {
      put(word.text);
    } else {
      put(text_at(word.text, line_indent_ + IndentWidth));
    }
    if (word.ends_row) {
      rows_[open_rows_.back()].end = out_.size();
      open_rows_.pop_back();
    }
    after_comment_ = false;
  }

  void place_in_row(const Word& word) {
    const size_t at = out_.size() + (at_line_start_ ? column_ : 0);
    if (word.begins_row != Shape::None) {
      open_rows_.push_back(rows_.size());
      rows_.push_back({.begin = at, .end = at, .shape = word.begins_row, .cells = {}});
    }
    if (word.column != 0) {
      rows_[open_rows_.back()].cells.push_back(
          {at, word.column, word.column_ends ? columns(word.text) : 0});
    }
  }

  // Comments behind neighbouring rows share the last column.
  void place_behind_row(const Comment& comment) {
    constexpr uint32_t LastColumn = UINT32_MAX;
    const size_t line = out_.rfind('\n') + 1;  // 0 in the first one
    for (auto row = rows_.rbegin(); row != rows_.rend() && row->begin >= line; ++row) {
      if (comment.to_line_end() && row->end == out_.size()) {
        row->cells.push_back({out_.size() + 1, LastColumn, 0});
        return;
      }
    }
  }

  // Whether a blank comes before the word, if it comes next.
  bool needs_space() const {
    return !at_line_start_ && (after_comment_ || (at_ > 0 && space_between(words_, at_)));
  }

  void put_comment(const Comment& comment) {
    if (!at_line_start_) {
      place_behind_row(comment);
      put(" ");
    }
    put(comment.has_break() ? comment_at(comment.text, comment.column, column_)
                            : std::string(comment.text));
    after_comment_ = true;
  }

  void break_if_needed() {
    if (needs_line_) {
      begin_line(line_indent_ + IndentWidth, false);
    }
  }

  void begin_line(uint32_t indent, bool after_blank) {
    if (!out_.empty()) {
      out_ += after_blank ? "\n\n" : "\n";
    }
    at_line_start_ = true;
    column_ = indent;
    needs_line_ = false;
    after_comment_ = false;
  }

  void put(std::string_view text) {
    if (at_line_start_) {
      out_.append(column_, ' ');
      at_line_start_ = false;
    }
    out_ += text;
    const size_t line_break = text.find_last_of('\n');
    if (line_break == std::string_view::npos) {
      column_ += columns(text);
    } else {
      column_ = columns(text.substr(line_break + 1));
    }
  }

  const Words& words_;
  size_t at_ = 0;
  std::string out_;
  std::vector<Group> groups_;
  std::vector<Row> rows_;
  std::vector<size_t> open_rows_;  // nested, innermost last
  uint32_t column_ = 0;            // where the next text goes
  uint32_t line_indent_ = 0;       // of the last line that the style began
  bool at_line_start_ = true;
  bool needs_line_ = false;     // a `//` comment has just been put
  bool after_comment_ = false;  // on this line
};

}  // namespace

std::string lay_out(const Words& words) {
  return Layout(words).run();
}

}  // namespace aixc::format
