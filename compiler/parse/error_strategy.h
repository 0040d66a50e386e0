// What the generated parser does when the text leaves the grammar: one message, then on with what
// was probably meant to stand on its own.
#pragma once

#include <bitset>
#include <vector>

#include "antlr4-runtime.h"
#include "compiler/parse/lexemes.h"
#include "compiler/parse/reporter.h"

namespace aixc::parse {

class ErrorStrategy final : public antlr4::ANTLRErrorStrategy {
 public:
  // `words` are those of the token stream, with balanced brackets. All must outlive the parser.
  ErrorStrategy(const std::vector<Lexeme>& words, Reporter& reporter)
      : words_(words), reporter_(reporter) {}

  void reset(antlr4::Parser*) override { recovering_ = false; }
  // How often words were skipped, with a report or in the wake of one.
  size_t skips() const { return skips_; }
  // Called at each decision: reports and skips what fits none of its branches.
  void sync(antlr4::Parser* parser) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  // Called when a rule is given up: skips what belongs to it.
  void recover(antlr4::Parser* parser, std::exception_ptr) override;
  bool inErrorRecoveryMode(antlr4::Parser*) override { return recovering_; }
  void reportMatch(antlr4::Parser*) override { recovering_ = false; }

 private:
  using Types = std::bitset<128>;

  // Where the parser is when it skips.
  struct Surroundings {
    size_t item;       // the first word of the statement or member, or where one may begin
    uint32_t margin;   // the indent of its line
    bool in_brackets;  // in a list, a pattern …: only its own signs end what is skipped
    bool is_flow;      // a colon then comes before the payload
  };

  void report(antlr4::Parser& parser, size_t at);
  // Moves to the first word from `at` on that is one of `wanted`, begins something new, or closes
  // the bracket that all this stands in. Inner brackets are passed with what they hold.
  void skip(antlr4::Parser& parser, size_t at, const Types& wanted);
  Surroundings surroundings(antlr4::Parser& parser, size_t at);
  bool begins_something(size_t at, const Types& wanted, const Surroundings& around) const;
  // What may follow the rules that are being read, up to the bracket that word `at` stands in.
  Types may_follow(antlr4::Parser& parser, size_t at);
  // The innermost bracket that `tree` has opened before `at` and not closed, or `at`.
  size_t open_bracket(const antlr4::ParserRuleContext& tree, size_t at);
  size_t partner(size_t at);

  const std::vector<Lexeme>& words_;
  Reporter& reporter_;
  std::vector<uint32_t> partners_;  // found at the first error
  size_t skips_ = 0;
  bool recovering_ = false;  // an error was reported and no word has fitted since
};

}  // namespace aixc::parse
