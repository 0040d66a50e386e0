// One text, lexed and parsed by the generated code alone, for the tests of the grammar.
#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "antlr4-runtime.h"
#include "atn/DecisionInfo.h"
#include "atn/ParseInfo.h"
#include "grammar/AisysLexer.h"
#include "grammar/AisysParser.h"

namespace aixc::test {

using antlr4::atn::PredictionMode;
using grammar::AisysLexer;
using grammar::AisysParser;

// Writes down what the parser reports.
struct Reports : antlr4::BaseErrorListener {
  std::vector<std::string> errors;
  size_t ambiguities = 0;

  void syntaxError(antlr4::Recognizer* /*recognizer*/, antlr4::Token* /*token*/, size_t line,
                   size_t column, const std::string& message, std::exception_ptr /*e*/) override {
    errors.push_back(std::to_string(line) + ":" + std::to_string(column) + " " + message);
  }
  void reportAmbiguity(antlr4::Parser* /*parser*/, const antlr4::dfa::DFA& /*dfa*/,
                       size_t /*start*/, size_t /*stop*/, bool /*exact*/,
                       const antlrcpp::BitSet& /*alternatives*/,
                       antlr4::atn::ATNConfigSet* /*configs*/) override {
    ++ambiguities;
  }
};

// A text, lexed and parsed.
class Parsed {
 public:
  Parsed(const std::string& text, PredictionMode mode, bool profile = false) : input_(text) {
    lexer_.removeErrorListeners();
    lexer_.addErrorListener(&reports);
    tokens.fill();
    parser.removeErrorListeners();
    parser.addErrorListener(&reports);
    parser.setProfile(profile);
    parser.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(mode);
    try {
      tree = parser.file()->toStringTree(&parser);
    } catch (const antlr4::ParseCancellationException&) {
      tree = parser.root()->toStringTree(&parser);
    }
  }

  // All tokens but comments and the end of file.
  std::vector<const antlr4::Token*> words() {
    std::vector<const antlr4::Token*> result;
    for (const antlr4::Token* token : tokens.getTokens()) {
      if (token->getChannel() == antlr4::Token::DEFAULT_CHANNEL &&
          token->getType() != antlr4::Token::EOF) {
        result.push_back(token);
      }
    }
    return result;
  }

  std::vector<size_t> token_types() {
    std::vector<size_t> types;
    for (const antlr4::Token* word : words()) {
      types.push_back(word->getType());
    }
    return types;
  }

  // The same text without comments.
  std::string without_comments() {
    std::string text;
    for (const antlr4::Token* word : words()) {
      text += word->getText() + " ";
    }
    return text;
  }

  // The most tokens that any decision needed. The profiler counts comments too.
  long long lookahead() {
    long long most = 0;
    for (const antlr4::atn::DecisionInfo& decision : parser.getParseInfo().getDecisionInfo()) {
      most = std::max({most, decision.SLL_MaxLook, decision.LL_MaxLook});
    }
    return most;
  }

  // Decisions that SLL could not take and LL had to.
  long long fallbacks() { return parser.getParseInfo().getTotalLLATNLookaheadOps(); }

 private:
  antlr4::ANTLRInputStream input_;
  AisysLexer lexer_{&input_};

 public:
  Reports reports;
  antlr4::CommonTokenStream tokens{&lexer_};
  AisysParser parser{&tokens};
  std::string tree;
};

}  // namespace aixc::test
