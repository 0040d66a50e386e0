#include "compiler/parse/mend.h"

#include <algorithm>

#include "compiler/base/utf8.h"
#include "compiler/parse/characters.h"
#include "compiler/parse/mender.h"
#include "compiler/parse/word_kinds.h"

namespace aixc::parse {

void mend_words(Lexemes& lexemes, Reporter& reporter) {
  Mender(lexemes, reporter).run();
}

void Mender::run() {
  ahead_ = std::move(lexemes_.words);
  std::ranges::reverse(ahead_);
  done_.reserve(ahead_.size());
  while (!ahead_.empty()) {
    mend_next();
  }
  lexemes_.words = std::move(done_);
}

void Mender::mend_next() {
  switch (peek().type) {
    case AisysLexer::STRING:
      check_escapes(peek());
      check_controls(peek());
      done_.push_back(take());
      return;
    case AisysLexer::TEXT:
      check_controls(peek());
      done_.push_back(take());
      return;
    case AisysLexer::ID:
      if (!std::ranges::all_of(text_of(peek()), [](char c) { return (c & 0x80) == 0; })) {
        name_with_odd_characters();
        return;
      }
      done_.push_back(take());
      return;
    case AisysLexer::BAD:
      bad_character();
      return;
    case AisysLexer::UNTERMINATED_STRING:
      unterminated_string();
      return;
    case AisysLexer::UNTERMINATED_TEXT:
      unterminated_text();
      return;
    case AisysLexer::UNTERMINATED_COMMENT:
      unterminated_comment();
      return;
    default:
      if (is_number_run()) {
        bad_number();
      } else if (!joined_signs()) {
        done_.push_back(take());
      }
  }
}

const Lexeme& Mender::peek(size_t ahead) const {
  return ahead < ahead_.size() ? ahead_[ahead_.size() - 1 - ahead] : ahead_.front();
}

Lexeme Mender::take() {
  const Lexeme word = ahead_.back();
  ahead_.pop_back();
  return word;
}

bool Mender::joined(size_t ahead) const {
  return ahead + 1 < ahead_.size() && peek(ahead).end == peek(ahead + 1).begin &&
         peek(ahead + 1).type != Lexeme::EndOfText;
}

uint32_t Mender::line_end(uint32_t offset) const {
  size_t end = std::min(text_.find('\n', offset), text_.size());
  while (end > offset && text_[end - 1] == '\r') {
    --end;
  }
  return static_cast<uint32_t>(end);
}

void Mender::resume_at(uint32_t offset) {
  while (peek().type != Lexeme::EndOfText && peek().end <= offset) {
    take();
  }
  uint32_t again_end = offset;
  if (peek().type != Lexeme::EndOfText && peek().begin < offset) {
    again_end = take().end;
  } else {
    const auto comment = std::ranges::upper_bound(lexemes_.comments, offset, {}, &Lexeme::end);
    if (comment != lexemes_.comments.end() && comment->begin < offset) {
      again_end = comment->end;
      lexemes_.comments.erase(comment);
    }
  }
  read_again(offset, again_end);
}

void Mender::read_again(uint32_t begin, uint32_t end) {
  if (begin == end) {
    return;
  }
  Lexemes again = lex(text_.substr(begin, end - begin));
  again.words.pop_back();  // the end of text
  const auto shift = [begin](Lexeme& word) {
    word.begin += begin;
    word.end += begin;
  };
  std::ranges::for_each(again.words, shift);
  std::ranges::for_each(again.comments, shift);
  ahead_.insert(ahead_.end(), again.words.rbegin(), again.words.rend());
  const auto place = std::ranges::upper_bound(lexemes_.comments, begin, {}, &Lexeme::begin);
  lexemes_.comments.insert(place, again.comments.begin(), again.comments.end());
}

}  // namespace aixc::parse
