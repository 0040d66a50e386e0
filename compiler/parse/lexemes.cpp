#include "compiler/parse/lexemes.h"

#include <string>

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

 private:
  std::string_view text_;
  size_t at_ = 0;
};

}  // namespace

Lexemes lex(std::string_view text) {
  Utf8Stream stream(text);
  AisysLexer lexer(&stream);
  auto& matcher = *lexer.getInterpreter<antlr4::atn::LexerATNSimulator>();
  Lexemes result;
  while (stream.index() < text.size()) {
    const auto begin = static_cast<uint32_t>(stream.index());
    lexer.type = antlr4::Token::INVALID_TYPE;
    lexer.channel = antlr4::Token::DEFAULT_CHANNEL;
    const size_t type = matcher.match(&stream, antlr4::Lexer::DEFAULT_MODE);
    if (lexer.type == antlr4::Lexer::SKIP) {
      continue;
    }
    const Lexeme lexeme = {static_cast<int32_t>(type), begin,
                           static_cast<uint32_t>(stream.index())};
    const bool word = lexer.channel == antlr4::Token::DEFAULT_CHANNEL;
    (word ? result.words : result.comments).push_back(lexeme);
  }
  const auto end = static_cast<uint32_t>(text.size());
  result.words.push_back({Lexeme::EndOfText, end, end});
  return result;
}

}  // namespace aixc::parse
