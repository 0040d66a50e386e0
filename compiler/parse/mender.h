// The parts of mend_words.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

class Mender {
 public:
  Mender(Lexemes& lexemes, Reporter& reporter)
      : lexemes_(lexemes), reporter_(reporter), text_(reporter.text()) {}

  void run();

 private:
  // ---- the words ahead and the words done (mend.cpp) ----
  const Lexeme& peek(size_t ahead = 0) const;
  Lexeme take();
  void put(int32_t type, uint32_t begin, uint32_t end) { done_.push_back({type, begin, end}); }
  std::string_view text_of(const Lexeme& word) const {
    return text_.substr(word.begin, word.end - word.begin);
  }
  // Whether no blank stands between the words `ahead` and `ahead + 1`.
  bool joined(size_t ahead) const;
  // Goes on with what stands at `offset`, even within a word or a comment.
  void resume_at(uint32_t offset);
  // Reads `text_` from `begin` to `end` anew; the words are put in front of those ahead.
  void read_again(uint32_t begin, uint32_t end);
  uint32_t line_end(uint32_t offset) const;
  bool is_wrong(size_t at) const;
  void mend_next();

  // ---- strings (mend_strings.cpp) ----
  void check_escapes(const Lexeme& string);
  void check_controls(const Lexeme& string);
  void unterminated_string();
  void unterminated_text();
  void unterminated_comment();
  // A string in quotes that are not ours; false if the line does not close it.
  bool odd_string(uint32_t open, uint32_t close_quote);

  // ---- signs and characters (mend_signs.cpp) ----
  bool joined_signs();
  void name_with_odd_characters();
  void bad_character();
  bool mend_ascii(char c);
  bool mend_unicode(uint32_t code_point);
  void label_on_arrow();
  void unknown_characters();
  // Reports the next word as unknown, says what is meant, and drops it.
  void replace_next(int32_t type, std::string_view meant, const std::string& help);

  // ---- numbers (mend_numbers.cpp) ----
  bool is_number_run() const;
  void bad_number();
  void report_number(uint32_t begin, uint32_t end);

  Lexemes& lexemes_;
  Reporter& reporter_;
  std::string_view text_;
  std::vector<Lexeme> ahead_;  // in reverse
  std::vector<Lexeme> done_;
};

}  // namespace aixc::parse
