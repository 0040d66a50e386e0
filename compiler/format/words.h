// A text as the formatter sees it: words, what stands between them, and where lines may break.
//
// Commas are no words: whether one stands behind a word is a matter of style in blocks, lists and
// maps, and of meaning elsewhere.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "compiler/source/span.h"

namespace aixc::format {

struct Comment {
  std::string_view text;  // without blanks at the end
  uint32_t begin;
  uint32_t column;   // of its first character, tabs counted as two
  bool own_line;     // a line break, or nothing, stands before it
  bool after_blank;  // an empty line stands before it
  bool after_comma;
  bool to_line_end() const { return text.starts_with("//"); }
  bool is_doc() const { return text.starts_with("///") && !text.starts_with("////"); }
  bool has_break() const { return text.find('\n') != std::string_view::npos; }
};

// Which empty lines before a line are kept, one of each run.
enum class Blanks : uint8_t { None, BeforeComments, All };

// What the style says about the gap before or behind a word. Groups nest.
struct Mark {
  enum class Kind : uint8_t {
    OpenTogether,  // the lines of the group break all, or none
    OpenFill,      // each breaks for itself, where no more fits
    Close,
    Line,  // a place where a line may begin
    Comma,
    CommaIfBroken,
    CommaIfFlat,
  };
  Kind kind;
  bool forced = false;  // a group that breaks, a line that begins, whatever fits
  uint32_t indent = 0;  // of the line that begins
  Blanks blanks = Blanks::None;
  bool first = false;    // no empty line before the first thing of a block,
  bool closing = false;  // nor before its end; comments before it stand within the block
};

// Rows of different shapes have no columns in common.
enum class Shape : uint8_t { None, Declaration, Flow, Treatment, AttributeDeclaration };

struct Word {
  std::string_view text;
  uint32_t begin = 0;
  uint32_t end = 0;
  std::vector<Comment> comments;  // between the word before and this one
  bool own_line = false;          // a line break stands right before it
  bool after_blank = false;
  bool glued = false;               // no blank before it, against the rule
  bool spaced = false;              // a blank before it, against the rule
  bool may_have_doc = false;        // the first word of what a `///` documents
  uint32_t doc_begin = UINT32_MAX;  // where its documentation begins
  Shape begins_row = Shape::None;   // the first word of a statement whose neighbours share columns
  bool ends_row = false;
  uint32_t column = 0;       // of its row, from 1; 0 for none
  bool column_ends = false;  // the column's words end below each other, instead of beginning so
  std::vector<Mark> before;
  std::vector<Mark> after;  // begins with a `Comma` if there is one in the text
};

class Words {
 public:
  // `text` must be valid UTF-8 and outlive the words. The last word is the empty end of the text.
  explicit Words(std::string_view text);

  Word& operator[](size_t index) { return words_[index]; }
  const Word& operator[](size_t index) const { return words_[index]; }
  size_t size() const { return words_.size(); }

  size_t first_of(source::Span span) const;
  size_t last_of(source::Span span) const;
  // Whether the text breaks its line somewhere between two words; `from < to`.
  bool breaks_between(size_t from, size_t to) const;

 private:
  std::vector<Word> words_;
};

}  // namespace aixc::format
