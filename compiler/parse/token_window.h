// Words → ANTLR's token stream: token objects live only for the statement being parsed.
#pragma once

#include <deque>
#include <string>
#include <string_view>

#include "antlr4-runtime.h"
#include "compiler/parse/lexemes.h"

namespace aixc::parse {

// A word as ANTLR wants to see it. Its indices are byte offsets of the file; lines are not counted.
class WordToken final : public antlr4::Token {
 public:
  WordToken(const Lexeme& lexeme, size_t index) : lexeme_(lexeme), index_(index) {}

  const Lexeme& lexeme() const { return lexeme_; }

  size_t getType() const override { return static_cast<size_t>(lexeme_.type); }
  size_t getTokenIndex() const override { return index_; }
  size_t getStartIndex() const override { return lexeme_.begin; }
  size_t getStopIndex() const override { return lexeme_.end - 1; }
  size_t getLine() const override { return 0; }
  size_t getCharPositionInLine() const override { return 0; }
  size_t getChannel() const override { return DEFAULT_CHANNEL; }
  std::string getText() const override { return {}; }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  antlr4::CharStream* getInputStream() const override { return nullptr; }
  std::string toString() const override { return {}; }

 private:
  Lexeme lexeme_;
  size_t index_;
};

class TokenWindow final : public antlr4::TokenStream {
 public:
  // `words` ends in `EndOfText` and must outlive the stream.
  explicit TokenWindow(const std::vector<Lexeme>& words) : words_(words) {}

  // Drops the tokens made so far: no tree that is still in use may hold one.
  void forget();

  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  void consume() override;
  size_t LA(ssize_t k) override;
  antlr4::Token* LT(ssize_t k) override;
  // The furthest word that was looked at since the last `forget`.
  size_t furthest() const { return furthest_; }
  // Only the tokens since the last `forget`, and those ahead.
  antlr4::Token* get(size_t index) const override;
  size_t size() override { return words_.size(); }
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}

  // Asked by nothing that we use.
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getSourceName() const override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  const std::vector<Lexeme>& words_;
  size_t at_ = 0;
  mutable size_t furthest_ = 0;
  size_t window_begin_ = 0;               // index of the first token in `tokens_`
  mutable std::deque<WordToken> tokens_;  // made when asked for; a deque keeps their addresses
};

}  // namespace aixc::parse
