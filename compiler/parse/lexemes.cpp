#include "compiler/parse/lexemes.h"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "antlr4-runtime.h"
#include "compiler/base/utf8.h"
#include "grammar/AisysLexer.h"

namespace aixc::parse {
namespace {

using grammar::AisysLexer;

// The code points of a text, addressed by byte offsets, so that every offset that the lexer tells
// is one of the file. ANTLR's own stream copies the text to four bytes for each code point.
class Utf8Stream final : public antlr4::CharStream {
 public:
  explicit Utf8Stream(std::string_view text) : text_(text) {}

  void consume() override { at_ += code_point_length(text_, at_); }
  size_t LA(ssize_t i) override {
    if (i <= 0) {
      return 0;  // the lexer looks ahead only
    }
    size_t at = at_;
    for (; i > 1 && at < text_.size(); --i) {
      at += code_point_length(text_, at);
    }
    looked_ = std::max(looked_, at + 1);
    return at < text_.size() ? code_point_at(text_, at) : EOF;
  }
  ssize_t mark() override { return -1; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string toString() const override { return std::string(text_); }

  // Behind the first byte of the furthest code point, or of the end, that was looked at.
  size_t looked() const { return looked_; }
  void forget_looks() { looked_ = at_; }

 private:
  std::string_view text_;
  size_t at_ = 0;
  size_t looked_ = 0;
};

Lexeme shifted(Lexeme lexeme, uint32_t by) {
  return {lexeme.type, lexeme.begin + by, lexeme.end + by, lexeme.looked + by};
}

// What the lexer told of another version of the text. Where it begins, all that it tells depends on
// nothing but what follows, so beside the change it tells the same again.
class Earlier {
 public:
  Earlier(const Lexemes& before, const source::Change& change) : before_(before), change_(change) {}

  // Everything up to the first that was told by what has changed; gives where it ends.
  uint32_t keep_beginning(Lexemes& into) const {
    const auto holds = [&](const Lexeme& one) { return one.looked <= change_.begin; };
    const auto word = std::ranges::find_if_not(before_.words, holds);
    const auto comment = std::ranges::find_if_not(before_.comments, holds);
    const uint32_t end =
        std::min(begin_of(word, before_.words), begin_of(comment, before_.comments));
    uint32_t kept = 0;
    for (auto [from, to] :
         {std::pair(&before_.words, &into.words), std::pair(&before_.comments, &into.comments)}) {
      to->assign(from->begin(), std::ranges::lower_bound(*from, end, {}, &Lexeme::begin));
      kept = to->empty() ? kept : std::max(kept, to->back().end);
    }
    return kept;
  }

  // Everything from `begin` on, a place in the new text, if something began there before.
  bool keep_rest(uint32_t begin, Lexemes& into) {
    if (begin < change_.end) {
      return false;
    }
    const uint32_t old = begin - change_.shift();
    const auto find = [old](const std::vector<Lexeme>& all, size_t& at) {
      while (at < all.size() && all[at].begin < old) {
        ++at;
      }
      return at < all.size() && all[at].begin == old;
    };
    const bool word = find(before_.words, word_);
    const bool comment = find(before_.comments, comment_);
    if (!word && !comment) {
      return false;
    }
    append(before_.words, word_, into.words);
    append(before_.comments, comment_, into.comments);
    return true;
  }

 private:
  static uint32_t begin_of(std::vector<Lexeme>::const_iterator one, const std::vector<Lexeme>& of) {
    return one == of.end() ? std::numeric_limits<uint32_t>::max() : one->begin;
  }
  void append(const std::vector<Lexeme>& from, size_t first, std::vector<Lexeme>& to) const {
    for (size_t i = first; i < from.size(); ++i) {
      to.push_back(shifted(from[i], change_.shift()));
    }
  }

  const Lexemes& before_;
  const source::Change& change_;
  size_t word_ = 0;     // the first that does not begin before the last place asked for
  size_t comment_ = 0;  // the same
};

Lexemes lex(std::string_view text, Earlier* earlier) {
  Utf8Stream stream(text);
  AisysLexer lexer(&stream);
  auto& matcher = *lexer.getInterpreter<antlr4::atn::LexerATNSimulator>();
  Lexemes result;
  if (earlier != nullptr) {
    stream.seek(earlier->keep_beginning(result));
  }
  while (stream.index() < text.size()) {
    const auto begin = static_cast<uint32_t>(stream.index());
    if (earlier != nullptr && earlier->keep_rest(begin, result)) {
      return result;
    }
    stream.forget_looks();
    lexer.type = antlr4::Token::INVALID_TYPE;
    lexer.channel = antlr4::Token::DEFAULT_CHANNEL;
    const size_t type = matcher.match(&stream, antlr4::Lexer::DEFAULT_MODE);
    if (lexer.type == antlr4::Lexer::SKIP) {
      continue;
    }
    const Lexeme lexeme = {static_cast<int32_t>(type), begin, static_cast<uint32_t>(stream.index()),
                           static_cast<uint32_t>(stream.looked())};
    const bool word = lexer.channel == antlr4::Token::DEFAULT_CHANNEL;
    (word ? result.words : result.comments).push_back(lexeme);
  }
  const auto end = static_cast<uint32_t>(text.size());
  result.words.push_back({Lexeme::EndOfText, end, end, end + 1});
  return result;
}

}  // namespace

Lexemes lex(std::string_view text) {
  return lex(text, nullptr);
}

Lexemes lex(std::string_view text, const Lexemes& before, const source::Change& change) {
  Earlier earlier(before, change);
  return lex(text, &earlier);
}

}  // namespace aixc::parse
